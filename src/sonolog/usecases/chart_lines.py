"""Charts drawn with characters, for any terminal and for reading aloud."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate

from sonolog.usecases.charts import Charts, RegionCount
from sonolog.usecases.day_words import day_words

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_SHADES = "·░▒▓█"
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_AXIS = 6
_LONGEST_TITLE = 24
_FIGURES = 20
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def cumulative_lines(charts: Charts, width: int, *, height: int = 9) -> list[str]:
    """Return all scans so far over time, with a line at each target that is not far above."""
    if not charts.days:
        return ["No scans yet."]
    room = max(width - _AXIS - 1, 10)
    first = min(charts.days)
    totals = _totals(charts, first, room)
    needed = [one.need for one in charts.targets if one.need <= 4 * charts.total]
    top = max([charts.total, *needed])
    lines = [_level(totals, top, height, row, room, needed) for row in range(height, 0, -1)]
    start, end = day_words(first), day_words(charts.as_of)
    lines.append(" " * _AXIS + "└" + "─" * room)
    lines.append(" " * (_AXIS + 1) + start + end.rjust(room - len(start)))
    targets = (f"{one.title}: {one.have} of {one.need} ({one.framework})" for one in charts.targets)
    return [*lines, *(f"── {words}" for words in targets)]


def region_lines(charts: Charts, width: int) -> list[str]:
    """Return a bar for each region: its signed scans full, the others light."""
    if not charts.regions:
        return ["No scans yet."]
    title = min(max(len(one.title) for one in charts.regions), _LONGEST_TITLE, width // 4)
    room = max(width - title - _FIGURES - 2, 4)
    most = charts.regions[0].scans
    return [_region_line(one, title, room, most) for one in charts.regions]


def heat_lines(charts: Charts, width: int) -> list[str]:
    """Return the last weeks as columns of seven days, darker where more was scanned."""
    weeks = max(min((width - 4) // 2, 53), 4)
    monday = charts.as_of - timedelta(days=charts.as_of.weekday())
    mondays = [monday - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]
    most = max((count for day, count in charts.days.items() if day >= mondays[0]), default=0)
    rows = (_weekday_line(charts, mondays, weekday, most) for weekday in range(7))
    return [
        _month_line(mondays),
        *rows,
        f"    {_SHADES[0]} none  {_SHADES[-1]} {most} on one day" if most else "    none",
    ]


def week_counts(charts: Charts) -> Iterator[tuple[date, int]]:
    """Yield each week with scans by its Monday, oldest first."""
    weeks: dict[date, int] = {}
    for day, count in charts.days.items():
        monday = day - timedelta(days=day.weekday())
        weeks[monday] = weeks.get(monday, 0) + count
    yield from sorted(weeks.items())


def _totals(charts: Charts, first: date, room: int) -> list[int]:
    """Return all scans so far at ``room`` moments from the first day to the last."""
    span = max((charts.as_of - first).days, 1)
    running = dict(zip(charts.days, accumulate(charts.days.values()), strict=True))
    marks = [first + timedelta(days=round(span * at / max(room - 1, 1))) for at in range(room)]
    found, total, days = [], 0, iter(running.items())
    ahead = next(days, None)
    for mark in marks:
        while ahead is not None and ahead[0] <= mark:
            total = ahead[1]
            ahead = next(days, None)
        found.append(total)
    return found


def _level(totals: Sequence[int], top: int, height: int, row: int, room: int, needed: Sequence[int]) -> str:
    """Return one line of the chart: row ``height`` at the top, row 1 at the bottom."""
    low, high = top * (row - 1) / height, top * row / height
    marks = [need for need in needed if low < need <= high]
    label = str(marks[0]) if marks else str(round(high)) if row in (1, height) or row == (height + 1) // 2 else ""
    return f"{label:>{_AXIS - 1}} │{columns_between(totals, low, high, is_line=bool(marks))[:room]}"


def columns_between(values: Sequence[float], low: float, high: float, *, is_line: bool) -> str:
    """Return one line of a chart of columns, a cell for each value; where ``is_line``, empty cells hold a line."""
    cells = []
    for value in values:
        eighths = round(8 * min(max((value - low) / (high - low), 0), 1))
        cells.append("─" if is_line and not eighths else _EIGHTHS[eighths])
    return "".join(cells)


def _region_line(one: RegionCount, title: int, room: int, most: int) -> str:
    full = round(room * one.scans / most)
    signed = min(round(room * one.signed / most), full)
    bar = "█" * signed + "░" * (max(full, 1) - signed)
    figures = f"{one.scans:>5}, {one.signed} signed"
    return f"{one.title[:title]:<{title}} {bar:<{room}} {figures}"


def _weekday_line(charts: Charts, mondays: Sequence[date], weekday: int, most: int) -> str:
    cells = []
    for monday in mondays:
        day = monday + timedelta(days=weekday)
        cells.append("  " if day > charts.as_of else _shade(charts.days.get(day, 0), most) * 2)
    return f"{_WEEKDAYS[weekday]} {''.join(cells)}"


def _shade(count: int, most: int) -> str:
    if not count:
        return _SHADES[0]
    return _SHADES[min(1 + (len(_SHADES) - 2) * count // max(most, 1), len(_SHADES) - 1)]


def _month_line(mondays: Sequence[date]) -> str:
    """Return the months over the weeks in which they begin, where there is room for their names."""
    line = ""
    for at, monday in enumerate(mondays):
        begins = at == 0 or monday.month != mondays[at - 1].month
        if begins and len(line) <= 2 * at:
            line = f"{line:<{2 * at}}{_MONTHS[monday.month - 1]}"
    return f"    {line}"
