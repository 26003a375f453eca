"""The cumulative chart: scans logged and signed over time, drawn as vectors with their names at the lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sonolog.reports import style
from sonolog.reports.days import MONTHS, day_words
from sonolog.reports.lines import cut_to, outside_page, set_width
from sonolog.reports.pages import Piece, space
from sonolog.reports.pen import Pen, Point
from sonolog.reports.report import CumulativeChart, DayCount
from sonolog.reports.structure import Branch, alternative
from sonolog.reports.style import Paper, Type

HEIGHT = 222.0
_ABOVE = 22.0
_BELOW = 27.0
_LEFT = 26.0
_RIGHT = 92.0
_LABEL_STEP = 10.5
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120, 240, 600, 1200)
_MONTH_WIDTH = 30.0
_DASHES = (3.0, 2.4)
_SIGNED = Type("bold", 7.5, 10, style.ACCENT)
_UNDER = style.Colour(0.93, 0.965, 0.975)
"""The area under the line of logged scans."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where days and counts lie on the page."""

    left: float
    right: float
    top: float
    bottom: float
    start: date
    days: int
    highest: int

    def x(self, day: date) -> float:
        share = (day - self.start).days / self.days
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def y(self, count: float) -> float:
        return self.bottom - count / self.highest * (self.bottom - self.top)


def cumulative_chart(block: CumulativeChart, paper: Paper, at: Branch) -> Iterator[Piece]:
    """Yield the chart as one piece."""
    element = at.leaf("Figure", alternative(_told(block)))
    yield Piece(HEIGHT, lambda pen, top: _draw(pen, block, paper, top), element=element)
    yield space(style.BLOCK_SPACE)


def _told(block: CumulativeChart) -> str:
    """Return the chart in words: where it ends, where it was half way, and what it is held against."""
    span = f"Chart of scans from {day_words(block.start)} to {day_words(block.until)}."
    if not block.points:
        return span
    last = block.points[-1]
    half = next(point for point in block.points if 2 * point.logged >= last.logged)
    told = (
        f"{span} {last.logged} logged in the end, {last.signed} of them signed; half of them by {day_words(half.day)}."
    )
    targets = "; ".join(outside_page(f"{target.label} {target.value}") for target in block.targets)
    return f"{told} Targets: {targets}." if targets else told


def _draw(pen: Pen, block: CumulativeChart, paper: Paper, top: float) -> None:
    pen.frame((paper.side, top), (paper.line, HEIGHT))
    step, highest = scale(max([1, *(point.logged for point in block.points), *_values(block)]))
    frame = _Frame(
        left=paper.side + _LEFT,
        right=paper.side + paper.line - _RIGHT,
        top=top + _ABOVE,
        bottom=top + HEIGHT - _BELOW,
        start=block.start,
        days=max((block.until - block.start).days, 0) + 1,
        highest=highest,
    )
    _draw_legend(pen, frame, top, has_targets=bool(block.targets))
    _draw_counts(pen, frame, step)
    _draw_months(pen, frame, block)
    _draw_lines(pen, frame, block)
    _draw_names(pen, frame, block)


def _draw_legend(pen: Pen, frame: _Frame, top: float, *, has_targets: bool) -> None:
    samples: list[tuple[str, style.Colour, float]] = [
        ("signed", style.ACCENT, 2.0),
        ("logged, signed or not", style.ACCENT_MIDDLE, 1.5),
    ]
    if has_targets:
        samples.append(("target", style.QUIET, 0.8))
    x, y = frame.left, top + 5
    for words, shade, width in samples:
        dashes = _DASHES if words == "target" else None
        pen.line((x, y), (x + 16, y), colour=shade, width=width, dashes=dashes)
        pen.write(words, (x + 20, y + 2.6), style.AXIS)
        x += set_width(words, style.AXIS) + 36


def _values(block: CumulativeChart) -> list[int]:
    return [target.value for target in block.targets]


def scale(highest: int) -> tuple[int, int]:
    """Return a round step and the round number at or above ``highest`` it leads to, in at most six steps."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if step * 6 >= highest:
                return step, -(-highest // step) * step
        size *= 10


def _draw_counts(pen: Pen, frame: _Frame, step: int) -> None:
    for count in range(0, frame.highest + 1, step):
        y = frame.y(count)
        colour = style.QUIET if count == 0 else style.FAINT
        pen.line((frame.left, y), (frame.right, y), colour=colour, width=0.6)
        pen.write(str(count), (frame.left - 6, y + 2.6), style.AXIS, align="right")


def _draw_months(pen: Pen, frame: _Frame, block: CumulativeChart) -> None:
    firsts = _month_firsts(block.start, block.until)
    room = max(int((frame.right - frame.left) / _MONTH_WIDTH), 1)
    step = next((one for one in _MONTH_STEPS if len(firsts) <= one * room), _MONTH_STEPS[-1])
    shown = [first for first in firsts if (first.year * 12 + first.month - 1) % step == 0] or [block.start]
    previous = None
    for day in shown:
        x = frame.x(day)
        name = MONTHS[day.month - 1] if day.day == 1 else f"{day.day} {MONTHS[day.month - 1]}"
        pen.line((x, frame.bottom), (x, frame.bottom + 3), colour=style.QUIET, width=0.6)
        _write_centred(pen, name, x, frame.bottom + 12)
        if day.year != previous:
            _write_centred(pen, str(day.year), x, frame.bottom + 21)
        previous = day.year


def _write_centred(pen: Pen, words: str, x: float, y: float) -> None:
    pen.write(words, (x - set_width(words, style.AXIS) / 2, y), style.AXIS)


def _month_firsts(start: date, until: date) -> list[date]:
    first, last = start.year * 12 + start.month - 1, until.year * 12 + until.month - 1
    days = (date(month // 12, month % 12 + 1, 1) for month in range(first, last + 1))
    return [day for day in days if day >= start]


def _draw_lines(pen: Pen, frame: _Frame, block: CumulativeChart) -> None:
    for target in block.targets:
        y = frame.y(target.value)
        pen.line((frame.left, y), (frame.right, y), colour=style.QUIET, width=0.8, dashes=_DASHES)
    if not block.points:
        return
    logged = _steps(frame, [(point.day, point.logged) for point in block.points], block)
    signed = _steps(frame, [(point.day, point.signed) for point in block.points], block)
    floor = [(logged[-1][0], frame.bottom), (logged[0][0], frame.bottom)]
    pen.trace([*logged, *floor], stroke=None, fill=_UNDER)
    pen.trace(logged, stroke=style.ACCENT_MIDDLE, width=1.5)
    pen.trace(signed, stroke=style.ACCENT, width=2.0)
    for line, shade in ((logged, style.ACCENT_MIDDLE), (signed, style.ACCENT)):
        pen.circle(line[-1], 2.2, stroke=shade, fill=shade)


def _steps(frame: _Frame, counts: Sequence[tuple[date, int]], block: CumulativeChart) -> list[Point]:
    """Return the corners of a rising line: a count holds until the day it changes."""
    corners: list[Point] = []
    height = 0
    for day, count in counts:
        x = frame.x(day)
        if not corners and day > block.start:
            corners.append((frame.left, frame.y(0)))
        corners.append((x, frame.y(height)))
        corners.append((x, frame.y(count)))
        height = count
    corners.append((frame.right, frame.y(height)))
    return corners


@dataclass(frozen=True, slots=True)
class _Name:
    words: str
    y: float
    set_in: Type


def _draw_names(pen: Pen, frame: _Frame, block: CumulativeChart) -> None:
    """Write each line's name at its right end, pushed apart where they would touch."""
    names = [_Name(f"{target.label} {target.value}", frame.y(target.value), style.AXIS) for target in block.targets]
    if block.points:
        last: DayCount = block.points[-1]
        names.append(_Name(f"{last.logged} logged", frame.y(last.logged), style.AXIS_STRONG))
        names.append(_Name(f"{last.signed} signed", frame.y(last.signed), _SIGNED))
    x = frame.right + 7
    for name, y in zip(names, _apart([name.y for name in names], frame), strict=True):
        words = cut_to(name.words, name.set_in, _RIGHT - 7)
        pen.write(words, (x, y + 2.6), name.set_in)
        if abs(y - name.y) > 1:
            pen.line((frame.right + 3, name.y), (x - 1.5, y), colour=style.RULE)


def _apart(heights: Sequence[float], frame: _Frame) -> list[float]:
    """Return the heights moved as little as needed, downwards first, to keep lines of writing apart."""
    order = sorted(range(len(heights)), key=lambda at: (heights[at], at))
    moved = list(heights)
    lowest = frame.top - _LABEL_STEP
    for at in order:
        moved[at] = lowest = max(moved[at], lowest + _LABEL_STEP)
    limit = frame.bottom + _LABEL_STEP
    for at in reversed(order):
        moved[at] = limit = min(moved[at], limit - _LABEL_STEP)
    return moved
