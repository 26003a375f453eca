"""Small facts a logbook keeps about itself, and preferences; of a department's, those of this machine."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from sonolog.store.engines import beside
from sonolog.store.tables import setting


def read_setting(connection: Connection, name: str) -> str | None:
    """Return the value of ``name``, or None."""
    value: str | None = beside(connection).execute(select(setting.c.value).where(setting.c.name == name)).scalar()
    return value


def write_setting(connection: Connection, name: str, value: str) -> None:
    """Keep ``value`` under ``name``."""
    new = insert(setting).values(name=name, value=value)
    beside(connection).execute(new.on_conflict_do_update(index_elements=["name"], set_={"value": value}))
