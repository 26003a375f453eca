"""Copy the logbook to a safe place."""

from __future__ import annotations

from pathlib import Path

from sonolog.paths import make_private
from sonolog.store.backup import backup_to
from sonolog.usecases.logbook import Logbook


def back_up(logbook: Logbook, target: Path | None = None) -> Path:
    """Make a checked copy at ``target``, or in this home's backups under the time of day, and return its path.

    Raises:
        BackupExists: there is a file of that name.
        BackupDamaged, CannotCreate, DiskFull: no copy was made.
    """
    return backup_to(logbook.database, target if target is not None else _next_place(logbook))


def _next_place(logbook: Logbook) -> Path:
    folder = make_private(logbook.home.backups / logbook.id)
    return folder / f"{logbook.clock.now():%Y-%m-%d-%H%M%S}.db"
