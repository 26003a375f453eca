"""Half-typed forms: kept as typed, keyed by the id the record will have, so that a retry never duplicates."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from sonolog.store.engines import beside
from sonolog.store.tables import draft


@dataclass(frozen=True, slots=True)
class Draft:
    """One unfinished form."""

    record: str
    form: str
    person: str | None
    at: str
    text: str
    """The fields as JSON."""


def keep_draft(connection: Connection, unfinished: Draft) -> None:
    """Keep ``unfinished``, in place of what was kept for the same record."""
    values = {name: getattr(unfinished, name) for name in ("record", "form", "person", "at", "text")}
    new = insert(draft).values(values)
    beside(connection).execute(new.on_conflict_do_update(index_elements=["record"], set_=values))


def drop_draft(connection: Connection, record: str) -> None:
    """Forget the draft of ``record``."""
    beside(connection).execute(delete(draft).where(draft.c.record == record))


def drafts(connection: Connection) -> tuple[Draft, ...]:
    """Return all drafts, newest first."""
    rows = beside(connection).execute(select(draft).order_by(draft.c.at.desc(), draft.c.record))
    return tuple(Draft(row.record, row.form, row.person, row.at, row.text) for row in rows)
