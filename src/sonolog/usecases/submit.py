"""Ask for sign-off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sonolog.store.database import Connection
from sonolog.store.lookups import HeadRow, body_of, heads
from sonolog.store.people import names_of
from sonolog.usecases.asking_for import require
from sonolog.usecases.errors import ActRefused, NothingToDo
from sonolog.usecases.find_person import find_person
from sonolog.usecases.keys import KeyUse
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.stating import state_about
from sonolog.usecases.status_words import RecordLine, record_line
from sonolog.usecases.writing import Writing, writing

_ASKED = ("supervisor", "assessor", "mentor", "person")
_SIGNED_KINDS = ("scan", "session", "placement", "course", "coursework", "assessment", "line", "meeting", "cpd")
_OPEN = ("draft", "amended")
_OTHER = "Name the supervisor, or leave --to out."


@dataclass(frozen=True, slots=True)
class Submitted:
    """What was submitted, and who is asked."""

    items: tuple[RecordLine, ...]
    to: tuple[str, ...]
    """Names; a record that names nobody is open to any supervisor."""

    @property
    def count(self) -> int:
        """How many records."""
        return len(self.items)


def submittable(logbook: Logbook, trainee: str) -> tuple[RecordLine, ...]:
    """Return the trainee's records that may be submitted, newest first of each kind."""
    with logbook.reading() as connection:
        return tuple(record_line(head) for head in _open_records(connection, trainee))


def submit(logbook: Logbook, words: Sequence[str] | None, *, key: KeyUse, to: str | None = None) -> Submitted:
    """Submit the records meant, or everything open, to ``to`` or to the person each record names.

    Raises:
        NothingToDo: nothing is open.
        ActRefused: a record is not open, or ``to`` is the trainee.
    """
    with writing(logbook, "submit") as act:
        if words is None:
            found = _open_records(act.connection, key.person)
        else:
            found = tuple(head for head, _ in require(act, words, "submit"))
        if not found:
            raise NothingToDo("Nothing is waiting to be submitted.", hint="Log a scan first.")
        asked = find_person(act.connection, to).id if to is not None else None
        if asked is not None and asked in {head.subject for head in found}:
            raise ActRefused(found[0].label, "submitted to oneself", "nobody signs their own training", hint=_OTHER)
        people = _submit(act, found, key, asked)
        names = names_of(act.connection, people)
    return Submitted(tuple(record_line(head, status="submitted") for head in found), tuple(sorted(names.values())))


def _submit(act: Writing, found: Sequence[HeadRow], key: KeyUse, asked: str | None) -> set[str]:
    by_person: dict[str, list[HeadRow]] = defaultdict(list)
    for head in found:
        by_person[asked or _asked(act.connection, head)].append(head)
    for person, group in sorted(by_person.items()):
        state_about(act, key, group, "submit", to=[person] if person else ())
    return set(by_person) - {""}


def _asked(connection: Connection, head: HeadRow) -> str:
    body = body_of(connection, head.digest)
    return next((str(body[name]) for name in _ASKED if body.get(name)), "")


def _open_records(connection: Connection, trainee: str) -> tuple[HeadRow, ...]:
    found = (heads(connection, kind=kind, subject=trainee, statuses=_OPEN) for kind in _SIGNED_KINDS)
    return tuple(head for group in found for head in group)
