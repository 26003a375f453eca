"""Finding records: by what a person types, in pages, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select, text, tuple_

from sonolog.store.kind_tables import kind_table
from sonolog.store.tables import head, revision


@dataclass(frozen=True, slots=True)
class HeadRow:
    """A record's current version and where it stands."""

    record: str
    kind: str
    subject: str
    digest: str
    status: str
    day: str | None
    label: str
    versions: int
    created: str
    changed: str
    submitted: str | None
    asked: str | None
    sign_off: str | None


_COLUMNS = tuple(head.c[name] for name in HeadRow.__slots__)


def _head_row(row: Row[Any]) -> HeadRow:
    return HeadRow(*row)


def find_heads(connection: Connection, words: str, *, limit: int = 20) -> tuple[HeadRow, ...]:
    """Return the records that ``words`` may mean: a case number or label, a whole id, or the end of an id."""
    query = select(*_COLUMNS).order_by(head.c.day.desc(), head.c.record).limit(limit)
    exact = connection.execute(query.where((head.c.label == words.upper()) | (head.c.record == words.lower())))
    found = tuple(_head_row(row) for row in exact)
    if found or len(words) < 4:  # fewer characters would nearly always be ambiguous
        return found
    tail = connection.execute(query.where(func.substr(head.c.record, -len(words)) == words.lower()))
    return tuple(_head_row(row) for row in tail)


def head_of(connection: Connection, record: str) -> HeadRow | None:
    """Return the current version of ``record``, or None."""
    row = connection.execute(select(*_COLUMNS).where(head.c.record == record)).first()
    return _head_row(row) if row else None


def heads(
    connection: Connection, *, kind: str, subject: str | None = None, statuses: Sequence[str] = ()
) -> tuple[HeadRow, ...]:
    """Return all records of one kind, newest first."""
    query = select(*_COLUMNS).where(head.c.kind == kind).order_by(head.c.day.desc(), head.c.record.desc())
    if subject is not None:
        query = query.where(head.c.subject == subject)
    if statuses:
        query = query.where(head.c.status.in_(statuses))
    return tuple(_head_row(row) for row in connection.execute(query))


def waiting(connection: Connection, *, limit: int = 1000) -> tuple[HeadRow, ...]:
    """Return what was submitted and not answered, oldest first."""
    query = select(*_COLUMNS).where(head.c.status == "submitted").order_by(head.c.submitted, head.c.record)
    return tuple(_head_row(row) for row in connection.execute(query.limit(limit)))


def rows_of_kind(connection: Connection, kind: str, records: Sequence[str]) -> dict[str, Row[Any]]:
    """Return the view rows of ``records``."""
    table = kind_table(kind)
    return {row.record: row for row in connection.execute(select(table).where(table.c.record.in_(records)))}


def scan_page(
    connection: Connection,
    *,
    subject: str,
    limit: int,
    before: tuple[str, str] | None = None,
    words: str = "",
    status: str = "",
) -> tuple[Row[Any], ...]:
    """Return at most ``limit`` scans, newest first, that come after the key ``before`` (day, record).

    ``words`` are searched in everything a person typed; every word must be there, the last may be unfinished.
    """
    table = kind_table("scan")
    query = (
        select(table, head.c.status, head.c.versions, head.c.created, head.c.submitted, head.c.sign_off)
        .join(head, head.c.record == table.c.record)
        .where(head.c.subject == subject, head.c.kind == "scan")
        .order_by(head.c.day.desc(), head.c.record.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(tuple_(head.c.day, head.c.record) < tuple_(*before))
    if status:
        query = query.where(head.c.status == status)
    return tuple(connection.execute(_matching(query, words)))


def count_scans(connection: Connection, *, subject: str, words: str = "", status: str = "") -> int:
    """Return how many scans there are."""
    query = select(func.count()).select_from(head).where(head.c.subject == subject, head.c.kind == "scan")
    if status:
        query = query.where(head.c.status == status)
    return int(connection.execute(_matching(query, words)).scalar() or 0)


def _matching(query: Select[Any], words: str) -> Select[Any]:
    terms = [word for word in words.replace('"', " ").split() if any(letter.isalnum() for letter in word)]
    if not terms:
        return query
    phrase = " ".join(f'"{term}"' for term in terms) + "*"
    found = text("SELECT rowid FROM search WHERE search MATCH :phrase").bindparams(phrase=phrase)
    return query.where(head.c.row.in_(found.columns(head.c.row)))


def revisions_of(connection: Connection, record: str) -> tuple[Row[Any], ...]:
    """Return the versions of a record, oldest first."""
    query = select(revision).where(revision.c.record == record).order_by(revision.c.at, revision.c.digest)
    return tuple(connection.execute(query))


def counts_by_status(connection: Connection, subject: str) -> dict[str, int]:
    """Return how many scans stand where."""
    query = select(head.c.status, func.count()).where(head.c.subject == subject, head.c.kind == "scan")
    return {status: count for status, count in connection.execute(query.group_by(head.c.status))}
