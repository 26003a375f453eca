"""The copy that is made before anything that touches the whole logbook."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sonolog.paths import Home, make_private
from sonolog.store.backup import backup_to
from sonolog.store.backup_rotation import rotate_before
from sonolog.store.database import Database
from sonolog.usecases.logbook import Logbook


def backup_before(logbook: Logbook, act: str) -> Path | None:
    """Copy the logbook to this home's backups before ``act``, and return where the copy is.

    Of a department's logbook, that is backed up where its server is, none is made.

    Raises:
        BackupDamaged, CannotCreate, DiskFull: no copy could be made, and the act is not begun.
    """
    logbook.database.require_writable()
    if logbook.is_department:
        return None
    folder = backups_of(logbook.home, logbook.id)
    made = backup_to(logbook.database, free_name(folder, f"before-{act}", logbook.clock.now()))
    with suppress(OSError):  # a backup too many is no reason to leave the act
        rotate_before(folder, logbook.today)
    return made


def backup_before_format(database: Database, home: Home, logbook: str, form: int, moment: datetime) -> Path:
    """Copy a logbook of an older format before it is brought to ``form``; such copies are kept for ever.

    Raises:
        BackupDamaged, CannotCreate, DiskFull: no copy could be made.
    """
    return backup_to(database, free_name(backups_of(home, logbook), f"before-format-{form}", moment))


def backups_of(home: Home, logbook: str) -> Path:
    """Return the folder for the backups of a logbook, made if it is not there.

    Raises:
        PlaceUnusable: it cannot be made.
    """
    return make_private(home.backups / logbook)


def free_name(folder: Path, start: str, moment: datetime) -> Path:
    """Return a path in ``folder`` that nothing has yet, named after the time of day."""
    stem = f"{start}-{moment:%Y-%m-%d-%H%M%S}"
    names = (f"{stem}{'' if number == 1 else f'-{number}'}.db" for number in range(1, 10_000))
    return next(folder / name for name in names if not (folder / name).exists())
