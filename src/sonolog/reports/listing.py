"""Long lists: many rows of short words in a few columns, set at speed, with long texts under their row.

A word that stands in many rows is measured, broken and encoded once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import getitem

from sonolog.reports import style
from sonolog.reports.lines import wrapped
from sonolog.reports.pages import Draw, Piece, space
from sonolog.reports.parts import foot
from sonolog.reports.pen import Pen
from sonolog.reports.report import Listing
from sonolog.reports.structure import FURNITURE, Branch, spanning
from sonolog.reports.style import Paper
from sonolog.reports.tables import head_row

_MOST = 12
"""Lines from which a row is divided between pages."""
_SLICE = 6


def listing(block: Listing, paper: Paper, at: Branch) -> Iterator[Piece]:
    """Yield a list row by row under a head that each page repeats; neither the head nor one row stands alone."""
    columns = _columns(block, paper)
    whole = at.add("Table")
    yield replace(_head(columns, paper, head_row(whole, len(columns))), keep=True)
    body = whole.add("TBody")
    made = _List(columns, _head(columns, paper, [FURNITURE] * len(columns)), paper, body)
    last = len(block.rows) - 1
    for number, (row, notes) in enumerate(zip(block.rows, block.notes or ((),) * len(block.rows), strict=True)):
        yield from made.row(list(map(getitem, columns, row)), notes, is_bound=last > 0 and number in (0, last - 1))
    yield space(style.BLOCK_SPACE)


class _Cell:
    """The words of a cell, broken to the width of its column; all rows that hold the same words share one."""

    __slots__ = ("_step", "code", "lines")

    def __init__(self, lines: Sequence[str], step: float) -> None:
        self.lines = lines
        self._step = step
        self.code = ""
        """The operators that set it, once :meth:`drawn` was asked for them."""

    def drawn(self, pen: Pen) -> str:
        """Return the operators that set it."""
        self.code = pen.encoded(self.lines, self._step, style.LISTED)
        return self.code

    def part(self, start: int, stop: int) -> _Cell:
        """Return some of its lines."""
        return _Cell(self.lines[start:stop], self._step)


class _Column(dict[str, _Cell]):
    """Where a column stands, and its words broken to its width, each once: by each text the cell that holds it."""

    def __init__(self, title: str, left: float, step: float, width: float) -> None:
        super().__init__()
        self.left = left
        self._step, self._width = step, width
        self.title = wrapped(title, style.HEAD, width)

    def __missing__(self, text: str) -> _Cell:
        """Return the cell that holds ``text``, which was not met before."""
        found = self[text] = _Cell(wrapped(text, style.LISTED, self._width), self._step)
        return found


def _columns(block: Listing, paper: Paper) -> list[_Column]:
    whole = sum(column.units for column in block.columns)
    left, step, made = paper.side, 0.0, []
    for column in block.columns:
        width = paper.line * column.units / whole
        made.append(_Column(column.title, left, step, width - style.LIST_GUTTER))
        left, step = left + width, width
    return made


def _head(columns: Sequence[_Column], paper: Paper, elements: Sequence[int]) -> Piece:
    deepest = max(len(column.title) for column in columns)
    height = deepest * style.HEAD.leading + 6

    def draw(pen: Pen, top: float) -> None:
        last = top + 2 + foot(style.HEAD) + (deepest - 1) * style.HEAD.leading
        for column, element in zip(columns, elements, strict=True):
            pen.element = element
            upper = last - (len(column.title) - 1) * style.HEAD.leading
            for number, line in enumerate(column.title):
                pen.write(line, (column.left, upper + number * style.HEAD.leading), style.HEAD)
        pen.line((paper.side, top + height), (paper.side + paper.line, top + height), width=0.8)

    return Piece(height + 1.5, draw)


@dataclass(slots=True)
class _Drawn:
    """Draws one row, or a part of one."""

    cells: Sequence[_Cell]
    first: int
    """Element of the first."""
    height: float
    above: float
    paper: Paper
    is_last: bool
    """Whether a line is drawn under it."""

    def __call__(self, pen: Pen, top: float) -> None:
        paper = self.paper
        corner = (paper.side, top + self.above + foot(style.LISTED))
        under = (top + self.height, paper.side + paper.line) if self.is_last else None
        pen.write_row([cell.code or cell.drawn(pen) for cell in self.cells], corner, style.LISTED, self.first, under)


@dataclass(frozen=True, slots=True)
class _List:
    """What all rows of a list share."""

    columns: Sequence[_Column]
    head: Piece
    paper: Paper
    body: Branch

    def row(self, cells: Sequence[_Cell], notes: Sequence[str], *, is_bound: bool) -> Iterator[Piece]:
        """Yield one row with the texts under it."""
        first = self.body.structure.add_row(self.body.element, len(cells))
        deepest = max([len(cell.lines) for cell in cells])
        if notes or deepest > _MOST:
            yield from self._long(cells, notes, first, deepest)
        else:
            yield self._strip(cells, first, deepest, keep=is_bound)

    def _strip(
        self,
        cells: Sequence[_Cell],
        first: int,
        deepest: int,
        *,
        keep: bool,
        is_first: bool = True,
        is_last: bool = True,
    ) -> Piece:
        above = style.LIST_ABOVE if is_first else 0.0
        height = above + deepest * style.LISTED.leading + (style.LIST_BELOW if is_last else 0.0)
        return Piece(height, _Drawn(cells, first, height, above, self.paper, is_last), keep=keep, head=self.head)

    def _long(self, cells: Sequence[_Cell], notes: Sequence[str], first: int, deepest: int) -> Iterator[Piece]:
        """Yield a row with texts under it, or with a cell of many lines, in parts."""
        starts = range(0, deepest, _SLICE) if deepest > _MOST else (0,)
        step = _SLICE if deepest > _MOST else deepest
        for start in starts:
            part = [cell.part(start, start + step) for cell in cells]
            is_end = start == starts[-1] and not notes
            keep = start == 0 or (start == starts[-1] and bool(notes))
            size = max(len(cell.lines) for cell in part)
            yield self._strip(part, first, size, keep=keep, is_first=start == 0, is_last=is_end)
        for number, note in enumerate(notes):
            element = self.body.add("TR").leaf("TD", spanning(len(cells)))
            yield from self._note(note, element, is_last=number == len(notes) - 1)

    def _note(self, note: str, element: int, *, is_last: bool) -> Iterator[Piece]:
        paper = self.paper
        left, width = paper.side + style.DEPTH_STEP, paper.line - 2 * style.DEPTH_STEP
        lines = wrapped(note, style.SMALL, width)
        for number, line in enumerate(lines):
            is_end = number == len(lines) - 1
            height = style.SMALL.leading + (style.LIST_BELOW if is_end else 0.0)
            keep = (number == 0 and len(lines) > 1) or number == len(lines) - 2
            draw = _note_line(line, left, height, paper, is_end=is_end and is_last)
            yield Piece(height, draw, keep=keep, head=self.head, element=element)


def _note_line(line: str, left: float, height: float, paper: Paper, *, is_end: bool) -> Draw:
    def draw(pen: Pen, top: float) -> None:
        pen.write(line, (left, top + foot(style.SMALL)), style.SMALL)
        if is_end:
            pen.rule(top + height, paper.side, paper.side + paper.line, style.FAINT)

    return draw
