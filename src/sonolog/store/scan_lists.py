"""Lists of scans: in pages, newest first, filtered by words, status and days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select, text, tuple_

from sonolog.store.engines import is_department
from sonolog.store.kind_tables import kind_table, live_rows
from sonolog.store.tables import head

Words = Sequence[Sequence[str]]
"""What is searched: of each group one text must occur; a text may be the beginning of a word."""


@dataclass(frozen=True, slots=True)
class ScanSearch:
    """Which scans of a trainee are listed."""

    subject: str
    words: Words = ()
    status: str = ""
    since: date | None = None
    until: date | None = None
    kinds: Sequence[str] = ("scan",)


def scan_page(
    connection: Connection, search: ScanSearch, *, limit: int, before: tuple[str, str] | None = None
) -> tuple[Row[Any], ...]:
    """Return at most ``limit`` scans, newest first, that come after the key ``before`` (day, record)."""
    table = kind_table("scan")
    query = (
        select(table, head.c.digest, head.c.status, head.c.versions, head.c.created, head.c.submitted, head.c.sign_off)
        .join(head, head.c.record == table.c.record)
        .order_by(head.c.day.desc(), head.c.record.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(tuple_(head.c.day, head.c.record) < tuple_(*before))
    return tuple(connection.execute(_matching(connection, query, search)))


def count_scans(connection: Connection, search: ScanSearch) -> int:
    """Return how many scans there are."""
    query = select(func.count()).select_from(head)
    return int(connection.execute(_matching(connection, query, search)).scalar() or 0)


def matching_records(connection: Connection, search: ScanSearch) -> tuple[str, ...]:
    """Return the records of the kinds asked for that match, scans or not."""
    return tuple(connection.execute(_matching(connection, select(head.c.record), search)).scalars())


def _matching(connection: Connection, query: Select[Any], search: ScanSearch) -> Select[Any]:
    """Narrow a query to the scans meant; of one that was redacted nothing is left to list."""
    mine = (head.c.subject == search.subject, head.c.kind.in_(search.kinds), head.c.status != "redacted")
    query = query.where(*mine)
    if search.status:
        query = query.where(head.c.status == search.status)
    if search.since is not None:
        query = query.where(head.c.day >= search.since.isoformat())
    if search.until is not None:
        query = query.where(head.c.day <= search.until.isoformat())
    if is_department(connection):
        from sonolog.store.department.searching import matching

        return matching(query, search.subject, search.words)
    phrase = " AND ".join(filter(None, (_phrase(group) for group in search.words)))
    if not phrase:
        return query
    found = text("SELECT rowid FROM search WHERE search MATCH :phrase").bindparams(phrase=phrase)
    return query.where(head.c.row.in_(found.columns(head.c.row)))


def _phrase(group: Sequence[str]) -> str:
    """Return an FTS5 expression; quotes inside a word are doubled, so that no word is taken for an operator."""
    sayable = (one.replace("\0", " ") for one in group)  # SQL ends a text there
    texts = [one.replace('"', '""') for one in sayable if any(letter.isalnum() for letter in one)]
    return "(" + " OR ".join('"' + one + '"*' for one in texts) + ")" if texts else ""


def latest_scans(connection: Connection, subject: str, *, limit: int) -> tuple[Row[Any], ...]:
    """Return the view rows of the trainee's latest scans, newest first; withdrawn ones are left out."""
    table = kind_table("scan")
    query = (
        live_rows(table)
        .where(head.c.subject == subject, head.c.kind == "scan")
        .order_by(head.c.day.desc(), head.c.record.desc())
        .limit(limit)
    )
    return tuple(connection.execute(query))
