"""Whether a department's tables are guarded as they should be, and its views say what its objects say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from sonolog.store.database import engine_in_memory
from sonolog.store.department.schema import view_tables
from sonolog.store.objects import StoredObject
from sonolog.store.schema import make_tables
from sonolog.store.tables import head, item, objects, statement
from sonolog.store.views import rebuild

_UNGUARDED = """SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'sonolog' AND c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
UNION SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'sonolog' AND NOT t.tgisinternal AND t.tgenabled = 'D' ORDER BY 1"""
_UNCOUNTED = "SELECT digest FROM statement WHERE NOT counts"


def guard_faults(connection: Connection) -> tuple[str, ...]:
    """Return which tables somebody has taken the rules or the triggers from."""
    names = connection.exec_driver_sql(_UNGUARDED).scalars()
    return tuple(f"The table “{name}” is not guarded as this program guards it." for name in names)


def uncounted_statements(connection: Connection) -> frozenset[str]:
    """Return what was brought from files and nobody else has verified yet: it stands in no view of records."""
    return frozenset(connection.exec_driver_sql(_UNCOUNTED).scalars())


def views_are_same(connection: Connection, kept: Sequence[StoredObject]) -> bool:
    """Return whether the server's views are those this program makes of the objects; for somebody who sees all."""
    brought = uncounted_statements(connection)
    engine = engine_in_memory()
    try:
        with engine.connect() as here:
            make_tables(here)
            rows = [asdict(one) for one in kept if one.digest not in brought]
            if rows:
                here.execute(insert(objects), rows)
            rebuild(here)
            return all(
                sorted(_rows(here, table), key=repr) == sorted(_rows(connection, table, brought), key=repr)
                for table in view_tables()
            ) and sorted(_searched(here)) == sorted(_searched(connection))
    finally:
        engine.dispose()


def _rows(connection: Connection, table: Table, brought: Collection[str] = ()) -> Iterator[tuple[Any, ...]]:
    columns = [column for column in table.c if column is not head.c.row]
    whose = {statement.name: statement.c.digest, item.name: item.c.statement}.get(table.name)
    for row in connection.execute(select(*columns, *([whose] if whose is not None else []))):
        if whose is None:
            yield tuple(row)
        elif row[-1] not in brought:
            yield tuple(row)[:-1]


def _searched(connection: Connection) -> Iterator[tuple[str, str]]:
    on_server = connection.dialect.name == "postgresql"
    query = "SELECT head.record, search.content FROM search JOIN head ON head.row = search.rowid"
    for row in connection.exec_driver_sql("SELECT record, content FROM search" if on_server else query):
        yield row[0], row[1]
