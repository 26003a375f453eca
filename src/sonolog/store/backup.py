"""Backups by SQLite's online backup: a consistent copy even while somebody saves."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from datetime import date
from pathlib import Path

from sonolog.errors import Exit, SonologError
from sonolog.paths import PlaceUnusable, drop_file, give_name, make_private
from sonolog.store.backup_rotation import rotate, rotate_before
from sonolog.store.connections import Mode, connect, save_of
from sonolog.store.database import APPLICATION_ID, Database
from sonolog.store.errors import CannotCreate, named_errors


class BackupExists(SonologError):
    """A file of this name is already there."""

    code = "backup-exists"
    exit = Exit.NO_OUTPUT

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is already there.", kept="It was not touched.", hint="Choose another name.")


class BackupDamaged(SonologError):
    """The copy did not pass its check."""

    code = "backup-damaged"
    exit = Exit.INVALID

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The copy for {path} did not pass its check and was thrown away: the logbook itself is damaged.",
            kept="The logbook was not changed, and earlier backups are as they were.",
            hint="Run “sonolog check”; “sonolog recover” makes a sound one.",
        )


def backup_to(database: Database, target: Path) -> Path:
    """Copy the logbook to ``target`` (mode 0600), check the copy, and only then give it its name.

    Raises:
        BackupExists: there is a file of this name, or a link, a folder or a device.
        BackupDamaged: the copy failed its check.
        SonologError: the folder cannot be written, or the disk is full.
    """
    if os.path.lexists(target):
        raise BackupExists(target)
    try:
        with named_errors(target):
            unfinished = _copy(database, target)
    except OSError as fault:
        raise PlaceUnusable(target, fault) from None
    try:
        give_name(unfinished, target)
    except FileExistsError:
        raise BackupExists(target) from None
    except OSError as fault:
        raise PlaceUnusable(target, fault) from None
    finally:
        drop_file(unfinished)
    sync_folder(target.parent)
    return target


def backup_if_due(database: Database, folder: Path, today: date) -> Path | None:
    """Make the automatic backup of ``today`` unless it is there, and drop those that have outlived their use.

    Raises:
        BackupDamaged, PlaceUnusable, SonologError: see :func:`backup_to`.
    """
    target = folder / f"{today.isoformat()}.db"
    if target.exists():
        return None
    make_private(folder)
    backup_to(database, target)
    try:
        rotate(folder, today)
        rotate_before(folder, today)
    except OSError as fault:
        raise PlaceUnusable(folder, fault) from None
    return target


def copy_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield what is wrong with a copy: by SQLite's own check, then by the digest of everything that is kept.

    Raises:
        sqlite3.Error: it cannot be read at all.
    """
    yield from (line for (line,) in connection.execute("PRAGMA integrity_check") if line != "ok")
    if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
        yield "it is not marked as a logbook"
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if {"object", "journal"} <= tables:  # else made, but the program was stopped before the tables
        yield from _digest_faults(connection, "SELECT digest, CAST(text AS BLOB) FROM object WHERE type <> 'tombstone'")
        yield from _digest_faults(connection, "SELECT digest, CAST(text AS BLOB) FROM journal")


def _digest_faults(connection: sqlite3.Connection, query: str) -> Iterator[str]:
    for digest, text in connection.execute(query):
        if hashlib.sha256(text or b"").hexdigest() != digest:
            yield f"what is kept as {str(digest)[:12]} does not have that digest"


def _copy(database: Database, target: Path) -> Path:
    unfinished = begun_beside(target)
    mode: Mode = "rw" if database.refusal is None else "ro"
    with ExitStack() as undo:
        undo.callback(drop_file, unfinished)
        undo.callback(drop_file, save_of(unfinished))
        with closing(connect(database.path, mode)) as source, closing(connect(unfinished)) as copy:
            source.backup(copy)
            if any(copy_faults(copy)):
                raise BackupDamaged(target)
        without_save(unfinished)
        sync_file(unfinished)
        undo.pop_all()
    return unfinished


def begun_beside(target: Path) -> Path:
    """Make an empty file beside ``target``, readable by its owner alone before SQLite sees it, and return its path.

    Raises:
        CannotCreate: the folder cannot be written.
    """
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise CannotCreate(target, (error.strerror or "the system refused").lower()) from None
    return unfinished


def without_save(copy: Path) -> None:
    """Remove the emptied journal that SQLite leaves beside a file: the name it goes by is not the copy's last one."""
    save_of(copy).unlink(missing_ok=True)


def sync_file(path: Path) -> None:
    """Wait until the content of a file is on the disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a new name itself durable, where the file system can be asked for that."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
