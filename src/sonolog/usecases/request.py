"""Ask somebody for signatures by a file, and answer such a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sonolog import __version__
from sonolog.clock import stamp
from sonolog.exchange.bundle import write_bundle
from sonolog.ledger.canonical import JSON
from sonolog.ledger.merge import Kept
from sonolog.store.database import Connection
from sonolog.store.lookups import waiting
from sonolog.store.people import PersonRow, person_row
from sonolog.store.statements import subjects_answered
from sonolog.usecases.errors import NobodyActs, NothingToDo
from sonolog.usecases.find_person import find_person
from sonolog.usecases.gathering import answers, for_signing, left_out
from sonolog.usecases.held_back import held_from
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.people import trainee_row
from sonolog.usecases.written_file import refuse_existing, write_file

SUFFIX = ".slb"
_BUT = " but answers that are only shown gathered, which go into no file"
_FIRST = "Submit records first: sonolog submit."


@dataclass(frozen=True, slots=True)
class Sent:
    """The file that was written, for whom, and how many records or statements it is about."""

    path: Path
    to: str
    count: int


def request(logbook: Logbook, to: str, path: Path | None = None, *, trainee: str | None = None) -> Sent:
    """Write the file with which ``to`` can judge what waits for them, with nothing but this program.

    Raises:
        NothingToDo: nothing waits for them.
        FileNotWritten: the file is there already, or cannot be made.
    """
    with logbook.reading() as connection:
        asked = find_person(connection, to)
        subject = trainee_row(connection, logbook, trainee)
        held = held_from(connection, None, subject=subject.id)
        found = {head.record for head in waiting(connection, [asked.id]) if head.subject == subject.id}
        records = found - held.records
        if not records:
            raise NothingToDo(f"Nothing waits for {asked.name}{_BUT if found else ''}.", hint=_FIRST)
        objects = for_signing(connection, records, subject.id, asked.id)
    head = _head(logbook, "request", subject, [asked], objects)
    return _written(path, head, objects, name=file_name("request", asked.name, logbook), count=len(records))


def respond(logbook: Logbook, path: Path | None = None, *, trainee: str | None = None) -> Sent:
    """Write the file with all that whoever acts has said about a trainee, for that trainee to absorb.

    Raises:
        NothingToDo: they have signed or returned nothing of theirs.
        FileNotWritten: the file is there already, or cannot be made.
    """
    with logbook.reading() as connection:
        me = person_row(connection, logbook.actor) if logbook.actor else None
        if me is None:
            raise NobodyActs
        subject = _answered(connection, me, trainee)
        objects = answers(connection, me.id, subject.id)
    head = _head(logbook, "response", subject, [subject], objects)
    count = sum(one.signature is not None for one in objects)
    return _written(path, head, objects, name=file_name("response", subject.name, logbook), count=count)


def answered_trainees(logbook: Logbook) -> tuple[PersonRow, ...]:
    """Return the trainees about whom whoever acts has said anything."""
    with logbook.reading() as connection:
        found = [person_row(connection, one) for one in subjects_answered(connection, logbook.actor or "")]
    return tuple(one for one in found if one is not None)


def _answered(connection: Connection, me: PersonRow, trainee: str | None) -> PersonRow:
    """Return the trainee meant: as said, else the only one about whom anything was said."""
    if trainee is not None:
        return find_person(connection, trainee)
    found = [person_row(connection, one) for one in subjects_answered(connection, me.id)]
    people = [one for one in found if one is not None]
    if not people:
        raise NothingToDo("You have signed and returned nothing yet.", hint="sonolog inbox lists what waits.")
    if len(people) > 1:
        names = ", ".join(one.name for one in people)
        raise NothingToDo("You have answered several trainees.", hint=f"Say which with --trainee: {names}.")
    return people[0]


def _head(
    logbook: Logbook, purpose: str, subject: PersonRow, to: Sequence[PersonRow], objects: Sequence[Kept]
) -> dict[str, JSON]:
    return {
        "purpose": purpose,
        "made_by": f"sonolog {__version__}",
        "at": stamp(logbook.clock.now()),
        "from": logbook.actor or "",
        "to": [one.id for one in to],
        "to_names": [one.name for one in to],
        "subject": subject.id,
        "subject_name": subject.name,
        "selection": {"left_out": left_out(objects)},
    }


def _written(path: Path | None, head: dict[str, JSON], objects: Sequence[Kept], *, name: str, count: int) -> Sent:
    target = path if path is not None else Path(name)
    refuse_existing(target, replace=False)
    write_file(target, write_bundle(head, objects))
    names = head["to_names"]
    return Sent(target, str(names[0]) if isinstance(names, list) and names else "", count)


def file_name(purpose: str, person: str, logbook: Logbook) -> str:
    """Return what a file for ``person`` is called where nobody names it."""
    words = "-".join(word for word in "".join(one if one.isalnum() else " " for one in person.lower()).split())
    return f"{purpose}-{words[:40] or 'somebody'}-{logbook.clock.now():%Y-%m-%d-%H%M}{SUFFIX}"
