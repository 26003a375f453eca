"""The records of one kind as rows of text, for files that outlive the program."""

from __future__ import annotations

from sqlalchemy import Connection, select

from sonolog.store.kind_tables import kind_table
from sonolog.store.tables import head

_LEAD = ("record", "subject", "status", "sign_off")


def rows_of_kind_as_text(connection: Connection, kind: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the columns in use and every row, oldest first; codes, ids and JSON as they are kept."""
    table = kind_table(kind)
    fields = [column for column in table.c if column.name not in _LEAD]
    query = select(head.c.record, head.c.subject, head.c.status, head.c.sign_off, *fields)
    joined = query.join(table, table.c.record == head.c.record).order_by(head.c.day, head.c.record)
    found = [tuple("" if cell is None else str(cell) for cell in row) for row in connection.execute(joined)]
    names = (*_LEAD, *(column.name for column in fields))
    used = [at for at, name in enumerate(names) if name in _LEAD or any(row[at] for row in found)]
    return tuple(names[at] for at in used), [tuple(row[at] for at in used) for row in found]
