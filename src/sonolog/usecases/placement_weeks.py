"""The weeks of a placement: hours worked against what was agreed, and the weeks that fall short."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sonolog.store.leave import leave_periods
from sonolog.store.summaries import records_until
from sonolog.usecases.logbook import Logbook

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Week:
    """One week, by its Monday."""

    monday: date
    minutes: int
    """Worked in its sessions."""
    agreed: int | None
    """Minutes a week of the placement agreement."""
    sessions: int
    is_leave: bool
    """Away on some day of it."""
    is_over: bool
    """It has ended."""

    @property
    def is_short(self) -> bool:
        """Whether it ended below the agreement, without leave that explains it."""
        return self.is_over and not self.is_leave and self.agreed is not None and self.minutes < self.agreed


@dataclass(frozen=True, slots=True)
class PlacementWeeks:
    """One placement, week by week, the newest first."""

    id: str
    site: str
    start: date
    until: date | None
    is_agreed: bool
    """Its agreement is recorded as signed by the site."""
    weeks: tuple[Week, ...]
    missed: int = 0
    """Sessions recorded as not attended."""

    @property
    def minutes(self) -> int:
        """Worked in all."""
        return sum(week.minutes for week in self.weeks)

    @property
    def short(self) -> tuple[Week, ...]:
        """Weeks below the agreement."""
        return tuple(week for week in self.weeks if week.is_short)


def placement_weeks(logbook: Logbook, trainee: str, *, as_of: date | None = None) -> tuple[PlacementWeeks, ...]:
    """Return every placement begun by a day (today, if not said), the newest first.

    A session counts where it names the placement; one that names none counts at the placement of its site and day.
    """
    today = as_of or logbook.today
    with logbook.reading() as connection:
        placements = records_until(connection, "placement", trainee, today)
        sessions = records_until(connection, "session", trainee, today)
        leave = leave_periods(connection, trainee)
    found = (_of(row, [one for one in sessions if _is_at(one, row)], leave, today) for row in placements)
    return tuple(sorted(found, key=lambda one: (one.start, one.id), reverse=True))


def _is_at(session: Any, placement: Any) -> bool:
    if session.placement:
        return bool(session.placement == placement.record)
    inside = placement.start <= session.day and (not placement.until or session.day <= placement.until)
    return bool(inside and session.site == placement.site)


def _of(row: Any, sessions: Sequence[Any], leave: Sequence[tuple[date, date | None]], today: date) -> PlacementWeeks:
    start = date.fromisoformat(row.start)
    until = date.fromisoformat(row.until) if row.until else None
    days: dict[date, list[Any]] = {}
    for one in sessions:
        if one.attended in (None, 1):
            days.setdefault(_monday(date.fromisoformat(one.day)), []).append(one)
    first = min([_monday(start), *days])
    last = max([_monday(min(until or today, today)), *days])
    missed = sum(one.attended == 0 for one in sessions)
    weeks = [_week(monday, days, leave, row.weekly_minutes, today) for monday in _mondays(first, last)]
    return PlacementWeeks(row.record, row.site, start, until, bool(row.agreed), tuple(reversed(weeks)), missed)


def _week(
    monday: date,
    days: Mapping[date, Sequence[Any]],
    leave: Sequence[tuple[date, date | None]],
    agreed: int | None,
    today: date,
) -> Week:
    sunday = monday + timedelta(days=6)
    away = any(start <= sunday and (end is None or end >= monday) for start, end in leave)
    worked = days.get(monday, ())
    minutes = sum(one.minutes or 0 for one in worked)
    return Week(monday, minutes, agreed, len(worked), is_leave=away, is_over=sunday < today)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _mondays(first: date, last: date) -> list[date]:
    return [first + _WEEK * at for at in range((last - first) // _WEEK + 1)]
