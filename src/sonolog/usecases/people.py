"""Who is in the logbook: find, list and add people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sonolog.errors import Exit, SonologError
from sonolog.store.database import Connection
from sonolog.store.people import PersonRow, accreditations, people_rows, person_row
from sonolog.usecases import find_person as finding
from sonolog.usecases.errors import NobodyActs, NotATrainee, NoTrainee
from sonolog.usecases.key_files import key_path
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.quoting import quoted
from sonolog.usecases.writing import Place, Writing, writing

NOT_RECORDED = "not recorded"


class PersonKnown(SonologError):
    """Somebody of this name is in the logbook already."""

    code = "person-known"
    exit = Exit.DENIED

    def __init__(self, name: str, person: str, register: str) -> None:
        whose = f", {register}" if register else ""
        super().__init__(
            f"{quoted(name)}{whose} is here already (…{person[-6:]}).",
            kept="Nobody was added.",
            hint=f"Use them as they are, or change them: sonolog amend {person[-8:]}. Somebody else: add --namesake.",
        )


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person, in words."""

    id: str
    name: str
    roles: tuple[str, ...]
    register: str
    """Register and number, or nothing."""
    accredited: str
    """What is recorded of their accreditation."""
    has_key: bool
    """Their key is on this machine."""
    is_me: bool


def list_people(logbook: Logbook) -> tuple[PersonLine, ...]:
    """Return everyone, by name."""
    with logbook.reading() as connection:
        held = _accreditations(connection)
        return tuple(_line(logbook, one, held) for one in people_rows(connection))


def list_trainees(logbook: Logbook) -> tuple[PersonLine, ...]:
    """Return everyone in training, by name."""
    return tuple(one for one in list_people(logbook) if "trainee" in one.roles)


def find_person(logbook: Logbook, words: str) -> PersonLine:
    """Return the one person ``words`` mean.

    Raises:
        UnknownPerson, AmbiguousPerson: nobody, or several.
    """
    with logbook.reading() as connection:
        return _line(logbook, finding.find_person(connection, words), _accreditations(connection))


def the_actor(logbook: Logbook) -> PersonLine:
    """Return whoever is at the keyboard.

    Raises:
        NobodyActs: it is not known.
    """
    with logbook.reading() as connection:
        row = person_row(connection, logbook.actor) if logbook.actor else None
        if row is None:
            raise NobodyActs
        return _line(logbook, row, _accreditations(connection))


def the_trainee(logbook: Logbook, words: str | None = None) -> PersonLine:
    """Return the trainee meant: as said, else whoever acts if a trainee, else the only one.

    Raises:
        UnknownPerson, AmbiguousPerson: ``words`` name nobody, or several.
        NoTrainee: nothing was said, and there is none, or there are several.
    """
    with logbook.reading() as connection:
        row = trainee_row(connection, logbook, words)
        return _line(logbook, row, _accreditations(connection))


def actor_and_trainee(logbook: Logbook, words: str | None = None) -> tuple[PersonLine | None, PersonLine | None]:
    """Return whoever acts and whose training it is, each None where that is not known; asked at once.

    Raises:
        UnknownPerson, AmbiguousPerson, NotATrainee: ``words`` name no trainee.
    """
    with logbook.reading() as connection:
        actor = person_row(connection, logbook.actor) if logbook.actor else None
        try:
            trainee = trainee_row(connection, logbook, words)
        except NoTrainee:
            trainee = None
        held = _accreditations(connection)
        lines = (_line(logbook, one, held) if one is not None else None for one in (actor, trainee))
        return next(lines), next(lines)


def trainee_row(connection: Connection, logbook: Logbook, words: str | None = None) -> PersonRow:
    """Return the trainee meant (see :func:`the_trainee`)."""
    if words is not None:
        found = finding.find_person(connection, words)
        if "trainee" not in found.roles:
            raise NotATrainee(found.name)
        return found
    trainees = [one for one in people_rows(connection) if "trainee" in one.roles]
    mine = [one for one in trainees if one.id == logbook.actor]
    if not mine and len(trainees) != 1:
        raise NoTrainee([one.name for one in trainees])
    return (mine or trainees)[0]


def add_person(
    logbook: Logbook,
    name: str,
    *,
    roles: Sequence[str] = ("supervisor",),
    register_body: str = "",
    register_number: str = "",
    email: str = "",
    namesake: bool = False,
) -> PersonLine:
    """Add a person; nothing is said of an accreditation until one is recorded.

    Raises:
        PersonKnown: somebody of this name is here, and it was not said that this is a ``namesake``; with the same
            number in the same register it is nobody else, whatever is said.
        RecordRefused, IdentityRefused: a value may not be kept.
    """
    optional = {"register_body": register_body, "register_number": register_number, "email": email}
    with writing(logbook, "add person") as act:
        _require_unknown(act.connection, name, register_body, register_number, namesake=namesake)
        person = put_person(act, name, roles=roles, **{key: text for key, text in optional.items() if text})
    return find_person(logbook, person)


def _require_unknown(connection: Connection, name: str, body: str, number: str, *, namesake: bool) -> None:
    for one in people_rows(connection):
        if one.name.casefold().split() != name.casefold().split():
            continue
        if (number and is_registered_so(one, body, number)) or not (namesake or (number and one.register_number)):
            raise PersonKnown(one.name, one.id, " ".join(filter(None, (one.register_body, one.register_number))))


def is_registered_so(one: PersonRow, body: str, number: str) -> bool:
    """Return whether somebody has this number in this register, however it is written."""
    told = ((one.register_body, one.register_number), (body, number))
    here, there = (("".join(part.casefold().split()) for part in pair) for pair in told)
    return tuple(here) == tuple(there)


def put_person(
    act: Writing, name: str, *, roles: Sequence[str] = ("supervisor",), person: str = "", **optional: str
) -> str:
    """Add a person within an act and return the id, which is ``person`` where one was made before."""
    from sonolog.domain.admission import make_record

    value = make_record("person", {"name": name, "roles": tuple(roles), **optional})
    person = person or act.logbook.new_id()
    act.record(value, Place(record=person, subject=person))
    return person


def _accreditations(connection: Connection) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for person, area, level in accreditations(connection):
        found.setdefault(person, []).append(f"level {level} in {area}" if level is not None else area)
    return {person: ", ".join(parts) for person, parts in found.items()}


def _line(logbook: Logbook, row: PersonRow, held: dict[str, str]) -> PersonLine:
    return PersonLine(
        id=row.id,
        name=row.name,
        roles=row.roles,
        register=" ".join(part for part in (row.register_body, row.register_number) if part),
        accredited=held.get(row.id, NOT_RECORDED),
        has_key=key_path(logbook, row.id) is not None,
        is_me=row.id == logbook.actor,
    )
