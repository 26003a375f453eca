"""What a trainee is enrolled on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row

from sonolog.progress.evidence import Cell, Enrolled
from sonolog.store.kind_tables import kind_table, live_rows


@dataclass(frozen=True, slots=True)
class EnrolmentRow:
    """One enrolment in force."""

    record: str
    framework: str
    edition: str
    document: str
    """Digest of the framework's text."""
    day: date
    """First day on this edition."""
    since: date
    """First day on the framework, in whatever edition: moving on to the next one starts no clock anew."""
    scope: tuple[str, ...]
    facts: Mapping[str, Cell]

    def as_evidence(self) -> Enrolled:
        """Return it as the evaluator sees it."""
        return Enrolled(self.framework, self.edition, self.since, self.scope, self.facts)


def enrolment_rows(connection: Connection, trainee: str, as_of: date) -> tuple[EnrolmentRow, ...]:
    """Return the enrolments in force on ``as_of``, oldest first; one that was moved on from is left out."""
    table = kind_table("enrolment")
    query = live_rows(table).where(table.c.subject == trainee, table.c.date <= as_of.isoformat())
    rows = {row.record: row for row in connection.execute(query.order_by(table.c.date, table.c.record))}
    left = {row.moved_from for row in rows.values()}
    return tuple(_enrolment(row, rows) for record, row in rows.items() if record not in left)


def _enrolment(row: Row[Any], rows: Mapping[str, Row[Any]]) -> EnrolmentRow:
    return EnrolmentRow(
        record=row.record,
        framework=row.framework,
        edition=row.edition,
        document=row.document,
        day=date.fromisoformat(row.date),
        since=date.fromisoformat(min(one.date for one in _moves(row, rows))),
        scope=tuple(json.loads(row.scope)),
        facts={fact["name"]: fact["value"] for fact in json.loads(row.facts)},
    )


def _moves(row: Row[Any], rows: Mapping[str, Row[Any]]) -> Iterator[Row[Any]]:
    """Yield the enrolment and those it moved on from; what others wrote may run in a circle."""
    seen: set[str] = set()
    at: Row[Any] | None = row
    while at is not None and at.record not in seen:
        seen.add(at.record)
        yield at
        at = rows.get(at.moved_from)
