"""Text beside records passes the same gate: reasons and comments are cleaned and searched for identity."""

from __future__ import annotations

from collections.abc import Iterable

from sonolog.domain.identity_guard import refuse_identity, scan_column, scan_text
from sonolog.domain.text import clean_text
from sonolog.ledger.shapes import TEXT_LIMIT


def refuse_identity_in(texts: Iterable[tuple[str, str]]) -> None:
    """Raise IdentityRefused if one of (field, text) may identify a patient, TextRefused if it cannot be kept."""
    kept = [(name, clean_text(text, limit=TEXT_LIMIT, multiline=True)) for name, text in texts if text]
    refuse_identity(kept)


def identifies(name: str, text: str) -> bool:
    """Return whether the typed field ``name`` holds what may identify a patient."""
    column = name.removeprefix("custom.")
    return bool(scan_text(text)) if column == name else any(scan_column(column, text))


def identity_spans(name: str, text: str) -> tuple[tuple[int, int], ...]:
    """Return the places of the typed field ``name`` that may identify a patient, as (first, one past the last)."""
    column = name.removeprefix("custom.")
    if column == name:
        return tuple((hit.start, hit.end) for hit in scan_text(text))
    return tuple((hit.start, hit.end) for part, hit in scan_column(column, text) if part == "value")


def clean_reason(text: str) -> str:
    """Return a reason as it is kept; raises as :func:`refuse_identity_in`."""
    refuse_identity_in([("reason", text)])
    return clean_text(text, limit=TEXT_LIMIT, multiline=True)


def refuse_identity_in_lines(text: str) -> None:
    """Raise IdentityRefused if a line of a framework's text may identify a patient; an office's address may stand."""
    lines = ((f"line {number}", line) for number, line in enumerate(text.splitlines(), start=1))
    refuse_identity(lines, email_allowed=True)
