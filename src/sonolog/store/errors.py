"""What can go wrong with a logbook file, and the one place where driver errors become these."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from sonolog.domain.text import shortened
from sonolog.errors import Exit, SonologError
from sonolog.store.connections import NOT_TEXT

_LONGEST = 40
"""Characters of what cannot be read that are shown."""


class LogbookMissing(SonologError):
    """There is no logbook at this path."""

    code = "logbook-missing"
    exit = Exit.NO_INPUT

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"There is no logbook at {path}.",
            hint="Log a first scan to make one, or name another with --logbook.",
        )


class NotALogbook(SonologError):
    """The file is something else."""

    code = "not-a-logbook"
    exit = Exit.FORMAT

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            f"{path} is {what}, not a logbook.",
            kept="The file was not touched.",
            hint="If it was one, it is damaged: “sonolog recover FILE” reads what can be read of it.",
        )


class RecordUnreadable(SonologError, ValueError):
    """A record says what no program that keeps the rules would have stored, such as a day that is none."""

    code = "record-unreadable"
    exit = Exit.FORMAT

    def __init__(self, record: str, said: object) -> None:
        super().__init__(
            f"“{shortened(str(said), _LONGEST)}” in the record {record} is no value of its field.",
            kept="Nothing was changed.",
            hint=f"“sonolog redact {record}” takes its text away; in a department a lead can.",
            where=record,
        )


class OutcomeOpen(SonologError):
    """What broke off a save, of which it is not known whether it was kept."""


class CannotBeWritten(SonologError):
    """A logbook that can be read, and not written."""

    reason = "it may not be written"
    """Why, in words that follow “because”."""


class NewerLogbook(CannotBeWritten):
    """A newer program made the file."""

    code = "newer-logbook"
    exit = Exit.FORMAT

    def __init__(self, path: Path, found: int, known: int) -> None:
        self.reason = f"a newer version made it (format {found}; this program knows {known})"
        super().__init__(
            f"{path} was made by a newer version (format {found}; this program knows {known}).",
            kept="The file was not touched.",
            hint="Install the newer version.",
        )


class CannotCreate(SonologError):
    """The file or its folder cannot be made."""

    code = "cannot-create"
    exit = Exit.NO_OUTPUT

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} cannot be made: {why}.", hint="Choose another place with --logbook.")


class ReadOnlyLogbook(CannotBeWritten):
    """The file or folder may not be written."""

    code = "read-only"
    exit = Exit.NO_OUTPUT

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} may not be written.",
            kept="Nothing was changed; reading still works.",
            hint="Give the folder write permission, or copy the logbook elsewhere.",
        )


class DiskFull(CannotBeWritten):
    """No room was left."""

    code = "disk-full"
    reason = "the disk is full"
    exit = Exit.IO

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The disk is full: nothing of this was saved in {path}.",
            kept="All earlier entries are safe.",
            hint="Free some space, then save again.",
        )


class DiskFault(SonologError):
    """The disk reported an error."""

    code = "disk-fault"
    exit = Exit.IO

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The disk reported an error while saving in {path}.",
            kept="All earlier entries are safe.",
            hint="Run “sonolog check”, then save again.",
        )


class LogbookBusy(SonologError):
    """Another program holds the lock."""

    code = "busy"
    exit = Exit.BUSY

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Another program is saving in {path}.", kept="Nothing was lost.", hint="Try again in a moment."
        )


class DamagedLogbook(SonologError):
    """The file is damaged."""

    code = "damaged"
    exit = Exit.INVALID

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is damaged.",
            kept="The file was not changed.",
            hint="“sonolog recover FILE” writes a sound one from what can be read and the newest backup;"
            " “sonolog restore” goes back to a backup and keeps the damaged file.",
        )


_DAMAGE = ("invalid fts5 file format", "no such column: ", "no such table: ")
"""What SQLite says, with a code that tells nothing, of a search or a schema that this program did not write so."""
_BY_CODE: dict[int, type[SonologError]] = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_IOERR: DiskFault,
    sqlite3.SQLITE_READONLY: ReadOnlyLogbook,
    sqlite3.SQLITE_PERM: ReadOnlyLogbook,
    sqlite3.SQLITE_BUSY: LogbookBusy,
    sqlite3.SQLITE_LOCKED: LogbookBusy,
    sqlite3.SQLITE_CORRUPT: DamagedLogbook,
    sqlite3.SQLITE_NOTADB: DamagedLogbook,
    sqlite3.SQLITE_CANTOPEN: ReadOnlyLogbook,
}


@contextmanager
def named_errors(path: Path) -> Iterator[None]:
    """Turn the driver's errors about ``path`` into the classes above; anything else passes as it is."""
    try:
        yield
    except JSONDecodeError:  # a list in a table of this program's own is always JSON
        raise DamagedLogbook(path) from None
    except (DBAPIError, sqlite3.Error) as error:
        origin = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(origin, "sqlite_errorcode", None)
        known = _BY_CODE.get(code & 0xFF) if isinstance(code, int) else None
        if (code is None and NOT_TEXT in str(origin)) or any(one in str(origin) for one in _DAMAGE):
            known = DamagedLogbook
        if known is None:
            raise
        raise known(path) from None  # type: ignore[arg-type]
