"""Set up a department's logbook on PostgreSQL: its tables, and a login for each person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sonolog.clock import Clock, stamp, today
from sonolog.domain.admission import admit, make_record
from sonolog.domain.value import Record
from sonolog.errors import Exit, SonologError
from sonolog.ledger.identifiers import new_id, new_salt
from sonolog.ledger.objects import JournalEntry, Revision
from sonolog.ledger.shapes import UUID
from sonolog.store.department.address import Address, is_address, read_address
from sonolog.store.objects import StoredObject
from sonolog.usecases.logbook import Entropy, process_entropy

if TYPE_CHECKING:
    from sonolog.store.department.administration import Account

RANKS = ("trainee", "supervisor", "lead", "auditor")
"""What a login may be: it decides whose records it sees and what it may add."""
_ROLES = {"trainee": ("trainee",), "supervisor": ("supervisor",), "lead": ("lead",), "auditor": ("auditor",)}
_LOGIN = "abcdefghijklmnopqrstuvwxyz0123456789_.-"
_LONGEST_LOGIN = 63


class DepartmentRefused(SonologError):
    """What was asked for a department cannot be done."""

    code = "department-refused"
    exit = Exit.USAGE


@dataclass(frozen=True, slots=True)
class DepartmentMade:
    """What ``init`` came to."""

    place: str
    logbook: str
    made: bool
    rebuilt: bool


@dataclass(frozen=True, slots=True)
class DepartmentPerson:
    """One person with a login."""

    login: str
    id: str
    name: str
    rank: str
    is_closed: bool
    is_new_login: bool = False


def department_address(where: str | None) -> Address:
    """Return the department's address.

    Raises:
        DepartmentRefused: none was given, or it is a file's path.
        AddressRefused: it cannot be read, or holds a password.
    """
    if where is None or not is_address(where):
        raise DepartmentRefused(
            "Say which department: --logbook postgresql://SERVER/DATABASE, or SONOLOG_LOGBOOK.",
        )
    return read_address(where)


def init_department(
    where: str | None, *, clock: Clock, rebuild: bool = False, entropy: Entropy = process_entropy
) -> DepartmentMade:
    """Make roles, tables and rules in an empty database, or bring them to this version; records are never touched.

    ``rebuild`` makes views, functions and rules anew whatever their version.

    Raises:
        DepartmentRefused, AddressRefused: the address cannot be used.
        SonologError: see :mod:`sonolog.store.department.errors`.
    """
    address = department_address(where)
    from sonolog.store.department.administration import administering

    with administering(address) as server:
        done = server.initialise(new_id(clock.now(), entropy), rebuild=rebuild)
    return DepartmentMade(address.printed, done.logbook, done.made, done.rebuilt)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """Whom to give a login."""

    name: str
    login: str
    rank: str = "trainee"
    person: str = ""
    """The id they have already, in a logbook of their own; empty for a new one."""
    register_body: str = ""
    register_number: str = ""
    supervises: tuple[str, ...] = ()
    """Names or logins of trainees a supervisor sees, named in a record or not."""


def add_department_person(
    where: str | None, new: NewAccount, *, clock: Clock, entropy: Entropy = process_entropy
) -> DepartmentPerson:
    """Give somebody a login and a record; done again it changes what they may do, and nothing else.

    Raises:
        DepartmentRefused: the login or the id cannot be used, or belongs to somebody else.
        RecordRefused, IdentityRefused: the name may not be kept.
    """
    address = department_address(where)
    _require_usable(new)
    value = _record(new)
    admit(value, today(clock))
    from sonolog.store.department.administration import Account, administering

    with administering(address) as server:
        if server.may_pass_row_rules(new.login):
            raise DepartmentRefused(
                f"The login {new.login} is above the rules of the department: the server lets it read everything.",
                hint="Give each person an ordinary login of their own.",
            )
        known = {one.login: one for one in server.accounts()}
        names = dict(server.people())
        person = _person(new, known.get(new.login), names, clock, entropy)
        taken = next((one.login for one in known.values() if one.person == person and one.login != new.login), None)
        if taken is not None:
            raise DepartmentRefused(f"{new.name} has a login already: {taken}.", hint="Everybody has one.")
        first = None if person in names else _first_version(value, person, clock, entropy)
        entry = None if first is None else _entry(first, clock, entropy)
        trainees = tuple(_trainee(words, known, names) for words in new.supervises)
        is_new = server.add(Account(new.login, person, new.rank), first, entry)
        server.assign(person, trainees)
    return DepartmentPerson(
        new.login, person, names.get(person, new.name), new.rank, is_closed=False, is_new_login=is_new
    )


def list_department_people(where: str | None) -> tuple[DepartmentPerson, ...]:
    """Return everybody with a login, by login.

    Raises:
        DepartmentRefused, SonologError: see :func:`init_department`.
    """
    address = department_address(where)
    from sonolog.store.department.administration import administering

    with administering(address) as server:
        names = dict(server.people())
        found = server.accounts()
    return tuple(
        DepartmentPerson(one.login, one.person, names.get(one.person, ""), one.rank, one.closed) for one in found
    )


def close_department_login(where: str | None, login: str) -> DepartmentPerson:
    """Let a login in no more; records and signatures of the person stay.

    Raises:
        DepartmentRefused: nobody has it.
    """
    address = department_address(where)
    from sonolog.store.department.administration import administering

    with administering(address) as server:
        found = next((one for one in server.accounts() if one.login == login), None)
        if found is None:
            raise DepartmentRefused(f"Nobody here has the login {login}.", hint="sonolog department people lists them.")
        names = dict(server.people())
        server.close_account(login)
    return DepartmentPerson(login, found.person, names.get(found.person, ""), found.rank, is_closed=True)


def _require_usable(new: NewAccount) -> None:
    if not new.login or len(new.login) > _LONGEST_LOGIN or not set(new.login) <= set(_LOGIN):
        raise DepartmentRefused(f"“{new.login}” cannot be a login: use small letters, digits, dots, - and _.")
    if new.supervises and new.rank != "supervisor":
        raise DepartmentRefused("Only a supervisor is given trainees: a lead sees all of them.")
    if new.rank not in RANKS:
        raise DepartmentRefused(f"“{new.rank}” is none of {', '.join(RANKS)}.")
    if new.person and not UUID.holds(new.person):
        raise DepartmentRefused(f"“{new.person}” is no id of a person.", hint="sonolog people --json tells it.")


def _record(new: NewAccount) -> Record:
    told = {"name": new.name, "roles": _ROLES[new.rank]}
    register = {"register_body": new.register_body, "register_number": new.register_number}
    return make_record("person", told | {name: text for name, text in register.items() if text})


def _person(new: NewAccount, known: Account | None, names: Mapping[str, str], clock: Clock, entropy: Entropy) -> str:
    """Return whose login it is to be: who has it, who was meant, the only one of that name, or somebody new."""
    if known is not None:
        has = known.person
        if new.person not in ("", has):
            raise DepartmentRefused(f"The login {new.login} is {names.get(has, 'somebody')}'s.")
        return has
    if new.person:
        return new.person
    same = [person for person, name in names.items() if name.casefold() == new.name.casefold()]
    if len(same) > 1:
        raise DepartmentRefused(f"Several people are called {new.name}.", hint="Say which with --id.")
    return same[0] if same else new_id(clock.now(), entropy)


def _entry(first: StoredObject, clock: Clock, entropy: Entropy) -> JournalEntry:
    """Return the line of a journal of its own that names the record: whoever looks after the server is nobody here."""
    moment = clock.now()
    writer = new_id(moment, entropy)
    at, act = stamp(moment), "add-person"
    return JournalEntry(writer=writer, seq=1, prev=None, at=at, actor=None, act=act, objects=(first.digest,))


def _trainee(words: str, known: Mapping[str, Account], names: Mapping[str, str]) -> str:
    """Return the id of the trainee with this login or name."""
    found = {
        one.person
        for one in known.values()
        if one.rank == "trainee" and words.casefold() in (one.login, names.get(one.person, "").casefold())
    }
    if len(found) != 1:
        told = "Several trainees are" if found else "No trainee with a login is"
        raise DepartmentRefused(f"{told} called “{words}”.", hint="sonolog department people lists them.")
    return found.pop()


def _first_version(value: Record, person: str, clock: Clock, entropy: Entropy) -> StoredObject:
    moment = clock.now()
    offset = moment.utcoffset()
    made = Revision(
        kind="person",
        record=person,
        subject=person,
        salt=new_salt(entropy),
        by=person,
        at=stamp(moment),
        offset=int(offset.total_seconds() // 60) if offset is not None else 0,
        body=value.as_body(),
    )
    return StoredObject(made.digest, "revision", made.text)
