"""What can go wrong with a department's server, and the one place where its driver's errors become these."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError

from sqlalchemy.exc import DBAPIError

from sonolog.errors import Exit, SonologError
from sonolog.store.errors import OutcomeOpen

_WAY_OUT = "See docs/department.md, or ask whoever looks after the department's server."


class DepartmentFault(SonologError):
    """Something is wrong with the server or with what it lets one do; the address is never told with a password."""

    exit = Exit.NO_SERVER


class DriverMissing(DepartmentFault):
    """The program was installed without the driver."""

    code = "driver-missing"

    def __init__(self) -> None:
        super().__init__(
            "A department's logbook needs the driver psycopg, which is not installed.",
            hint="Install it with the program: pip install 'sonolog[department]'.",
        )


class ServerUnreachable(DepartmentFault):
    """Nobody answers there."""

    code = "server-unreachable"

    def __init__(self, where: str, why: str) -> None:
        told = f": {why}" if why else ""
        super().__init__(
            f"The department at {where} cannot be reached{told}.",
            hint="Look at the network and the address, or ask whether the server runs. Scans can be logged in a file"
            " meanwhile (--logbook FILE), and absorbed later.",
        )


class LoginRefused(DepartmentFault):
    """The server answers, and does not let this login in."""

    code = "login-refused"
    exit = Exit.DENIED

    def __init__(self, where: str, login: str, why: str, hint: str) -> None:
        who = f"The login {login}" if login else "Your login"
        super().__init__(f"{who} was not let in at {where}: {why}.", hint=hint)


class PasswordMissing(DepartmentFault):
    """The server asks for a password, and there is none."""

    code = "password-missing"
    exit = Exit.DENIED

    def __init__(self, where: str) -> None:
        super().__init__(
            f"The department at {where} asks for a password, and ~/.pgpass has none for it.",
            hint="Write a line SERVER:PORT:DATABASE:LOGIN:PASSWORD there, spelt as in the address, and let only"
            " yourself read the file (chmod 600 ~/.pgpass); one that others can read is passed over.",
        )


class DatabaseMissing(DepartmentFault):
    """The server has no database of that name."""

    code = "no-department"
    exit = Exit.NO_INPUT

    def __init__(self, where: str) -> None:
        super().__init__(
            f"The server has no database of the name at the end of {where}.",
            hint=f"Look at the address. {_WAY_OUT}",
        )


class TlsMissing(DepartmentFault):
    """One side asks for TLS, and the other does not speak it."""

    code = "tls-missing"

    def __init__(self, where: str, *, is_ours: bool) -> None:
        if is_ours:
            what = f"The server at {where} lets you in with TLS only, and the connection had none."
            hint = "Take sslmode=disable out of the address; without a word about it the connection has TLS."
        else:
            what = f"The server at {where} has no TLS: what you send could be read on the way, so nothing was sent."
            hint = "Whoever looks after the server turns it on: see TLS in docs/department.md."
        super().__init__(what, hint=hint)


class ServerUnproven(DepartmentFault):
    """The server could not prove that it is the one in the address."""

    code = "server-unproven"

    def __init__(self, where: str, why: str) -> None:
        super().__init__(
            f"The server at {where} could not prove that it is the right one: {why}.",
            kept="Nothing was sent.",
            hint="Put the certificate of the department's authority into ~/.postgresql/root.crt, and write the server's"
            " name in the address as it stands in its certificate. See TLS in docs/department.md.",
        )


class ServerTooOld(DepartmentFault):
    """The server is of a version that lacks what the department's tables need."""

    code = "server-too-old"

    def __init__(self, where: str, found: int, least: int) -> None:
        super().__init__(
            f"The server at {where} is PostgreSQL {found}; a department needs {least} or newer.",
            kept="Nothing was changed.",
            hint="Whoever looks after the server brings it up to date; pg_dump and pg_restore carry the database over.",
        )


class ServerGone(OutcomeOpen):
    """The connection broke in the middle of something."""

    code = "server-gone"
    exit = Exit.NO_SERVER

    def __init__(self, where: str) -> None:
        super().__init__(
            f"The connection to {where} broke.",
            kept="What was acknowledged is kept; of this act all or nothing.",
            hint="Try again in a moment.",
        )


class NoDepartment(DepartmentFault):
    """The database has no department's tables."""

    code = "no-department"
    exit = Exit.NO_INPUT

    def __init__(self, where: str) -> None:
        super().__init__(
            f"There is no department's logbook at {where}.",
            hint="Whoever looks after the server makes it: sonolog department init --logbook ADDRESS.",
        )


class NoAccount(DepartmentFault):
    """The login is nobody's in this department."""

    code = "no-account"
    exit = Exit.DENIED

    def __init__(self, where: str, login: str) -> None:
        super().__init__(
            f"The login {login} is nobody's in the department at {where}.",
            hint="Whoever looks after it adds you: sonolog department add-person NAME --login LOGIN.",
        )


class OtherTables(DepartmentFault):
    """The tables are of another version of the program."""

    code = "other-tables"
    exit = Exit.FORMAT

    def __init__(self, where: str, found: str, known: str) -> None:
        super().__init__(
            f"The tables of the department at {where} are of version {found}; this program knows {known}.",
            kept="Nothing was changed.",
            hint="Install the version the department uses; or whoever looks after it runs “sonolog department init”"
            " with this one, which makes the tables anew and keeps every record.",
        )


class NotAllowedHere(DepartmentFault):
    """The server does not let this login do it."""

    code = "not-allowed"
    exit = Exit.DENIED

    def __init__(self, where: str, why: str) -> None:
        super().__init__(
            f"The department at {where} does not allow this to you{f': {why}' if why else ''}.",
            kept="Nothing was stored.",
            hint="A trainee adds to their own records, a supervisor to those of trainees who asked them.",
        )


class PlaceTaken(DepartmentFault):
    """Something else is kept under the digest of what is added."""

    code = "place-taken"
    exit = Exit.DENIED

    def __init__(self, type_: str) -> None:
        gone = f"A {type_} of this act was taken away in the department before, and does not come back."
        super().__init__(gone, kept="Nothing was stored.", hint="A lead sees what stands there: sonolog check.")


class DepartmentBusy(DepartmentFault):
    """Somebody else's act took too long."""

    code = "busy"
    exit = Exit.BUSY

    def __init__(self, where: str) -> None:
        super().__init__(f"Another program is saving at {where}.", kept="Nothing was lost.", hint="Try again.")


class ServerFault(OutcomeOpen):
    """The server could not save."""

    code = "server-fault"
    exit = Exit.IO

    def __init__(self, where: str, why: str) -> None:
        super().__init__(
            f"The server at {where} could not do it: {why}.", kept="All earlier entries are safe.", hint=_WAY_OUT
        )


class OnlyRead(DepartmentFault):
    """An auditor changes nothing."""

    code = "only-read"
    exit = Exit.DENIED

    def __init__(self, where: str) -> None:
        super().__init__(
            f"An auditor reads at {where} and changes nothing.",
            kept="Nothing was stored.",
            hint="Ask a lead to do it, or somebody whose record it is.",
        )


class NotInDepartment(DepartmentFault):
    """The command is for files."""

    code = "not-in-department"
    exit = Exit.USAGE

    def __init__(self, what: str, hint: str = _WAY_OUT) -> None:
        super().__init__(f"{what} is for a logbook in a file, not for a department's.", hint=hint)


_WHY = {
    "53100": "its disk is full",
    "53200": "it has no memory left",
    "58030": "its disk reported an error",
    "25006": "it is a copy that can only be read",
    "22P05": "a text holds a character (NUL) that no database can keep",
}
_GONE = ("08", "57")
_DAMAGED = ("XX001", "XX002")
_OWN_FAULT = "XX000"
_AT_ONCE = "concurrently"


@contextmanager
def department_errors(where: str) -> Iterator[None]:
    """Turn the driver's errors about the server at ``where`` into the classes above; anything else passes."""
    try:
        yield
    except JSONDecodeError:
        raise ServerFault(where, "a row of its tables is damaged") from None
    except DBAPIError as error:
        named = named_fault(where, error.orig, is_lost=error.connection_invalidated)
        if named is None:
            raise
        raise named from None


def named_fault(where: str, fault: BaseException | None, *, is_lost: bool = False) -> SonologError | None:
    """Return the error in our words; None for one that is a mistake of this program."""
    state = getattr(fault, "sqlstate", None) or ""
    told = getattr(getattr(fault, "diag", None), "message_primary", None) or ""
    if is_lost or (not state and type(fault).__name__ in ("OperationalError", "InterfaceError")):
        return ServerGone(where)
    if state[:2] in _GONE:
        return ServerGone(where)
    if state == "42501":
        return NotAllowedHere(where, told)
    if state in ("55P03", "40P01", "40001") or (state == _OWN_FAULT and _AT_ONCE in told):
        return DepartmentBusy(where)
    if state in _WHY or state in _DAMAGED:
        return ServerFault(where, _WHY.get(state, "it reports that its data are damaged"))
    if state == _OWN_FAULT:
        return ServerFault(where, f"it reports a fault of its own ({told})")
    if state in ("3F000", "42P01"):
        return NoDepartment(where)
    return None
