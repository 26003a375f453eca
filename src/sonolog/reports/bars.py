"""Bars: dark for signed, light for logged, a tick for the target, and the legend that says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sonolog.reports import style
from sonolog.reports.lines import set_width, shown_in
from sonolog.reports.marks import draw_mark
from sonolog.reports.pages import Piece, space
from sonolog.reports.parts import foot, kept, written
from sonolog.reports.pen import Pen, Point
from sonolog.reports.report import Bar, Legend, Meter
from sonolog.reports.structure import Branch
from sonolog.reports.style import Paper

BAR_HEIGHT = 5.0
_METER_HEIGHT = 7.0


def draw_bar(pen: Pen, bar: Bar, corner: Point, width: float, *, height: float = BAR_HEIGHT) -> None:
    """Draw a bar on its track from its upper left corner."""
    x, y = corner
    logged = _within(bar.logged) * width
    signed = min(_within(bar.signed) * width, logged)
    pen.box(corner, (width, height), style.FAINT)
    if logged > 0:
        pen.box(corner, (max(logged, 0.6), height), style.ACCENT_LIGHT)
    if signed > 0:
        pen.box(corner, (max(signed, 0.6), height), style.ACCENT)
    if bar.target is not None:
        at = x + _within(bar.target) * width
        pen.line((at, y - 1.6), (at, y + height + 1.6), width=0.9)


def _within(share: float) -> float:
    return min(max(share, 0.0), 1.0)


def legend(block: Legend, paper: Paper) -> Iterator[Piece]:
    """Yield the legend of the bars, on one line at the right."""
    entries = [(block.signed, style.ACCENT), (block.logged, style.ACCENT_LIGHT), (block.target, None)]
    shown = [(shown_in(words, style.SMALL), shade) for words, shade in entries if words]

    def draw(pen: Pen, top: float) -> None:
        middle = top + style.SMALL.leading / 2
        x = paper.side + paper.line - sum(set_width(words, style.SMALL) + 26 for words, _ in shown) + 14
        for words, shade in shown:
            if shade is None:
                pen.line((x + 4, middle - 4), (x + 4, middle + 4), width=0.9)
            else:
                pen.box((x, middle - 3), (8, 6), shade)
            pen.write(words, (x + 12, top + foot(style.SMALL)), style.SMALL)
            x += set_width(words, style.SMALL) + 26

    yield Piece(style.SMALL.leading + 6, draw, keep=True)


def meter(block: Meter, paper: Paper, at: Branch) -> Iterator[Piece]:
    """Yield a wide bar under its title and status, and the sentence under it."""
    status = shown_in(block.status, style.BODY)
    room = set_width(status, style.BODY) + style.MARK_ROOM + 12
    element, said = at.leaf("P"), at.leaf("P")
    titles = list(kept(written(block.title, style.STRONG, x=paper.side, width=paper.line - room, element=element)))
    first = titles[0]

    def draw_first(pen: Pen, top: float) -> None:
        end, y = paper.side + paper.line, top + foot(style.STRONG)
        first.draw(pen, top)
        pen.element = said
        pen.write(status, (end, y), style.BODY, align="right")
        draw_mark(pen, block.mark, (end - set_width(status, style.BODY) - style.MARK_ROOM, y))

    def draw_wide(pen: Pen, top: float) -> None:
        draw_bar(pen, block.bar, (paper.side, top + 3), paper.line, height=_METER_HEIGHT)

    yield replace(first, draw=draw_first)
    yield from titles[1:]
    yield Piece(_METER_HEIGHT + 7, draw_wide, keep=bool(block.note))
    if block.note:
        yield from written(block.note, style.SMALL, x=paper.side, width=paper.line, element=at.leaf("P"))
    yield space(6)
