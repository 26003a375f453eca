"""Who sits at the keyboard: the person this home belongs to."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sonolog.paths import Home, PlaceUnusable, make_private, read_own_json, write_whole
from sonolog.store.people import person_row
from sonolog.store.settings import read_setting
from sonolog.usecases.find_person import find_person
from sonolog.usecases.logbook import Logbook

OWNER = "owner"
"""The setting that names whose logbook it is, for whoever opens it without being known in it."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The person of this home; the same id in every logbook."""

    person: str
    name: str
    also: tuple[str, ...] = ()
    """Other ids of the same person, from trainees who named them before they had one."""


def read_identity(home: Home) -> Identity | None:
    """Return whom this home belongs to, or None."""
    try:
        kept = read_own_json(home.identity)
        return Identity(str(kept["person"]), str(kept["name"]), tuple(map(str, kept.get("also", ()))))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def claimed_identity(home: Home, wanted: Identity) -> Identity:
    """Make this home ``wanted``'s, unless it is somebody's already, and return whose it is.

    The file appears whole or not at all: of two programs that start at once, both end with the same person.

    Raises:
        PlaceUnusable: the folder of preferences cannot be written.
    """
    known = read_identity(home)
    if known is not None:
        return known
    make_private(home.identity.parent)
    text = json.dumps({"person": wanted.person, "name": wanted.name}, ensure_ascii=False)
    try:
        write_whole(home.identity, f"{text}\n".encode())
    except FileExistsError:
        pass
    except OSError as fault:
        raise PlaceUnusable(home.identity, fault) from None
    return read_identity(home) or wanted


def also_called(home: Home, identity: Identity, person: str) -> Identity:
    """Know the person of this home by one more id, and return whose home it is.

    Raises:
        PlaceUnusable: the folder of preferences cannot be written.
    """
    known = Identity(identity.person, identity.name, (*identity.also, person))
    told = {"person": known.person, "name": known.name, "also": list(known.also)}
    try:
        write_whole(home.identity, f"{json.dumps(told, ensure_ascii=False)}\n".encode(), replace=True)
    except OSError as fault:
        raise PlaceUnusable(home.identity, fault) from None
    return known


def ids_of(home: Home, person: str) -> tuple[str, ...]:
    """Return every id of ``person``, as far as this home knows."""
    identity = read_identity(home)
    if identity is None or person not in (identity.person, *identity.also):
        return (person,)
    return (person, *(one for one in (identity.person, *identity.also) if one != person))


def whoever_is_here(logbook: Logbook, words: str | None) -> Logbook:
    """Return the logbook with its actor: as said, else this home's person, else the logbook's owner.

    Raises:
        UnknownPerson, AmbiguousPerson: ``words`` name nobody, or several.
    """
    with logbook.reading() as connection:
        if words is not None:
            return logbook.acting_as(find_person(connection, words).id)
        identity = read_identity(logbook.home)
        if identity is not None and person_row(connection, identity.person) is not None:
            return logbook.acting_as(identity.person)
        owner = read_setting(connection, OWNER)
        row = person_row(connection, owner) if owner else None
    if owner is None:
        return logbook
    if identity is not None and row is not None:
        told = f"{identity.name} is not in this logbook, so you act as {row.name}, whose it is."
        return logbook.acting_as(owner).with_notice(f"{told} --as NAME names somebody else.")
    return logbook.acting_as(owner)
