"""Is the file whole, and do its views say what the objects say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import DatabaseError

from sonolog.domain.kinds import EVALUATED_KINDS
from sonolog.store.connections import connect_to_nothing
from sonolog.store.database import APPLICATION_ID, FORMAT
from sonolog.store.engines import is_department
from sonolog.store.errors import RecordUnreadable
from sonolog.store.kind_tables import all_kind_tables
from sonolog.store.schema import shipped_lines
from sonolog.store.tables import RECORD_VIEWS, head


def file_faults(connection: Connection) -> tuple[str, ...]:
    """Return what SQLite's own checks find wrong with the file; nothing if it is whole."""
    if is_department(connection):
        from sonolog.store.department.soundness import guard_faults

        return guard_faults(connection)
    whole = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    links = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    faults = [str(line) for line in whole if line != "ok"]
    faults += [f"A row of {row[0]} points to nothing." for row in links]
    return (*faults, *_schema_faults(connection))


def is_whole(connection: Connection) -> bool:
    """Return whether SQLite finds its pages in order, whatever the tables are."""
    return connection.exec_driver_sql("PRAGMA quick_check").scalars().all() == ["ok"]


_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master"


def unreadable_days(connection: Connection) -> tuple[RecordUnreadable, ...]:
    """Return what is counted and stands under a day that is none: whoever writes past the program may store it."""
    counted = head.c.kind.in_(EVALUATED_KINDS)
    days = connection.execute(select(head.c.day).where(counted).distinct()).scalars()
    wrong = [day for day in days if not _is_day(day)]
    rows = (
        connection.execute(select(head.c.record, head.c.day).where(counted, head.c.day.in_(wrong))).all()
        if wrong
        else ()
    )
    return tuple(RecordUnreadable(row.record, row.day) for row in sorted(rows, key=lambda row: str(row.record)))


def _is_day(day: Any) -> bool:
    try:
        return bool(date.fromisoformat(day))
    except (ValueError, TypeError):
        return False


@cache
def _shipped() -> frozenset[tuple[object, ...]]:
    """Return what SQLite itself keeps of the tables this program makes."""
    with closing(connect_to_nothing()) as made:
        for line in shipped_lines():
            made.execute(line)
        return frozenset(made.execute(_SCHEMA))


def _schema_faults(connection: Connection) -> Iterator[str]:
    """Yield which tables, indexes and guards are not those this program makes."""
    found = {tuple(row) for row in connection.exec_driver_sql(_SCHEMA)}
    names = {str(row[1]) for row in found ^ _shipped()}
    yield from (f"The table, index or guard “{name}” is not as this program makes it." for name in sorted(names))
    numbers = {"application_id": APPLICATION_ID, "user_version": FORMAT}
    for name, number in numbers.items():
        if connection.exec_driver_sql(f"PRAGMA {name}").scalar() != number:
            yield f"The file's {name} is not {number}."


def view_lines(connection: Connection) -> dict[str, str]:
    """Return a digest of the content of each view, in which the numbering of rows has no part."""
    tables = (*RECORD_VIEWS, *all_kind_tables())
    found = {table.name: _digest(connection.exec_driver_sql(_all_rows(table))) for table in tables}
    search = "SELECT head.record, search.content FROM search JOIN head ON head.row = search.rowid ORDER BY 1, 2"
    return found | {"search": _digest(connection.exec_driver_sql(search))}


def is_search_sound(connection: Connection) -> bool:
    """Return whether the index of the search finds what its texts hold; needs a transaction that writes."""
    try:
        connection.exec_driver_sql("INSERT INTO search(search) VALUES ('integrity-check')")
    except DatabaseError:
        return False
    return True


@cache
def _all_rows(table: Table) -> str:
    """Return the query of every row, in order; made by hand, since each of some twenty views is asked twice a check."""
    columns = [column.name for column in table.c if column is not head.c.row]
    names, places = ", ".join(f'"{name}"' for name in columns), ", ".join(map(str, range(1, len(columns) + 1)))
    return f'SELECT {names} FROM "{table.name}" ORDER BY {places}'  # noqa: S608  (names of this program's tables)


def _digest(rows: Any) -> str:
    total = hashlib.sha256()
    for row in rows:
        total.update(repr(tuple(row)).encode())
    return total.hexdigest()
