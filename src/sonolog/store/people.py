"""The people of a logbook, by id and by name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from sonolog.store.kind_tables import DEAD, kind_table, live_rows
from sonolog.store.tables import head

NO_NAME = "(redacted)"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person in their current version."""

    id: str
    name: str
    roles: tuple[str, ...]
    register_body: str
    register_number: str


def person_row(connection: Connection, person: str) -> PersonRow | None:
    """Return the person with this id, whatever became of the record, or None."""
    table = kind_table("person")
    row = connection.execute(select(table).where(table.c.record == person)).first()
    return _person(row) if row else None


def people_rows(connection: Connection) -> tuple[PersonRow, ...]:
    """Return everyone, by name."""
    table = kind_table("person")
    query = select(table).join(head, head.c.record == table.c.record).where(head.c.status.not_in(DEAD))
    rows = (_person(row) for row in connection.execute(query))
    return tuple(sorted(rows, key=lambda found: (found.name.casefold(), found.id)))


def names_of(connection: Connection, people: set[str]) -> dict[str, str]:
    """Return the names of ``people`` by id; an id nobody has is left out."""
    table = kind_table("person")
    query = select(table.c.record, table.c.name).where(table.c.record.in_(sorted(people)))
    return {row.record: row.name for row in connection.execute(query)}


def accreditations(connection: Connection) -> tuple[tuple[str, str, int | None], ...]:
    """Return (person, field, level) of every accreditation recorded, in the order they began."""
    table = kind_table("accreditation")
    query = live_rows(table).order_by(table.c.start, table.c.record)
    return tuple((row.person, row.field, row.level) for row in connection.execute(query))


def roles_in(kept: str | None) -> tuple[str, ...]:
    """Return the roles in the text of a person's row; what is no list gives nobody a role."""
    told = json.loads(kept or "[]")
    return tuple(str(one) for one in told) if isinstance(told, list) else ()


def _person(row: Row[Any]) -> PersonRow:
    roles = roles_in(row.roles)
    return PersonRow(row.record, row.name or NO_NAME, roles, row.register_body or "", row.register_number or "")
