"""Is the file whole, and do its views say what the objects say."""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import Connection, select

from sonolog.store.kind_tables import all_kind_tables
from sonolog.store.tables import RECORD_VIEWS, head


def file_faults(connection: Connection) -> tuple[str, ...]:
    """Return what SQLite's own checks find wrong with the file; nothing if it is whole."""
    whole = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    links = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    faults = [str(line) for line in whole if line != "ok"]
    return (*faults, *(f"A row of {row[0]} points to nothing." for row in links))


def view_lines(connection: Connection) -> dict[str, str]:
    """Return a digest of the content of each view, in which the numbering of rows has no part."""
    found = {table.name: _content(connection, table) for table in (*RECORD_VIEWS, *all_kind_tables())}
    search = "SELECT head.record, search.content FROM search JOIN head ON head.row = search.rowid ORDER BY 1, 2"
    return found | {"search": _digest(connection.exec_driver_sql(search))}


def _content(connection: Connection, table: Any) -> str:
    columns = [column for column in table.c if column is not head.c.row]
    return _digest(connection.execute(select(*columns).order_by(*columns)))


def _digest(rows: Any) -> str:
    total = hashlib.sha256()
    for row in rows:
        total.update(repr(tuple(row)).encode())
    return total.hexdigest()
