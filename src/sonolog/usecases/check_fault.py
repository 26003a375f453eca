"""One thing that a check found wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckFault:
    """One thing that is wrong."""

    what: str
    where: str = ""
    """Digest or name of what it concerns."""
