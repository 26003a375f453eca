"""Copy the logbook to a safe place."""

from __future__ import annotations

from pathlib import Path

from sonolog.store.backup import backup_to
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.safe_copies import backups_of, free_name


def back_up(logbook: Logbook, target: Path | None = None) -> Path:
    """Make a checked copy at ``target``, or in this home's backups under the time of day, and return its path.

    Raises:
        BackupExists: there is a file of that name.
        BackupDamaged, CannotCreate, DiskFull: no copy was made.
        NotInDepartment: it is on a server.
    """
    if logbook.is_department:
        from sonolog.store.department.errors import NotInDepartment

        raise NotInDepartment(
            "backup", "A department is backed up on its server, with pg_dump: see docs/department.md."
        )
    return backup_to(logbook.database, target if target is not None else _next_place(logbook))


def _next_place(logbook: Logbook) -> Path:
    return free_name(backups_of(logbook.home, logbook.id), "by-hand", logbook.clock.now())
