"""What differs between a logbook in a file and a department's on PostgreSQL, for functions that serve both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table

if TYPE_CHECKING:
    from sqlalchemy.sql.elements import ColumnElement

BESIDE = "sonolog_beside"
"""The execution option that gives a connection to the file beside a department's database."""


def is_department(connection: Connection) -> bool:
    """Tell whether the connection is to a department's server."""
    return connection.dialect.name == "postgresql"


def beside(connection: Connection) -> Connection:
    """Return the connection that keeps what is this machine's alone: in a file the same one."""
    if not is_department(connection):
        return connection
    begun: Callable[[], Connection] = connection.get_execution_options()[BESIDE]
    return begun()


def holds(connection: Connection, column: ColumnElement[str], part: str) -> ColumnElement[bool]:
    """Return the condition that a text holds ``part``, letter by letter."""
    from sqlalchemy import func

    return (func.strpos if is_department(connection) else func.instr)(column, part) > 0


def insert_new(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows that are not there yet, in one statement on a server: its views are made once for all of them."""
    if not is_department(connection):
        from sqlalchemy.dialects.sqlite import insert

        connection.execute(insert(table).on_conflict_do_nothing(), rows)
        return
    from sonolog.store.department.adding import add_rows

    add_rows(connection, table.name, rows)
