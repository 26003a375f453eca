"""The trend of levels: one mark an assessment, at its day and level, joined by a thin line."""

from __future__ import annotations

from collections.abc import Iterator

from sonolog.reports import style
from sonolog.reports.days import day_words
from sonolog.reports.lines import set_width
from sonolog.reports.pages import Piece, space
from sonolog.reports.pen import Pen
from sonolog.reports.report import LevelChart
from sonolog.reports.structure import Branch, alternative
from sonolog.reports.style import Paper

HEIGHT = 104.0
_LEFT, _ABOVE, _BELOW = 26.0, 8.0, 18.0


def level_chart(block: LevelChart, paper: Paper, at: Branch) -> Iterator[Piece]:
    """Yield the chart as one piece."""
    told = "; ".join(f"{day_words(point.day)}: {point.level}" for point in block.points)
    element = at.leaf("Figure", alternative(f"Chart of levels over time. {told}."))
    yield Piece(HEIGHT, lambda pen, top: _draw(pen, block, paper, top), element=element)
    yield space(style.BLOCK_SPACE)


def _draw(pen: Pen, block: LevelChart, paper: Paper, top: float) -> None:
    pen.frame((paper.side, top), (paper.line, HEIGHT))
    left, right = paper.side + _LEFT, paper.side + paper.line - 8
    upper, lower = top + _ABOVE, top + HEIGHT - _BELOW
    levels = [point.level for point in block.points]
    lowest, highest = min(1, *levels), max(5, *levels)
    step = max(1, -(-(highest - lowest) // 6))
    for level in range(lowest, highest + 1, step):
        y = lower - (level - lowest) / (highest - lowest) * (lower - upper)
        pen.line((left, y), (right, y), colour=style.FAINT, width=0.6)
        pen.write(str(level), (left - 6, y + 2.6), style.AXIS, align="right")
    first, last = block.points[0].day, block.points[-1].day
    days = max((last - first).days, 1)
    at = [
        (
            left + 4 + (point.day - first).days / days * (right - left - 8),
            lower - (point.level - lowest) / (highest - lowest) * (lower - upper),
        )
        for point in block.points
    ]
    pen.trace(at, stroke=style.ACCENT_MIDDLE, width=1.0)
    for spot in at:
        pen.circle(spot, 2.6, stroke=style.ACCENT, fill=style.ACCENT)
    pen.write(day_words(first), (left, lower + 13), style.AXIS)
    words = day_words(last)
    if last != first:
        pen.write(words, (right - set_width(words, style.AXIS), lower + 13), style.AXIS)
