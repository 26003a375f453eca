"""Set up a department's logbook on PostgreSQL: its tables, and a login for each person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sonolog.clock import Clock, today
from sonolog.domain.admission import admit
from sonolog.errors import Exit, SonologError
from sonolog.ledger.identifiers import new_id
from sonolog.ledger.shapes import UUID
from sonolog.store.department.address import Address, is_address, read_address
from sonolog.usecases.account_record import account_record, first_version, journal_of, version_for_rank
from sonolog.usecases.logbook import Entropy, process_entropy

if TYPE_CHECKING:
    from sonolog.store.department.administration import Account, Administration

RANKS = ("trainee", "supervisor", "lead", "auditor")
"""What a login may be: it decides whose records it sees and what it may add."""
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
    """Give somebody a login and a record; done again it changes what they may do, and the role their record says.

    Raises:
        DepartmentRefused: the login or the id cannot be used, or belongs to somebody else.
        RecordRefused, IdentityRefused: the name may not be kept.
    """
    address = department_address(where)
    _require_usable(new)
    register = {"register_body": new.register_body, "register_number": new.register_number}
    value = account_record(new.name, new.rank, register)
    admit(value, today(clock))
    from sonolog.store.department.administration import Account, administering

    with administering(address) as server:
        _require_ordinary(server, new.login)
        known = {one.login: one for one in server.accounts()}
        names = dict(server.people())
        person = _person(new, known.get(new.login), names, clock, entropy)
        taken = next((one.login for one in known.values() if one.person == person and one.login != new.login), None)
        if taken is not None:
            raise DepartmentRefused(f"{new.name} has a login already: {taken}.", hint="Everybody has one.")
        if person in names:
            version = version_for_rank(server.current_text(person), new.rank, clock=clock, entropy=entropy)
        else:
            version = first_version(value, person, clock, entropy)
        entry = None if version is None else journal_of(version, clock, entropy)
        trainees = tuple(_trainee(words, known, names) for words in new.supervises)
        is_new = server.add(Account(new.login, person, new.rank), version, entry)
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


def _require_ordinary(server: Administration, login: str) -> None:
    if server.may_pass_row_rules(login):
        raise DepartmentRefused(
            f"The login {login} is above the rules of the department: the server lets it read everything.",
            hint="Give each person an ordinary login of their own.",
        )


def _require_usable(new: NewAccount) -> None:
    if not new.login or len(new.login) > _LONGEST_LOGIN or not set(new.login) <= set(_LOGIN):
        raise DepartmentRefused(f"“{new.login}” cannot be a login: use small letters, digits, dots, - and _.")
    if new.supervises and new.rank != "supervisor":
        raise DepartmentRefused("Only a supervisor is given trainees: a lead sees all of them.")
    if new.rank not in RANKS:
        raise DepartmentRefused(f"“{new.rank}” is none of {', '.join(RANKS)}.")
    if new.person and not UUID.holds(new.person):
        raise DepartmentRefused(f"“{new.person}” is no id of a person.", hint="sonolog people --json tells it.")


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
