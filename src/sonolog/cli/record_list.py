"""Records in a list: as a table for people, as objects for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sonolog.cli.options import Request
    from sonolog.usecases.status_words import RecordLine


def write_records(request: Request, records: Sequence[RecordLine], **further: object) -> None:
    """Write records with where they stand now; ``further`` facts join the JSON answer."""
    if request.json:
        request.out.json({"records": [record_object(one) for one in records], **further})
        return
    has_words = any(one.words for one in records)
    columns = ("ID", "Date", "Kind", "Now", *(("Why",) if has_words else ()))
    request.out.table(columns, [_row(one, has_words=has_words) for one in records])


def record_object(one: RecordLine) -> dict[str, object]:
    """Return a record as a program reads it."""
    return {
        "id": one.id,
        "label": one.label,
        "kind": one.kind,
        "date": one.day.isoformat() if one.day else None,
        "status": one.status,
    }


def counted(number: int, noun: str) -> str:
    """Return “1 record”, “2 records”."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _row(one: RecordLine, *, has_words: bool) -> tuple[str, ...]:
    day = one.day.isoformat() if one.day else ""
    row = (one.label, day, one.kind_title, one.status_words)
    return (*row, one.words) if has_words else row
