"""Text beside records passes the same gate: reasons and comments are cleaned and searched for identity."""

from __future__ import annotations

from collections.abc import Iterable

from sonolog.domain.identity_guard import IdentityRefused, doubts_in, refuse_identity, scan_column, scan_text
from sonolog.domain.text import clean_text
from sonolog.ledger.shapes import TEXT_LIMIT

_REWORD = "A statement is signed as it stands: say it without the date, number or name, then do it again."


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
        return tuple((hit.start, hit.end) for hit in scan_text(text) or doubts_in(text))
    return tuple((hit.start, hit.end) for part, hit in scan_column(column, text) if part == "value")


def refuse_doubts_in(texts: Iterable[tuple[str, str]]) -> None:
    """Raise as :func:`refuse_identity_in`, and also for what somebody would have to be asked about.

    A signed statement has no place for the answer, so it is said another way.
    """
    said = list(texts)
    refuse_identity_in(said)
    hits = [(name, hit) for name, text in said for hit in doubts_in(text)]
    if hits:
        raise IdentityRefused(hits, hint=_REWORD)


def clean_reason(text: str, *, asked: bool = False) -> str:
    """Return a reason as it is kept; raises as :func:`refuse_doubts_in`.

    ``asked``: what is doubtful is asked about when the record is saved, or is about staff alone.
    """
    (refuse_identity_in if asked else refuse_doubts_in)([("reason", text)])
    return clean_text(text, limit=TEXT_LIMIT, multiline=True)


def refuse_identity_in_lines(text: str) -> None:
    """Raise IdentityRefused if a line of a framework's text may identify a patient; an office's address may stand."""
    lines = ((f"line {number}", line) for number, line in enumerate(text.splitlines(), start=1))
    refuse_identity(lines, email_allowed=True)
