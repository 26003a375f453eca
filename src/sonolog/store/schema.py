"""Making the tables, and the text of ``schema/database.sql``."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from sonolog.store.database import APPLICATION_ID, FORMAT
from sonolog.store.kind_tables import all_kind_tables
from sonolog.store.tables import RECORD_VIEWS, SEARCH_SQL, draft, journal, objects, setting

VIEWS = 6
"""Version of the views; a program with another number rebuilds them from the objects."""

_SHIPPED = Path(__file__).with_name("database.sql")
"""What :func:`schema_text` returns, kept with the program: compiling it anew takes longer than a first scan."""
_BREAK = ";\n\n"

GUARDS = (
    """CREATE TRIGGER object_is_kept BEFORE DELETE ON object BEGIN
  SELECT RAISE(ABORT, 'objects are never deleted');
END""",
    """CREATE TRIGGER object_is_fixed BEFORE UPDATE ON object
WHEN new.digest <> old.digest OR (new.type <> 'tombstone' AND old.type <> 'tombstone') BEGIN
  SELECT RAISE(ABORT, 'objects are never changed');
END""",
    """CREATE TRIGGER journal_is_kept BEFORE DELETE ON journal BEGIN
  SELECT RAISE(ABORT, 'the journal is never deleted');
END""",
    """CREATE TRIGGER journal_is_fixed BEFORE UPDATE ON journal BEGIN
  SELECT RAISE(ABORT, 'the journal is never changed');
END""",
)
"""They stop slips; against intent there are digests and signatures."""


def make_tables(connection: Connection) -> None:
    """Make whatever table is missing, inside the caller's write transaction."""
    present = set(connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars())
    if "setting" in present:
        return
    for line in shipped_lines():
        connection.exec_driver_sql(line)
    connection.exec_driver_sql("INSERT INTO setting(name, value) VALUES ('views', ?)", (str(VIEWS),))


def shipped_lines() -> list[str]:
    """Return the statements that make every table, as they come with the program."""
    return _SHIPPED.read_text("utf-8").split(_BREAK)


def drop_views(connection: Connection) -> None:
    """Drop and remake every view, empty."""
    names = [table.name for table in (*all_kind_tables(), *reversed(RECORD_VIEWS))]
    for name in ("search", *names):
        connection.exec_driver_sql(f'DROP TABLE IF EXISTS "{name}"')
    for line in view_sql():
        connection.exec_driver_sql(line)


def keeping_sql() -> tuple[str, ...]:
    """Return the statements that make the tables that keep, and their guards."""
    return (*create(objects), *create(journal), *create(setting), *create(draft), *GUARDS)


@cache
def view_sql() -> tuple[str, ...]:
    """Return the statements that make the views."""
    lines: list[str] = []
    for table in (*RECORD_VIEWS, *all_kind_tables()):
        lines += create(table)
    return (*lines, SEARCH_SQL)


def schema_text() -> str:
    """Return ``schema/database.sql``."""
    head = f"-- Made by python -m sonolog.store.schema; format {FORMAT}, views {VIEWS}.\n"
    pragmas = (f"{head}PRAGMA application_id={APPLICATION_ID}", f"PRAGMA user_version={FORMAT}")
    return _BREAK.join((*pragmas, *keeping_sql(), *view_sql())) + ";\n"


def create(table: Table) -> list[str]:
    """Return the statements that make a table and its indexes."""
    dialect = sqlite.dialect()
    made = [str(CreateTable(table).compile(dialect=dialect)).strip()]
    indexes = sorted(table.indexes, key=lambda index: str(index.name))
    made += [str(CreateIndex(index).compile(dialect=dialect)).strip() for index in indexes]
    return [_tidy(line) for line in made]


def _tidy(line: str) -> str:
    return "\n".join(part.rstrip().replace("\t", "  ") for part in line.splitlines())


if __name__ == "__main__":
    sys.stdout.write(schema_text())
