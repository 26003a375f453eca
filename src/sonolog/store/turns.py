"""Waiting for one's turn to write.

SQLite's own wait sleeps the longer the longer it has waited, up to a tenth of a second, so that among many writers
whoever waits longest looks least often, and may look past every gap for seconds.  Here everybody looks equally often.
"""

from __future__ import annotations

import sqlite3
import time

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from sonolog.store import connections

_PAUSE = 0.002
"""Seconds between two looks: short beside the 10 ms of a save, and dear to nobody."""


def begin_writing(connection: Connection) -> None:
    """Begin a transaction that writes, once nobody else does.

    Raises:
        OperationalError: somebody else did for ``connections.BUSY_SECONDS`` on end, or the file cannot be written.
    """
    patience = time.monotonic() + connections.BUSY_SECONDS
    _look_for(connection, 0)
    try:
        while not _begun(connection, last=time.monotonic() >= patience):
            time.sleep(_PAUSE)
    finally:
        _look_for(connection, connections.BUSY_SECONDS)


def _look_for(connection: Connection, seconds: float) -> None:
    """Let SQLite itself wait so long from here on: the save at the end still waits for whoever reads."""
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={seconds * 1000:.0f}")
    cursor.close()


def _begun(connection: Connection, *, last: bool) -> bool:
    """Begin if nobody else writes, and say whether that was so; at the ``last`` time it has to be."""
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError as error:
        busy = isinstance(error.orig, sqlite3.OperationalError) and error.orig.sqlite_errorcode == sqlite3.SQLITE_BUSY
        if last or not busy:
            raise
        return False
    return True
