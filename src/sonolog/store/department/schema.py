"""The SQL of a department's database: what keeps, the views and who keeps them, and who may do what.

What does not depend on the kinds of record is written out in the ``.sql`` files beside this one; tables and functions
that list the fields of each kind are made here, from the same definitions as a file's.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Integer, Table
from sqlalchemy.dialects import postgresql

from sonolog.domain.kinds import KINDS
from sonolog.domain.labels import LABEL_LIMIT, NAMED_BY
from sonolog.store.kind_tables import Shape, all_kind_tables, field_shapes, kind_table
from sonolog.store.schema import VIEWS
from sonolog.store.tables import RECORD_VIEWS, head, item, revision, statement

FORMAT = 1
"""Version of the tables that keep."""
TABLES = f"{FORMAT}.{VIEWS}.6"
"""Version of everything; the last number is that of the functions and rules."""
_HERE = Path(__file__).parent
_EXTRA = {
    revision.name: ('about text COLLATE "C"',),
    statement.name: ("counts boolean NOT NULL",),
    item.name: ('subject text COLLATE "C"',),
    head.name: ('about text COLLATE "C"',),
}
"""Columns the server adds to a view, for the rules that say who sees a row."""
_SEARCH = """CREATE TABLE search (
  record text COLLATE "C" PRIMARY KEY,
  subject text COLLATE "C" NOT NULL,
  content text NOT NULL,
  words tsvector NOT NULL
)"""


def roles_sql() -> str:
    """Return what makes the roles and the schema; run as an administrator."""
    return _text("roles")


def keeping_sql() -> str:
    """Return what makes the tables that keep, where they are missing; run as their owner, like the rest."""
    return _text("keeping")


def rebuilt_sql() -> Iterator[str]:
    """Yield what makes functions, views and rules anew; nothing that keeps is touched."""
    yield "DROP TRIGGER IF EXISTS object_is_viewed ON object"
    yield from (f"DROP TABLE IF EXISTS {_quoted(table.name)}" for table in view_tables())
    yield "DROP TABLE IF EXISTS search"
    for table in view_tables():
        yield _create(table)
        yield from (_index(table, names) for names in _indexes(table))
    yield _SEARCH
    yield "CREATE INDEX search_subject ON search (subject)"
    yield "CREATE INDEX search_words ON search USING gin (words)"
    yield from (_text(name) for name in ("people", "searching", "indexing", "states"))
    named = " ".join(f"WHEN '{kind}' THEN body ->> '{field}'" for kind, field in NAMED_BY.items())
    yield _text("naming", limit=str(LABEL_LIMIT), named=named)
    views = ", ".join(_quoted(table.name) for table in view_tables())
    yield _text("refreshing", views=views, kinds="".join(map(_kind_sql, KINDS)))
    yield from (_text("changing"), _text("rules"), _kind_rules_sql())


@cache
def view_tables() -> tuple[Table, ...]:
    """Return the views that have the shape of a file's."""
    return (*RECORD_VIEWS, *all_kind_tables())


def _text(name: str, **parts: str) -> str:
    found = (_HERE / f"{name}.sql").read_text("utf-8")
    for part, text in parts.items():
        found = found.replace(f"@{part}@", text)
    return found


@cache
def _quoted(name: str) -> str:
    dialect: Any = postgresql.dialect()  # type: ignore[no-untyped-call]
    return str(dialect.identifier_preparer.quote(name))


def _create(table: Table) -> str:
    columns = [*map(_column, table.columns), *_EXTRA.get(table.name, ())]
    key = ", ".join(_quoted(column.name) for column in table.primary_key.columns)
    unique = ", UNIQUE (record)" if table is head else ""
    return f"CREATE TABLE {_quoted(table.name)} ({', '.join(columns)}, PRIMARY KEY ({key}){unique})"


def _column(column: Column[object]) -> str:
    kind = "bigint" if isinstance(column.type, Integer) else 'text COLLATE "C"'
    if column is head.c.row:
        kind += " GENERATED ALWAYS AS IDENTITY"
    return f"{_quoted(column.name)} {kind}{'' if column.nullable else ' NOT NULL'}"


def _indexes(table: Table) -> Iterator[tuple[str, ...]]:
    for index in sorted(table.indexes, key=lambda one: str(one.name)):
        yield tuple(column.name for column in index.columns)
    if table not in RECORD_VIEWS or table is item:
        yield ("subject",)
    if table is revision:
        yield ("subject", "kind")


def _index(table: Table, names: tuple[str, ...]) -> str:
    columns = ", ".join(map(_quoted, names))
    return f"CREATE INDEX {_quoted('_'.join((table.name, *names)))} ON {_quoted(table.name)} ({columns})"


_CELLS: dict[Shape, str] = {
    "codes": "nullif((body -> '{0}')::text, 'null')",
    "json": "nullif((body -> '{0}')::text, 'null')",
    "flag": "CASE body ->> '{0}' WHEN 'true' THEN 1 WHEN 'false' THEN 0 END",
    "whole": "CASE WHEN json_typeof(body -> '{0}') = 'number' THEN (body ->> '{0}')::bigint END",
    "text": "body ->> '{0}'",
    "day": "body ->> '{0}'",
    "decimal": "body ->> '{0}'",
}


def _kind_sql(kind: str) -> str:
    """Return what makes the rows of one kind anew."""
    fields = field_shapes(kind)
    cells = ", ".join(_CELLS[shape].format(field) for field, shape in fields.items())
    columns = ", ".join(map(_quoted, fields))
    return _text("refreshing_kind", kind=kind, table=_quoted(kind_table(kind).name), columns=columns, cells=cells)


def _kind_rules_sql() -> str:
    """Return who sees the rows of each kind: who sees their heads."""
    lines = []
    for kind in KINDS:
        name = _quoted(kind_table(kind).name)
        lines.append(f"GRANT SELECT ON {name} TO sonolog_member, sonolog_auditor")
        whose = {"person": "subject", "accreditation": "person"}.get(kind)
        known = f" OR {whose} = ANY ((SELECT staff_members())::text[])" if whose else ""
        seen = f"(SELECT sees_all()) OR subject = ANY ((SELECT mine())::text[]){known}"
        lines.append(f"CREATE POLICY is_seen ON {name} FOR SELECT USING ({seen})")
    return ";\n".join(lines)
