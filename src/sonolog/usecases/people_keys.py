"""Whose keys are known here, and how far each can be relied on today."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from sonolog.errors import SonologError
from sonolog.ledger.sshsig import fingerprint
from sonolog.ledger.trust import Trust
from sonolog.store.database import Connection
from sonolog.store.statements import keys_by_person, public_keys, trusting_statements
from sonolog.usecases.day_words import day_words
from sonolog.usecases.keys import key_of
from sonolog.usecases.keys_met import name_warnings
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.people import PersonLine, list_people
from sonolog.usecases.programme import sound_statements, trust_of

NOT_CONFIRMED = "identity not confirmed"


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A key and its standing today."""

    fingerprint: str
    public: str
    standing: str
    """Vouched until a day, identity not confirmed, or revoked from a day on, in words."""


@dataclass(frozen=True, slots=True)
class PersonKeys:
    """A person with every key that is known to be, or said to be, theirs."""

    person: PersonLine
    keys: tuple[KnownKey, ...]
    warnings: tuple[str, ...]
    """What is odd about the name: it looks like another one, or mixes alphabets."""

    @property
    def standing(self) -> str:
        """How far they can be relied on, in a few words; nothing where no key is known."""
        if len(self.keys) == 1:
            return self.keys[0].standing
        return f"{len(self.keys)} keys: {self.keys[-1].standing}" if self.keys else ""


def people_keys(logbook: Logbook) -> tuple[PersonKeys, ...]:
    """Return everyone, by name, with their keys; a key nobody has signed with yet is known where it lies here."""
    people = list_people(logbook)
    own = {one.id: _here(logbook, one) for one in people if one.has_key}
    with logbook.reading() as connection:
        trust = trust_of(connection, logbook.home)
        known = _known(connection)
    for person, keys in own.items():
        known.setdefault(person, {}).update(keys)
    names = {one.id: one.name for one in people}
    return tuple(
        PersonKeys(
            one,
            tuple(
                KnownKey(mark, line, _standing(logbook, trust, mark)) for mark, line in known.get(one.id, {}).items()
            ),
            name_warnings(one.name, [name for person, name in names.items() if person != one.id]),
        )
        for one in people
    )


def _known(connection: Connection) -> dict[str, dict[str, str]]:
    """Return for each person the public line of every key they signed with or are vouched for with, by fingerprint."""
    found = {
        person: {mark: public_keys(connection, mark) for mark in sorted(marks)}
        for person, marks in keys_by_person(connection).items()
    }
    for one in sound_statements(trusting_statements(connection)):
        if one.act == "vouch":
            found.setdefault(one.subject, {})[fingerprint(one.terms["key"])] = str(one.terms["key"])
    return found


def _here(logbook: Logbook, person: PersonLine) -> dict[str, str]:
    with suppress(SonologError):  # a key file that cannot be trusted is told when it is to be opened
        place = key_of(logbook, person.id)
        return {place.fingerprint: place.public} if place is not None else {}
    return {}


def _standing(logbook: Logbook, trust: Trust, mark: str) -> str:
    revoked = trust.revoked_from(mark)
    if revoked:
        return f"revoked from {day_words(date.fromisoformat(revoked))} on"
    if mark in trust.roots:
        return "a programme's own key"
    vouch = trust.vouch_for(mark, logbook.today.isoformat())
    if vouch is None:
        return NOT_CONFIRMED
    return f"vouched until {day_words(date.fromisoformat(vouch.terms['valid_to']))} by {vouch.signer.name}"
