"""Calendar arithmetic of the rules: lengths of time, edges inside, and the periods of rates.

``plus`` clamps to the end of the month.  A day x lies within m months of a day t if x <= t <= plus(x, m).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

from sonolog.domain.bound import Duration, Unit

_MONTHS = {"months": 1, "years": 12}
_DAYS = {"days": 1, "weeks": 7}
_PERIOD_MONTHS = {"month": 1, "quarter": 3, "semester": 6, "year": 12}
_WEEKS_IN = {
    "days": Fraction(1, 7),
    "weeks": Fraction(1),
    "months": Fraction(13, 3),
    "years": Fraction(52),
}
PERIOD_UNITS = {
    "day": Fraction(1, 7),
    "week": Fraction(1),
    "month": Fraction(13, 3),
    "quarter": Fraction(13),
    "year": Fraction(52),
}
"""Length of a rate's period in weeks: a quarter has 13, so a month has 13/3 and a year 52."""


def plus_months(day: date, months: int) -> date:
    """Return the day ``months`` later, or the last day of that month where it is shorter."""
    month = day.year * 12 + day.month - 1 + months
    year, index = divmod(month, 12)
    if year > date.max.year:
        return date.max
    if year < date.min.year:
        return date.min
    return date(year, index + 1, min(day.day, monthrange(year, index + 1)[1]))


def plus(day: date, length: Duration) -> date:
    """Return the day ``length`` after ``day``; the calendar's last day where it would run out."""
    if length.longer is not None:
        return plus(plus(day, length.model_copy(update={"longer": None})), length.longer)
    if length.unit in _MONTHS:
        return plus_months(day, length.value * _MONTHS[length.unit])
    days = length.value * _DAYS[length.unit]
    return day + timedelta(days=min(days, (date.max - day).days))


def whole_units(start: date, end: date, unit: Unit) -> int:
    """Return how many whole units fit from ``start`` to ``end``; 0 where the end lies before."""
    if end <= start:
        return 0
    if unit in _DAYS:
        return (end - start).days // _DAYS[unit]
    months = (end.year - start.year) * 12 + end.month - start.month
    while plus_months(start, months) > end:
        months -= 1
    return months // _MONTHS[unit]


def period_start(day: date, period: str) -> date:
    """Return the first day of the week (Monday), month, quarter, semester or year that holds ``day``."""
    if period == "day":
        return day
    if period == "week":
        return day - timedelta(days=min(day.weekday(), (day - date.min).days))
    months = _PERIOD_MONTHS[period]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def next_period(start: date, period: str) -> date:
    """Return the first day of the period after the one that starts on ``start``."""
    if period in ("day", "week"):
        return start + timedelta(days=1 if period == "day" else 7)
    return plus_months(start, _PERIOD_MONTHS[period])


def periods_in(length: Duration, period: str) -> Fraction:
    """Return how many periods of a rate make up ``length``."""
    return length.value * _WEEKS_IN[length.unit] / PERIOD_UNITS[period]
