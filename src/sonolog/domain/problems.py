"""Faults in what someone wrote, as values: gathered and shown all at once, never raised one by one."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault, with the place to mend it."""

    message: str
    """What is wrong, a sentence."""
    code: str = "fault"
    """Kebab-case and stable."""
    file: str = ""
    line: int | None = None
    """Counted from 1."""
    where: str = ""
    """What it concerns: a requirement's id, a row, a field."""
    hint: str = ""
    """What to write instead."""
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        """Return file, line, place, message and hint on one line."""
        place = ":".join(part for part in (self.file, str(self.line or "")) if part)
        lead = " ".join(part for part in (f"{place}:" if place else "", self.where and f"[{self.where}]") if part)
        return " ".join(part for part in (lead, self.message, self.hint) if part)


def nearest(word: str, known: Iterable[str], *, most: int = 2) -> tuple[str, ...]:
    """Return at most ``most`` of ``known`` that resemble ``word``, the most alike first."""
    return tuple(get_close_matches(word[:80].lower(), list(known), n=most, cutoff=0.6))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "Did you mean …?" with the nearest of ``known``, or nothing."""
    alike = nearest(word, known)
    return f"Did you mean {' or '.join(f'“{name}”' for name in alike)}?" if alike else ""
