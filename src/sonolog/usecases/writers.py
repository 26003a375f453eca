"""Under which id this machine writes a logbook; it lies outside the file, so that copies write under others."""

from __future__ import annotations

from pathlib import Path

from sonolog.ledger.identifiers import new_id
from sonolog.paths import MOST_OF_ITS_OWN, PlaceUnusable, make_private, read_ordinary, write_whole
from sonolog.usecases.logbook import Logbook

_UUID_LENGTH = 36


def writer_of(logbook: Logbook) -> str:
    """Return the id under which this machine writes; it lies outside the file, so copies write under others."""
    place = _place(logbook)
    try:
        known = read_ordinary(place, MOST_OF_ITS_OWN).decode("ascii", "replace").strip()
    except FileNotFoundError:
        known = ""
    except OSError as fault:
        raise PlaceUnusable(place, fault) from None
    return known if len(known) == _UUID_LENGTH else _new_writer(logbook, place)


def renew_writer(logbook: Logbook) -> str:
    """Write under a new id from now on, and return it."""
    return _new_writer(logbook, _place(logbook))


def _place(logbook: Logbook) -> Path:
    return logbook.home.state / "writers" / logbook.id


def _new_writer(logbook: Logbook, place: Path) -> str:
    """Keep a new id, whole or not at all; a half-written one would be another writer's."""
    made = new_id(logbook.clock.now(), logbook.entropy)
    make_private(place.parent)
    try:
        write_whole(place, f"{made}\n".encode(), replace=True)
    except OSError as fault:
        raise PlaceUnusable(place, fault) from None
    return made
