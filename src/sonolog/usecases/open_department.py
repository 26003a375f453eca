"""Open a department's logbook: who acts is whose login it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sonolog.clock import Clock
from sonolog.errors import Exit, SonologError
from sonolog.paths import Home
from sonolog.store.department.address import read_address
from sonolog.store.people import person_row
from sonolog.usecases.find_person import find_person
from sonolog.usecases.identity import Identity, claimed_identity
from sonolog.usecases.logbook import Entropy, Logbook
from sonolog.usecases.marks import look_back

if TYPE_CHECKING:
    from sonolog.store.department.database import DepartmentDatabase

_UNCHECKED = (
    "The server was not asked to prove who it is (sslmode={mode}): somebody between could read and change everything."
)


class OtherLogin(SonologError):
    """``--as`` names somebody else than the login."""

    code = "other-login"
    exit = Exit.DENIED

    def __init__(self, wanted: str, mine: str) -> None:
        super().__init__(
            f"In a department's logbook everybody acts under their own login: this one is {mine}'s, not {wanted}'s.",
            hint=f"{wanted} opens it with their own, on their own account.",
        )


def open_department(where: str, *, home: Home, clock: Clock, person: str | None = None, entropy: Entropy) -> Logbook:
    """Open the logbook at the address ``where``.

    Raises:
        AddressRefused: the address cannot be read, or holds a password.
        OtherLogin: ``person`` is not whose login it is.
        SonologError: see :mod:`sonolog.store.department.errors`.
    """
    address = read_address(where)
    from sonolog.store.department.database import open_department as opened

    database = opened(address, home.data / "departments")
    try:
        logbook = _with_somebody(database, home, clock, entropy, person)
        if address.is_unchecked:
            logbook = logbook.with_notice(_UNCHECKED.format(mode=address.sslmode))
        looked = look_back(logbook)
        if database.rank not in ("supervisor", "lead"):
            return looked
        from sonolog.usecases.vet_carried import vet_carried

        return vet_carried(looked)
    except BaseException:
        database.close()
        raise


def _with_somebody(
    database: DepartmentDatabase, home: Home, clock: Clock, entropy: Entropy, wanted: str | None
) -> Logbook:
    from sonolog.store.department.errors import NoAccount

    logbook = Logbook(database, clock, home, database.logbook, actor=database.person, entropy=entropy)
    with logbook.reading() as connection:
        row = person_row(connection, database.person)
        if row is None:
            raise NoAccount(database.place, database.person)
        named = find_person(connection, wanted) if wanted is not None else None
    if named is not None and named.id != row.id:
        raise OtherLogin(named.name, row.name)
    claimed_identity(home, Identity(row.id, row.name))  # a file of their own begins with the same id
    if database.rank == "auditor":
        from sonolog.store.department.errors import OnlyRead

        logbook = replace(logbook, database=replace(database, refusal=OnlyRead(database.place)))
    return logbook
