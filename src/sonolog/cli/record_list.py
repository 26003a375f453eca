"""Records in a list: as a table for people, as objects for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sonolog.cli.options import Request
    from sonolog.usecases.status_words import RecordLine


SHORTEST_ID = 8
"""Characters from the end of an id that fit one record of a logbook."""
IN_A_TERMINAL = 20
"""Rows of a list that only confirms what was done; more are counted."""


def write_records(request: Request, records: Sequence[RecordLine], **further: object) -> None:
    """Write records with where they stand now; ``further`` facts join the JSON answer."""
    if request.json:
        request.out.json({"records": [record_object(one) for one in records], **further})
        return
    shown = records[:IN_A_TERMINAL] if request.out.terminal else records
    has_words = any(one.words for one in shown)
    columns = ("ID", "Date", "What", "Now", *(("Why",) if has_words else ()))
    request.out.table(columns, [_row(one, has_words=has_words) for one in shown])
    if len(shown) < len(records):
        request.out.lines([f"and {len(records) - len(shown)} more"])


def record_object(one: RecordLine) -> dict[str, object]:
    """Return a record as a program reads it."""
    return {
        "id": one.id,
        "label": one.label,
        "kind": one.kind,
        "date": one.day.isoformat() if one.day else None,
        "status": one.status,
    }


def typed_id(kind: str, label: str, record: str) -> str:
    """Return what a person types to mean a record: the case number of a scan, else the end of the id."""
    return label if kind == "scan" else f"…{record[-SHORTEST_ID:]}"


def titled(kind: str, title: str, label: str) -> str:
    """Return a record in words: “Scan”, “Course: Theory course”."""
    return title if kind == "scan" else f"{title}: {label}"


def _row(one: RecordLine, *, has_words: bool) -> tuple[str, ...]:
    day = one.day.isoformat() if one.day else ""
    what = titled(one.kind, one.kind_title, one.label)
    row = (typed_id(one.kind, one.label, one.id), day, what, one.status_words)
    return (*row, one.words) if has_words else row
