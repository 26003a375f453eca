"""Available time: leave is left out, behind and ahead."""

# ruff: noqa: INP001 - a package called statistics here would hide that of the standard library

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sonolog.statistics.available import WEEK, AvailableTime

TODAY = date(2026, 11, 24)
DAYS = st.integers(-400, 400).map(lambda days: TODAY + timedelta(days=days))
ABSENCES = st.lists(st.tuples(DAYS, st.integers(0, 60)), max_size=6).map(
    lambda found: [(first, first + timedelta(days=length)) for first, length in found]
)


def test_weeks_back_skip_leave() -> None:
    """A leave of two weeks is jumped over: the second week looked at lies before it."""
    time = AvailableTime(TODAY, [(date(2026, 11, 4), date(2026, 11, 17))])
    newest, second = time.weeks_back(2)
    assert (newest[0], newest[-1]) == (TODAY, date(2026, 11, 18))
    assert (second[0], second[-1]) == (date(2026, 11, 3), date(2026, 10, 28))


def test_weeks_back_end_where_training_began() -> None:
    """The oldest week is cut short, and nothing before that day is looked at."""
    weeks = AvailableTime(TODAY).weeks_back(16, since=TODAY - timedelta(days=9))
    assert [len(week) for week in weeks] == [7, 3]
    assert AvailableTime(TODAY).weeks_back(16, since=TODAY + timedelta(days=1)) == ()


def test_the_day_ahead_skips_leave_to_come() -> None:
    """Two weeks from Tuesday, with the week in between taken off, end three weeks later."""
    time = AvailableTime(TODAY, [(date(2026, 11, 30), date(2026, 12, 6))])
    assert time.day_after(2) == date(2026, 12, 15)
    assert AvailableTime(TODAY).day_after(2) == date(2026, 12, 8)
    assert time.day_after(0) == TODAY


def test_what_is_too_far_away_has_no_day() -> None:
    """Beyond ten years, or behind a leave without an end, no day is told."""
    assert AvailableTime(TODAY).day_after(53 * 11) is None
    assert AvailableTime(TODAY, [(TODAY, None)]).day_after(1) is None
    assert AvailableTime(TODAY, [(TODAY, None)]).weeks_until(date(2027, 5, 1)) == 0
    assert AvailableTime(date.max).day_after(1) is None


@given(ABSENCES, st.integers(1, 60))
def test_ahead_and_back_are_inverse(absences: list[tuple[date, date | None]], weeks: int) -> None:
    """The day so many weeks ahead is available, and exactly so many weeks lie until it."""
    time = AvailableTime(TODAY, absences)
    day = time.day_after(weeks)
    assert day is not None and time.is_available(day)
    assert time.weeks_until(day) == weeks


@given(ABSENCES, st.integers(1, 30))
def test_weeks_back_hold_available_days_only(absences: list[tuple[date, date | None]], most: int) -> None:
    """No day of leave is in a week, and all weeks but the oldest are whole."""
    time = AvailableTime(TODAY, absences)
    weeks = time.weeks_back(most)
    assert all(time.is_available(day) for week in weeks for day in week)
    assert all(len(week) == WEEK for week in weeks[:-1])
