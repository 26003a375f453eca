"""The trend of levels: one mark an assessment, at its day and level; a thin line joins those that are signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor

from sonolog.reports import style
from sonolog.reports.charts import scale
from sonolog.reports.days import day_words
from sonolog.reports.lines import set_width
from sonolog.reports.pages import Piece, space
from sonolog.reports.pen import Pen, Point
from sonolog.reports.report import LevelChart, LevelPoint
from sonolog.reports.structure import Branch, alternative
from sonolog.reports.style import Paper

HEIGHT = 104.0
_LEFT, _ABOVE, _BELOW = 26.0, 8.0, 18.0


def level_chart(block: LevelChart, paper: Paper, at: Branch) -> Iterator[Piece]:
    """Yield the chart as one piece."""
    told = "; ".join(_told(point) for point in block.points)
    element = at.leaf("Figure", alternative(f"Chart of {block.called} over time. {told}."))
    yield Piece(HEIGHT, lambda pen, top: _draw(pen, block, paper, top), element=element)
    yield space(style.BLOCK_SPACE)


def _told(point: LevelPoint) -> str:
    return f"{day_words(point.day)}: {point.level}{'' if point.is_signed else ', not signed'}"


def _axis(block: LevelChart) -> tuple[int, int]:
    """Return the whole numbers at which the axis begins and ends: scores without a form begin at nought."""
    levels = [point.level for point in block.points]
    first, last = block.span or ((1, 5) if block.called == "levels" else (0, 1))
    return min(first, *(floor(one) for one in levels)), max(last, *(ceil(one) for one in levels))


def _draw(pen: Pen, block: LevelChart, paper: Paper, top: float) -> None:
    pen.frame((paper.side, top), (paper.line, HEIGHT))
    left, right = paper.side + _LEFT, paper.side + paper.line - 8
    upper, lower = top + _ABOVE, top + HEIGHT - _BELOW
    lowest, highest = _axis(block)
    step, _ = scale(highest - lowest)
    for level in range(lowest, highest + 1, step):
        y = lower - (level - lowest) / (highest - lowest) * (lower - upper)
        pen.line((left, y), (right, y), colour=style.FAINT, width=0.6)
        pen.write(str(level), (left - 6, y + 2.6), style.AXIS, align="right")
    first, last = block.points[0].day, block.points[-1].day
    days = max((last - first).days, 1)
    at = [
        (
            left + 4 + (point.day - first).days / days * (right - left - 8),
            lower - float(point.level - lowest) / (highest - lowest) * (lower - upper),
        )
        for point in block.points
    ]
    _draw_points(pen, block, at)
    pen.write(day_words(first), (left, lower + 13), style.AXIS)
    words = day_words(last)
    if last != first:
        pen.write(words, (right - set_width(words, style.AXIS), lower + 13), style.AXIS)


def _draw_points(pen: Pen, block: LevelChart, at: Sequence[Point]) -> None:
    marked = tuple(zip(block.points, at, strict=True))
    results = [spot for point, spot in marked if point.is_signed]
    if len(results) > 1:
        pen.trace(results, stroke=style.ACCENT_MIDDLE, width=1.0)
    for point, spot in marked:
        pen.circle(spot, 2.6, stroke=style.ACCENT, fill=style.ACCENT if point.is_signed else style.PAPER_WHITE)
