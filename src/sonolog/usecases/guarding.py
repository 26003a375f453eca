"""Text beside records passes the same gate: reasons and comments are cleaned and searched for identity."""

from __future__ import annotations

from collections.abc import Iterable

from sonolog.domain.identity_guard import refuse_identity
from sonolog.domain.text import clean_text
from sonolog.ledger.shapes import TEXT_LIMIT


def refuse_identity_in(texts: Iterable[tuple[str, str]]) -> None:
    """Raise IdentityRefused if one of (field, text) may identify a patient, TextRefused if it cannot be kept."""
    kept = [(name, clean_text(text, limit=TEXT_LIMIT, multiline=True)) for name, text in texts if text]
    refuse_identity(kept)


def clean_reason(text: str) -> str:
    """Return a reason as it is kept; raises as :func:`refuse_identity_in`."""
    refuse_identity_in([("reason", text)])
    return clean_text(text, limit=TEXT_LIMIT, multiline=True)
