"""Who sits at the keyboard: the person this home belongs to."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass

from sonolog.paths import Home, make_private
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


def read_identity(home: Home) -> Identity | None:
    """Return whom this home belongs to, or None."""
    try:
        kept = json.loads(home.identity.read_text("utf-8"))
        return Identity(str(kept["person"]), str(kept["name"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep_identity(home: Home, identity: Identity) -> None:
    """Remember whom this home belongs to; another's identity is never overwritten."""
    make_private(home.identity.parent)
    text = json.dumps({"person": identity.person, "name": identity.name}, ensure_ascii=False)
    try:
        opened = os.open(home.identity, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return
    with os.fdopen(opened, "w", encoding="utf-8") as file:
        file.write(text + "\n")


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
    return logbook.acting_as(owner) if owner else logbook
