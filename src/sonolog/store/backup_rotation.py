"""Which backups are kept: of days, of weeks, from before acts that touch everything, and from before an upgrade."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

KEPT_DAYS = 7
"""Daily backups kept: the newest."""
KEPT_WEEKS = 8
"""Weeks of which the last backup is kept: the newest weeks that have one."""
KEPT_BEFORE = {"absorb": 10, "restore": 10, "redact": 1}
"""Backups kept from before each act: the newest.  Those from before a new format are kept for ever."""
REDACTED_FOR = timedelta(days=7)
"""How long the one from before a redaction is kept: it holds what was to be forgotten."""
_DATED = "????-??-??.db"
_AHEAD = "wrong-clock-"
_BEFORE = re.compile(r"before-([a-z]+)-(\d{4}-\d\d-\d\d)-\d{6}(?:-\d+)?\.db")


def outlived(days: Iterable[date]) -> set[date]:
    """Return of which days the backup is dropped."""
    newest_first = sorted(set(days), reverse=True)
    last_of_week: dict[tuple[int, int], date] = {}
    for day in newest_first:
        last_of_week.setdefault(day.isocalendar()[:2], day)
    kept = {*newest_first[:KEPT_DAYS], *list(last_of_week.values())[:KEPT_WEEKS]}
    return set(newest_first) - kept


def rotate(folder: Path, today: date) -> None:
    """Drop the daily backups that have outlived their use.

    One dated later than today was made under a wrong clock: it must neither crowd out others nor stand in the place of
    a later one, so it is kept under another name.

    Raises:
        OSError: the folder cannot be read or written.
    """
    for ahead in folder.glob(_DATED):
        if ahead.name > f"{today.isoformat()}.db":
            ahead.replace(folder / f"{_AHEAD}{ahead.name}")
    by_day = {day: path for path in folder.glob(_DATED) if (day := _day_of(path.stem)) is not None}
    for day in outlived(by_day):
        by_day[day].unlink(missing_ok=True)
    for old in sorted(folder.glob(f"{_AHEAD}{_DATED}"))[:-KEPT_DAYS]:
        old.unlink(missing_ok=True)


def rotate_before(folder: Path, today: date) -> None:
    """Drop backups from before an act: all but the newest of each, and what a redaction should have taken.

    Raises:
        OSError: the folder cannot be read or written.
    """
    found: dict[str, list[tuple[str, Path]]] = {}
    for path in folder.glob("before-*.db"):
        if match := _BEFORE.fullmatch(path.name):
            found.setdefault(match[1], []).append((match[2], path))
    for act, most in KEPT_BEFORE.items():
        newest_first = sorted(found.get(act, ()), key=lambda one: (one[0], len(one[1].name), one[1].name), reverse=True)
        for number, (written, path) in enumerate(newest_first):
            day = _day_of(written)
            too_old = act == "redact" and day is not None and today - day > REDACTED_FOR
            if number >= most or too_old:
                path.unlink(missing_ok=True)


def _day_of(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None
