"""Backups by SQLite's online backup: a consistent copy even while somebody saves."""

from __future__ import annotations

import os
import sqlite3
from contextlib import ExitStack, closing, suppress
from datetime import date
from pathlib import Path

from sonolog.errors import Exit, SonologError
from sonolog.paths import PlaceUnusable, give_name, make_private
from sonolog.store.database import Database
from sonolog.store.errors import CannotCreate, named_errors

KEPT_DAYS = 7
"""Automatic backups kept."""
_DATED = "????-??-??.db"
_AHEAD = "wrong-clock-"


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
            f"The copy for {path} did not pass its integrity check and was thrown away.",
            kept="The logbook was not changed.",
            hint="Run “sonolog check”.",
        )


def backup_to(database: Database, target: Path) -> Path:
    """Copy the logbook to ``target`` (mode 0600), check the copy, and only then give it its name.

    Raises:
        BackupExists: there is a file of this name.
        BackupDamaged: the copy failed its check.
        SonologError: the folder cannot be written, or the disk is full.
    """
    if target.exists() or target.is_symlink():
        raise BackupExists(target)
    with named_errors(target):
        unfinished = _copy(database, target)
    try:
        give_name(unfinished, target)
    except FileExistsError:
        raise BackupExists(target) from None
    except OSError as fault:
        raise PlaceUnusable(target, fault) from None
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    _sync_folder(target.parent)
    return target


def backup_if_due(database: Database, folder: Path, today: date) -> Path | None:
    """Make the automatic backup of ``today`` unless it is there, and keep the newest seven.

    One dated later than today was made under a wrong clock: it must neither crowd out this one nor stand in the
    place of a later one, so it is kept under another name.

    Raises:
        BackupDamaged, PlaceUnusable, SonologError: see :func:`backup_to`.
    """
    target = folder / f"{today.isoformat()}.db"
    if target.exists():
        return None
    make_private(folder)
    backup_to(database, target)
    try:
        _rotate(folder, target)
    except OSError as fault:
        raise PlaceUnusable(folder, fault) from None
    return target


def _rotate(folder: Path, newest: Path) -> None:
    for ahead in folder.glob(_DATED):
        if ahead.name > newest.name:
            ahead.replace(folder / f"{_AHEAD}{ahead.name}")
    for pattern in (_DATED, f"{_AHEAD}{_DATED}"):
        for old in sorted(folder.glob(pattern))[:-KEPT_DAYS]:
            old.unlink()


def _copy(database: Database, target: Path) -> Path:
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise CannotCreate(target, (error.strerror or "the system refused").lower()) from None
    with ExitStack() as undo:
        undo.callback(unfinished.unlink, missing_ok=True)
        with closing(sqlite3.connect(database.path)) as source, closing(sqlite3.connect(unfinished)) as copy:
            source.backup(copy)
            sound = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        if not sound:
            raise BackupDamaged(target)
        _sync_file(unfinished)
        undo.pop_all()
    return unfinished


def _sync_file(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable, where the file system can be asked for that."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
