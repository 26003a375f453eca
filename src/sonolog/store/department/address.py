"""The address of a department's logbook: what it may hold, how it is printed, and how safely it is reached."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from sonolog.errors import Exit, SonologError

SCHEMES = ("postgresql", "postgres")
_HERE = ("", "localhost", "127.0.0.1", "::1")
_CHECKED = "verify-full"
_SECRETS = ("password", "passfile", "sslpassword")


class AddressRefused(SonologError):
    """The address is not one that is opened."""

    code = "address-refused"
    exit = Exit.NO_SERVER

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what, hint=hint)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a department's logbook is."""

    url: str
    """For the driver; it holds no password."""
    sslmode: str
    """How the server is checked; empty on this machine, where there is no network between."""
    printed: str
    """For people: without login and parameters."""

    @property
    def is_unchecked(self) -> bool:
        """Whether it was said that the server need not prove who it is."""
        return self.sslmode not in ("", _CHECKED)


def is_address(where: str | None) -> bool:
    """Tell whether ``where`` is the address of a server, not the path of a file."""
    return where is not None and "://" in where


def read_address(where: str, environment: Mapping[str, str] | None = None) -> Address:
    """Read ``where``, a ``postgresql://`` address as libpq knows them.

    Raises:
        AddressRefused: it is another scheme, cannot be read, or holds a password that others could read too.
    """
    from urllib.parse import parse_qsl, unquote, urlsplit  # not on the way of a logbook in a file

    scheme = where.partition("://")[0]
    if scheme not in SCHEMES:
        raise AddressRefused(
            f"A logbook at a {scheme} address cannot be opened.",
            "Give the path of a file, or the address of a department: postgresql://SERVER/DATABASE.",
        )
    try:
        parts = urlsplit(where)
        asked = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
        host, _ = asked.get("host", parts.hostname or ""), parts.port
    except ValueError:
        raise AddressRefused("This address cannot be read.", "It is like postgresql://SERVER/DATABASE.") from None
    _refuse_passwords(parts.password, asked, os.environ if environment is None else environment)
    is_here = all(one in _HERE or one.startswith("/") for one in unquote(host).split(",")) and "service" not in asked
    place = parts.netloc.rpartition("@")[2]
    printed = f"postgresql://{place}{parts.path}"  # a login before it would look like somebody's e-mail address
    return Address(where, "" if is_here else asked.get("sslmode", _CHECKED), printed)


def _refuse_passwords(password: str | None, asked: Mapping[str, str], environment: Mapping[str, str]) -> None:
    hint = "Put it in ~/.pgpass (only you may read that file), or let the server know you by your account."
    if password is not None or any(name in asked for name in _SECRETS if name != "passfile"):
        raise AddressRefused("The address holds a password, which other programs on this machine can read.", hint)
    if environment.get("PGPASSWORD"):
        raise AddressRefused("PGPASSWORD holds a password, which other programs on this machine can read.", hint)
