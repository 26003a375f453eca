"""Files and folders of this home, and the logbook itself, that others on this machine may read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from sonolog.usecases.check_fault import CheckFault
from sonolog.usecases.logbook import Logbook

_OTHERS = 0o077
_MOST_TOLD = 20


def exposed(logbook: Logbook) -> tuple[CheckFault, ...]:
    """Return what is open to others and should be its owner's alone: files 0600, folders 0700."""
    if os.name != "posix":
        return ()
    found = [
        CheckFault(f"Others on this machine may read or change this (mode {mode:04o}); chmod go= mends it:", str(path))
        for path in dict.fromkeys(_places(logbook))
        if (mode := _mode(path)) & _OTHERS
    ]
    further = len(found) - _MOST_TOLD
    more = [CheckFault(f"And {further} more files and folders in", str(logbook.home.data))] if further > 0 else []
    return (*found[:_MOST_TOLD], *more)


def _places(logbook: Logbook) -> Iterator[Path]:
    yield logbook.path
    for folder in (logbook.home.data, logbook.home.config, logbook.home.state):
        if folder.is_dir():
            yield folder
        for parent, folders, files in os.walk(folder):
            yield from (Path(parent, name) for name in sorted((*folders, *files)))


def _mode(path: Path) -> int:
    """Return the permissions; none of a link, which has none of its own, or of what is gone meanwhile."""
    try:
        found = path.lstat().st_mode
    except OSError:
        return 0
    return 0 if stat.S_ISLNK(found) else stat.S_IMODE(found)
