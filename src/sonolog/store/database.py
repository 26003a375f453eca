"""Opening a logbook: settings of every connection, one transaction at a time.

SQLAlchemy's own transactions begin late on SQLite and lose updates between two writers; so the driver is set to do
nothing by itself, reads begin plainly and writes begin with ``BEGIN IMMEDIATE``.  The journal mode is TRUNCATE, not
WAL: one file is easier to copy, and the SQLite versions people have carry a WAL fault (docs/adr/0003).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

from sonolog.errors import SonologError
from sonolog.paths import make_private
from sonolog.store.connections import Mode, connect, connect_to_nothing
from sonolog.store.errors import CannotCreate, LogbookMissing, NewerLogbook, NotALogbook, ReadOnlyLogbook, named_errors
from sonolog.store.turns import begin_writing
from sonolog.store.unfinished import take_back_unfinished

__all__ = [
    "APPLICATION_ID",
    "FORMAT",
    "Connection",
    "Database",
    "create_database",
    "open_database",
    "open_to_read",
    "require_writable",
]

APPLICATION_ID = 0x534F4E4F
"""“SONO”: marks an SQLite file as a logbook."""
FORMAT = 2
"""Version of the tables that keep; views have their own version."""


@dataclass(frozen=True)
class Database:
    """An open logbook file."""

    engine: Engine
    path: Path
    format: int = FORMAT
    """Version of the tables that keep, as found in the file."""
    refusal: SonologError | None = None
    """Why nothing can be written; None where it can."""
    after: Callable[[], None] = field(default=lambda: None)
    """What is to be done once the file is let go."""

    @property
    def place(self) -> str:
        """Where the logbook is, for people."""
        return str(self.path)

    @property
    def is_department(self) -> bool:
        """Whether it is a department's, on a server."""
        return False

    @property
    def shows_all(self) -> bool:
        """Whether whoever opened it sees everything in it."""
        return True

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
            SonologError: it was opened to be read only.
        """
        self.require_writable()
        with named_errors(self.path), self.engine.connect() as plain:
            connection = plain.execution_options(sonolog_write=True)
            with connection.begin():
                yield connection

    @contextmanager
    def trial(self) -> Iterator[Connection]:
        """Give a connection inside a write transaction of which nothing is kept.

        Raises:
            LogbookBusy, DiskFull, DiskFault, ReadOnlyLogbook: it could not be tried.
        """
        self.require_writable()
        with named_errors(self.path), self.engine.connect() as plain:
            connection = plain.execution_options(sonolog_write=True)
            with connection.begin() as transaction:
                yield connection
                transaction.rollback()

    def require_writable(self) -> None:
        """Refuse where the logbook was opened to be read only.

        Raises:
            SonologError: why it was.
        """
        if self.refusal is not None:
            raise self.refusal.with_traceback(None)

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()
        self.after()


def open_database(path: Path) -> Database:
    """Open the logbook at ``path``.

    Raises:
        LogbookMissing: there is none.
        NotALogbook, NewerLogbook: the file is something else, or too new.
    """
    if not path.exists():
        raise LogbookMissing(path)
    take_back_unfinished(path)
    return Database(_engine(path), path, format_of(path))


def open_to_read(path: Path, refusal: SonologError) -> Database:
    """Open the logbook at ``path``, of which nothing can be written for the reason in ``refusal``.

    Raises:
        LogbookMissing, NotALogbook, NewerLogbook: see :func:`open_database`.
    """
    if not path.exists():
        raise LogbookMissing(path)
    return Database(_engine(path, "ro"), path, format_of(path), refusal)


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


def require_writable(path: Path) -> None:
    """Refuse a file, or a folder of it, that may not be written: a save needs both.

    Raises:
        ReadOnlyLogbook: one of them may not.
    """
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise ReadOnlyLogbook(path)


def vacuum(database: Database) -> None:
    """Write the file anew, so that nothing stays in it of what was deleted.

    Raises:
        LogbookBusy, DiskFull, DiskFault: the file is as it was.
    """
    database.require_writable()
    raw = database.engine.raw_connection()
    try:
        with named_errors(database.path):
            raw.execute("VACUUM")
    finally:
        raw.close()


def format_of(path: Path) -> int:
    """Return the format the header tells, after seeing that the file is a logbook.

    Raises:
        NotALogbook, NewerLogbook: it is something else, or too new.
    """
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


def _engine(path: Path, mode: Mode = "rw") -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)), creator=partial(connect, path, mode))
    event.listen(engine, "begin", _begin)
    return engine


def engine_in_memory() -> Engine:
    """Return an empty database in memory for each connection, gone when that is let go."""
    return create_engine(URL.create("sqlite"), creator=connect_to_nothing)


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("sonolog_write", False):
        begin_writing(connection)
    else:
        connection.exec_driver_sql("BEGIN")
