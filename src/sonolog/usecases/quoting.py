"""Typed words in a message: short, nothing hidden, and never a number that could identify a patient."""

from __future__ import annotations

from sonolog.domain.identity_guard import mask_identity
from sonolog.domain.text import shortened


def quoted(text: str) -> str:
    """Return ``text`` as a message may repeat it."""
    return shortened(mask_identity(text[:1000]))
