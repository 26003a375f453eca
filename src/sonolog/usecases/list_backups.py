"""The backups of this home: which there are, from when, and why each was made."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sonolog.errors import Exit, SonologError
from sonolog.paths import Home

_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:-(\d{6}))?")
_FORMAT = re.compile(r"before-format-(\d+)-")


class BackupMissing(SonologError):
    """There is no such backup."""

    code = "backup-missing"
    exit = Exit.NO_INPUT

    def __init__(self, words: str) -> None:
        super().__init__(
            f"There is no file and no backup called {words}.",
            hint="“sonolog backup --list” tells which there are.",
            kept="Nothing was changed.",
        )


@dataclass(frozen=True, slots=True)
class BackupLine:
    """One backup."""

    path: Path
    when: str
    """Day, and time of day where it is known: ``2026-11-23 21:36``."""
    size: int
    """Bytes."""
    why: str
    """Why it was made, in words."""


def list_backups(home: Home, logbook: str = "") -> tuple[BackupLine, ...]:
    """Return the backups of a logbook, or of all of this home, the newest first."""
    found = []
    with suppress(OSError):
        for path in home.backups.glob(f"{logbook or '*'}/*.db"):
            with suppress(OSError):
                found.append(_line(path))
    return tuple(sorted(found, key=lambda one: (one.when, one.path.name), reverse=True))


def find_backup(home: Home, words: str, logbook: str = "") -> Path:
    """Return the backup that ``words`` mean: the path of a file, or the name of one of this home's.

    Raises:
        BackupMissing: neither.
    """
    with suppress(OSError):
        path = Path(words).expanduser()
        if path.is_file():
            return path
    for one in list_backups(home, logbook):
        if words in (one.path.name, one.path.stem):
            return one.path
    raise BackupMissing(words)


def _line(path: Path) -> BackupLine:
    facts = path.stat()
    dated = _DATE.search(path.stem)
    if dated is None:
        when = f"{datetime.fromtimestamp(facts.st_mtime).astimezone():%Y-%m-%d %H:%M}"
    else:
        when = f"{dated[1]} {dated[2][:2]}:{dated[2][2:4]}" if dated[2] else dated[1]
    return BackupLine(path, when, facts.st_size, _why(path.name))


def _why(name: str) -> str:
    if upgrade := _FORMAT.match(name):
        return f"before format {upgrade[1]}"
    for act in ("absorb", "restore", "redact"):
        if name.startswith(f"before-{act}-"):
            return f"before “{act}”"
    if name.startswith("wrong-clock-"):
        return "made under a wrong clock"
    return "first start of the day" if _DATE.fullmatch(Path(name).stem) and len(name) == 13 else "made by hand"
