"""Connecting to a department's server: here alone the driver is imported, with the settings every connection has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sonolog.store.department.address import Address
from sonolog.store.department.errors import DriverMissing, ServerUnreachable

if TYPE_CHECKING:
    from types import ModuleType

    from psycopg import Connection

BUSY_SECONDS = 30
"""How long an act waits for somebody else's."""
_CONNECT_SECONDS = 15
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
        ServerUnreachable: nobody answers, or not to this login.
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
        made.execute(SETTINGS)
    except driver.Error as fault:
        raise _unreachable(address, fault) from None
    return made  # type: ignore[no-any-return]


def _driver() -> ModuleType:
    try:
        import psycopg
    except ImportError:  # the extra was not asked for, or the system has no libpq
        raise DriverMissing from None
    return psycopg


def _unreachable(address: Address, fault: Exception) -> ServerUnreachable:
    """Return the refusal with what the server said, else what the driver says first; neither names a password."""
    lines = [line.strip() for line in str(fault).splitlines() if line.strip()]
    said = next((line.partition("FATAL:")[2].strip() for line in lines if "FATAL:" in line), "")
    told = said or (lines[0].removeprefix("connection failed: ") if lines else "")
    return ServerUnreachable(address.printed, told.rstrip("."))
