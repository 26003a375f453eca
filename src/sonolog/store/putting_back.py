"""Putting a checked copy in the place of a logbook, which is set aside under another name and never overwritten."""

from __future__ import annotations

import os
import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path

from sonolog.errors import Exit, SonologError
from sonolog.paths import PlaceUnusable, drop_file, give_name, make_private
from sonolog.store.backup import begun_beside, copy_faults, sync_file, sync_folder, without_save
from sonolog.store.connections import connect, save_of
from sonolog.store.database import open_database
from sonolog.store.errors import DamagedLogbook, LogbookBusy, named_errors
from sonolog.store.foreign import private_copy


class BackupUnsound(SonologError):
    """The backup is damaged itself."""

    code = "backup-unsound"
    exit = Exit.INVALID

    def __init__(self, source: Path) -> None:
        super().__init__(
            f"{source} is damaged itself, and was not put in the logbook's place.",
            hint="Choose another (sonolog backup --list), or let “sonolog recover” unite both.",
            kept="Nothing was changed.",
        )


def checked_copy(source: Path, target: Path) -> Path:
    """Write a copy of the logbook ``source`` beside ``target``, check it, and return where it is.

    Raises:
        LogbookMissing, NotALogbook, NewerLogbook: ``source`` is not there, something else, or too new.
        BackupUnsound: it is damaged.
        CannotCreate, DiskFull, DiskFault, PlaceUnusable: there is no place for the copy.
    """
    open_database(source).close()
    make_private(target.parent)
    unfinished = begun_beside(target)
    with ExitStack() as undo:
        undo.callback(drop_file, unfinished)
        undo.callback(drop_file, save_of(unfinished))
        _copy(source, unfinished)
        try:
            without_save(unfinished)
            sync_file(unfinished)
        except OSError as fault:
            raise PlaceUnusable(target, fault) from None
        undo.pop_all()
    return unfinished


def _copy(source: Path, unfinished: Path) -> None:
    try:
        with (
            named_errors(unfinished),
            private_copy(source) as own,
            closing(connect(own)) as backup,
            closing(connect(unfinished)) as copy,
        ):
            backup.backup(copy)
            if any(copy_faults(copy)):
                raise BackupUnsound(source)
    except (DamagedLogbook, sqlite3.DatabaseError):
        raise BackupUnsound(source) from None


def put_in_place(unfinished: Path, path: Path, aside: Path) -> Path | None:
    """Give the finished copy the name ``path``; what had it is then called ``aside``, with the save that belongs to it.

    The name is never without a file, unless the file system knows no second names.  Returns where the earlier file is;
    None where there was none.

    Raises:
        LogbookBusy: another program is saving in the earlier file.
        PlaceUnusable: the system refuses; nothing was lost.
    """
    try:
        with _kept_still(path):
            there = os.path.lexists(path)
            if there:
                _second_name(path, aside)
            _set_aside_save(path, aside)
            if there:
                unfinished.replace(path)
            else:
                give_name(unfinished, path)
    except OSError as fault:
        raise PlaceUnusable(path, fault) from None
    finally:
        drop_file(unfinished)
    sync_folder(path.parent)
    return aside if there else None


def _second_name(path: Path, aside: Path) -> None:
    try:
        os.link(path, aside, follow_symlinks=False)
    except OSError:
        give_name(path, aside)


def _set_aside_save(path: Path, aside: Path) -> None:
    """Move the journal of a save that was cut short: with another file beside it, SQLite would spoil that one."""
    save = save_of(path)
    if save.exists():
        save.replace(save_of(aside))


def _kept_still(path: Path) -> ExitStack:
    """Return what keeps other programs from saving in ``path`` until it is left; nothing where it cannot be locked."""
    held = ExitStack()
    if not path.is_file():
        return held
    try:
        connection = held.enter_context(closing(connect(path)))
        connection.execute("BEGIN EXCLUSIVE").close()
    except sqlite3.Error as error:
        held.close()
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            raise LogbookBusy(path) from None
    return held
