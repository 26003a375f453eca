"""Connecting to a department's server: here alone the driver is imported, with the settings every connection has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sonolog.store.department.address import Address
from sonolog.store.department.errors import DriverMissing, ServerTooOld, ServerUnreachable
from sonolog.store.department.turned_away import turned_away

if TYPE_CHECKING:
    from types import ModuleType

    from psycopg import Connection

BUSY_SECONDS = 30
"""How long an act waits for somebody else's."""
_CONNECT_SECONDS = 15
LEAST_VERSION = 14
"""Of PostgreSQL."""
SETTINGS = f"""SET search_path = sonolog, pg_temp;
SET TimeZone = 'UTC';
SET lock_timeout = '{BUSY_SECONDS}s';
SET idle_in_transaction_session_timeout = '300s';
SET default_transaction_isolation = 'read committed';
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local')"""
"""What is acknowledged is on the server's disk; a program that hangs does not keep others waiting for ever."""


def connect(address: Address) -> Connection[Any]:
    """Return a connection without transactions of its own accord.

    Raises:
        DriverMissing: psycopg is not installed.
        ServerUnreachable: nobody answers.
        DepartmentFault: this login is not let in, the server is another, or too old; see
            :mod:`sonolog.store.department.turned_away`.
    """
    driver = _driver()
    checked = {"sslmode": address.sslmode} if address.sslmode else {}
    try:
        made = driver.connect(
            address.url,
            autocommit=True,
            connect_timeout=_CONNECT_SECONDS,
            application_name="sonolog",
            client_encoding="UTF8",
            **checked,
        )
    except driver.Error as fault:
        raise turned_away(address.printed, str(fault)) from None
    _require_new_enough(made, address)
    try:
        made.execute(SETTINGS)
    except driver.Error as fault:
        made.close()
        raise ServerUnreachable(address.printed, str(fault).splitlines()[0].rstrip(".")) from None
    return made  # type: ignore[no-any-return]


def _require_new_enough(made: Connection[Any], address: Address) -> None:
    version = made.info.server_version // 10_000
    if version < LEAST_VERSION:
        made.close()
        raise ServerTooOld(address.printed, version, LEAST_VERSION)


def _driver() -> ModuleType:
    try:
        import psycopg
    except ImportError:  # the extra was not asked for, or the system has no libpq
        raise DriverMissing from None
    return psycopg
