"""The copy that is made before anything that touches the whole logbook."""

from __future__ import annotations

from pathlib import Path

from sonolog.paths import make_private
from sonolog.store.backup import backup_to
from sonolog.usecases.logbook import Logbook


def backup_before(logbook: Logbook, act: str) -> Path:
    """Copy the logbook to this home's backups before ``act``, and return where the copy is.

    Raises:
        BackupDamaged, CannotCreate, DiskFull: no copy could be made, and the act is not begun.
    """
    folder = make_private(logbook.home.backups / logbook.id)
    start = f"before-{act}-{logbook.clock.now():%Y-%m-%d-%H%M%S}"
    names = (f"{start}{'' if number == 1 else f'-{number}'}.db" for number in range(1, 1000))
    target = next(folder / name for name in names if not (folder / name).exists())
    return backup_to(logbook.database, target)
