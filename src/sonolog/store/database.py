"""Opening a logbook: settings of every connection, one transaction at a time.

SQLAlchemy's own transactions begin late on SQLite and lose updates between two writers; so the driver is set to do
nothing by itself, reads begin plainly and writes begin with ``BEGIN IMMEDIATE``.  The journal mode is TRUNCATE, not
WAL: one file is easier to copy, and the SQLite versions people have carry a WAL fault (docs/adr/0003).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

from sonolog.paths import make_private
from sonolog.store.errors import CannotCreate, LogbookMissing, NewerLogbook, NotALogbook, named_errors

__all__ = ["APPLICATION_ID", "FORMAT", "Connection", "Database", "create_database", "open_database"]

APPLICATION_ID = 0x534F4E4F
"""“SONO”: marks an SQLite file as a logbook."""
FORMAT = 2
"""Version of the tables that keep; views have their own version."""

_SETTINGS = (
    "PRAGMA journal_mode=TRUNCATE",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA secure_delete=ON",
)
BUSY_SECONDS = 30.0


@dataclass(frozen=True)
class Database:
    """An open logbook file."""

    engine: Engine
    path: Path
    format: int = FORMAT
    """Version of the tables that keep, as found in the file."""

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection inside one read transaction."""
        with named_errors(self.path), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection inside one write transaction: all of it is kept, or nothing.

        Raises:
            LogbookBusy: another program held the lock for 30 seconds.
            DiskFull, DiskFault, ReadOnlyLogbook: nothing was kept.
        """
        with named_errors(self.path), self.engine.connect() as plain:
            connection = plain.execution_options(sonolog_write=True)
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


def open_database(path: Path) -> Database:
    """Open the logbook at ``path``.

    Raises:
        LogbookMissing: there is none.
        NotALogbook, NewerLogbook: the file is something else, or too new.
    """
    if not path.exists():
        raise LogbookMissing(path)
    return Database(_engine(path), path, _format_of(path))


def create_database(path: Path) -> Database:
    """Make an empty file at ``path``, readable by its owner alone, and open it; the caller makes the tables.

    Raises:
        CannotCreate: the file is there already, or the folder cannot be written.
    """
    try:
        make_private(path.parent)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise CannotCreate(path, "a file of this name is already there") from None
    except OSError as error:
        raise CannotCreate(path, (error.strerror or "the system refused").lower()) from None
    return Database(_engine(path), path)


def vacuum(database: Database) -> None:
    """Write the file anew, so that nothing stays in it of what was deleted.

    Raises:
        LogbookBusy, DiskFull, DiskFault: the file is as it was.
    """
    raw = database.engine.raw_connection()
    try:
        with named_errors(database.path):
            raw.execute("VACUUM")
    finally:
        raw.close()


def _format_of(path: Path) -> int:
    """Return the format the header tells, after seeing that the file is a logbook."""
    if not path.is_file():
        raise NotALogbook(path, "no ordinary file")
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise NotALogbook(path, f"not readable ({(error.strerror or 'refused').lower()})") from None
    if not header:
        return FORMAT  # made, but the program was stopped before the tables: made_tables() completes it
    if header[:16] != b"SQLite format 3\0":
        raise NotALogbook(path, "another kind of file")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NotALogbook(path, "an SQLite file of another program")
    found = int.from_bytes(header[60:64], "big")
    if found > FORMAT:
        raise NewerLogbook(path, found, FORMAT)
    return found


def _engine(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _settle)
    event.listen(engine, "begin", _begin)
    return engine


def _settle(raw: Any, _record: Any) -> None:
    connection: sqlite3.Connection = getattr(raw, "driver_connection", raw)
    connection.isolation_level = None
    for line in _SETTINGS:
        connection.execute(line).close()


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("sonolog_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
