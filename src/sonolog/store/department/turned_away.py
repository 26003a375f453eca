"""Why a server let nobody in, as far as the driver tells: in words, with what to do next; never with a password.

While one connects there are no codes, only the sentences of the server and of the driver.  One that is not known
here is told as it came.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sonolog.store.department.errors import (
    DatabaseMissing,
    DepartmentFault,
    LoginRefused,
    PasswordMissing,
    ServerUnproven,
    ServerUnreachable,
    TlsMissing,
)

_Made = Callable[[str, str, str], DepartmentFault]
"""Makes the error of the address, the login, and what was said."""
_DOWN = "nobody answers there"
_LOGIN = re.compile(r'(?:user|role) "([^"]*)"')


def turned_away(where: str, told: str) -> DepartmentFault:
    """Return the error for a connection to ``where`` that failed with the words ``told``."""
    login = found.group(1) if (found := _LOGIN.search(told)) else ""
    for pattern, made in _KNOWN:
        if pattern.search(told):
            return made(where, login, told)
    return ServerUnreachable(where, _first_said(told))


def _first_said(told: str) -> str:
    """Return what the server said, else what the driver says first."""
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    said = next((line.partition("FATAL:")[2].strip() for line in lines if "FATAL:" in line), "")
    first = re.sub(r"^connection (?:failed|is bad): ", "", lines[0]) if lines else ""
    return (said or first).rstrip(".")


def _refused(why: str, hint: str) -> _Made:
    return lambda where, login, _: LoginRefused(where, login, why, hint)


def _unproven(where: str, _: str, told: str) -> DepartmentFault:
    return ServerUnproven(where, _first_said(told).rpartition("failed: ")[2])


_ADMINISTRATOR = "whoever looks after the department's server"
_PASSWORD = (
    f"Look at the password of this login in ~/.pgpass. {_ADMINISTRATOR.capitalize()} sets a new one"
    " (\\password in psql), and knows whether the login is there."
)
_ACCOUNT = (
    f"It goes by the account of this machine: log in under your own, or {_ADMINISTRATOR} maps it in pg_ident.conf."
)
_NO_LOGIN = (
    f"Look at the login in the address; {_ADMINISTRATOR} adds one: sonolog department add-person NAME --login LOGIN."
)
_CLOSED = f"Ask {_ADMINISTRATOR}; what you stored is still there."
_PLACE = f"Ask {_ADMINISTRATOR}: pg_hba.conf says who is let in from where."

_KNOWN: tuple[tuple[re.Pattern[str], _Made], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), made)
    for pattern, made in (
        (r"no password supplied", lambda where, *_: PasswordMissing(where)),
        (
            r"password authentication failed",
            _refused("the password is not the right one, or there is no such login", _PASSWORD),
        ),
        (r"(?:peer|ident) authentication failed", _refused("your account on this machine is another", _ACCOUNT)),
        (r"\w+ authentication failed", _refused("it could not prove whose it is", _PLACE)),
        (r"role .* does not exist", _refused("there is no such login", _NO_LOGIN)),
        (r"not permitted to log in", _refused("it was closed", _CLOSED)),
        (r"permission denied for database", _refused("it may not open this database", _PLACE)),
        (r"database .* does not exist", lambda where, *_: DatabaseMissing(where)),
        (r"pg_hba\.conf.*no encryption", lambda where, *_: TlsMissing(where, is_ours=True)),
        (r"pg_hba\.conf", _refused("nobody of that name is let in from this machine", _PLACE)),
        (r"does not support SSL", lambda where, *_: TlsMissing(where, is_ours=False)),
        (r"certificate", _unproven),
        (
            r"Connection refused|No such file or directory|timeout",
            lambda where, *_: ServerUnreachable(where, _DOWN),
        ),
        (
            r"failed to resolve host|could not translate host",
            lambda where, *_: ServerUnreachable(where, "no machine of that name is known"),
        ),
    )
)
"""What is said, and what is made of it; the first that fits."""
