"""Time in which somebody can scan: the days that are no leave, counted back and laid out ahead."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import ceil

Absence = tuple[date, date | None]
"""First and last day of a leave, both included; a last day of None is not known."""
WEEK = 7
YEARS_AHEAD = 10
_DAYS_AHEAD = YEARS_AHEAD * 366


@dataclass(frozen=True)
class AvailableTime:
    """The days before and after ``today`` that no absence takes away."""

    today: date
    absences: Sequence[Absence] = ()

    def is_available(self, day: date) -> bool:
        """Return whether ``day`` is no leave."""
        return not any(first <= day and (last is None or day <= last) for first, last in self.absences)

    def weeks_back(self, most: int, *, since: date | None = None) -> tuple[tuple[date, ...], ...]:
        """Return the last ``most`` available weeks, newest first, each of seven available days, newest first.

        Today is in the newest; the oldest has fewer days where ``since`` cuts it short.
        """
        days: list[date] = []
        day = self.today
        earliest = max(since or date.min, self.today - timedelta(days=min(_DAYS_AHEAD, self.today.toordinal() - 1)))
        while len(days) < most * WEEK and day >= earliest:
            if self.is_available(day):
                days.append(day)
            if day == date.min:
                break
            day -= timedelta(days=1)
        return tuple(tuple(days[at : at + WEEK]) for at in range(0, len(days), WEEK))

    @cached_property
    def _ahead(self) -> list[date]:
        span = min(_DAYS_AHEAD, (date.max - self.today).days)
        days = (self.today + timedelta(days=after) for after in range(1, span + 1))
        return [day for day in days if self.is_available(day)]

    def day_after(self, weeks: float) -> date | None:
        """Return the day on which so many available weeks from tomorrow on are over.

        None where it is more than :data:`YEARS_AHEAD` years away, or behind a leave without a last day.
        """
        if weeks <= 0:
            return self.today
        wanted = weeks * WEEK
        return self._ahead[ceil(wanted) - 1] if wanted <= len(self._ahead) else None

    def weeks_until(self, day: date) -> float:
        """Return how many available weeks there are after today until ``day``, that day included."""
        return bisect_right(self._ahead, day) / WEEK
