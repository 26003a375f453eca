"""What a person sets up for themselves in a logbook: kept beside the records, never part of them."""

from __future__ import annotations

import json
from typing import Any

from sonolog.store.settings import read_setting, write_setting
from sonolog.usecases.errors import NobodyActs
from sonolog.usecases.logbook import Logbook


def own_setting(logbook: Logbook, name: str) -> Any:
    """Return what whoever acts keeps under ``name``; None where nothing is kept.

    Raises:
        NobodyActs: it is not known who that is.
    """
    with logbook.reading() as connection:
        text = read_setting(connection, _key(logbook, name))
    return json.loads(text) if text else None


def keep_own_setting(logbook: Logbook, name: str, value: Any) -> None:
    """Keep ``value``, anything JSON can hold, for whoever acts.

    Raises:
        NobodyActs: it is not known who that is.
    """
    with logbook.database.write() as connection:
        write_setting(connection, _key(logbook, name), json.dumps(value, sort_keys=True))


def _key(logbook: Logbook, name: str) -> str:
    if logbook.actor is None:
        raise NobodyActs
    return f"{name} {logbook.actor}"
