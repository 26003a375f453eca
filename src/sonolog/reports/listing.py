"""Long lists: many rows of short words in a few columns, set at speed, with long texts under their row.

A word that stands in many rows is measured, broken and encoded once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sonolog.reports import style
from sonolog.reports.lines import wrapped
from sonolog.reports.pages import Draw, Piece, space
from sonolog.reports.parts import foot
from sonolog.reports.pen import Pen
from sonolog.reports.report import Listing
from sonolog.reports.style import Paper

_MOST = 12
"""Lines from which a row is divided between pages."""
_SLICE = 6
Lines = Sequence[str]


def listing(block: Listing, paper: Paper) -> Iterator[Piece]:
    """Yield a list row by row under a head that each page repeats; neither the head nor one row stands alone."""
    columns = _columns(block, paper)
    head = _head(columns, paper)
    yield replace(head, keep=True)
    last = len(block.rows) - 1
    for number, (row, notes) in enumerate(zip(block.rows, block.notes or ((),) * len(block.rows), strict=True)):
        cells = [column.lines(text) for column, text in zip(columns, row, strict=True)]
        is_bound = last > 0 and number in (0, last - 1)
        if len(notes) or max(map(len, cells)) > _MOST:
            yield from _long(cells, columns, notes, head, paper)
        else:
            yield _strip(cells, columns, head, paper, keep=is_bound)
    yield space(style.BLOCK_SPACE)


class _Column:
    """Where a column stands, and its words broken to its width, each once."""

    def __init__(self, title: str, left: float, width: float) -> None:
        self.left = left
        self._width = width
        self.title = wrapped(title, style.HEAD, width)
        self._known: dict[str, list[str]] = {}

    def lines(self, text: str) -> list[str]:
        """Return the lines of ``text``."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = wrapped(text, style.LISTED, self._width)
        return found


def _columns(block: Listing, paper: Paper) -> list[_Column]:
    whole = sum(column.units for column in block.columns)
    left, made = paper.side, []
    for column in block.columns:
        width = paper.line * column.units / whole
        made.append(_Column(column.title, left, width - style.LIST_GUTTER))
        left += width
    return made


def _head(columns: Sequence[_Column], paper: Paper) -> Piece:
    deepest = max(len(column.title) for column in columns)
    height = deepest * style.HEAD.leading + 6

    def draw(pen: Pen, top: float) -> None:
        last = top + 2 + foot(style.HEAD) + (deepest - 1) * style.HEAD.leading
        pen.write_many(
            [
                (column.left, last - number * style.HEAD.leading, line)
                for column in columns
                for number, line in enumerate(reversed(column.title))
            ],
            style.HEAD,
        )
        pen.line((paper.side, top + height), (paper.side + paper.line, top + height), width=0.8)

    return Piece(height + 1.5, draw)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Draws one row, or a part of one."""

    cells: Sequence[Lines]
    columns: Sequence[_Column]
    height: float
    above: float
    edge: tuple[float, float] | None
    """Left and right end of the line under it."""

    def __call__(self, pen: Pen, top: float) -> None:
        first = top + self.above + foot(style.LISTED)
        leading = style.LISTED.leading
        pen.write_many(
            [
                (column.left, first + number * leading, line)
                for column, lines in zip(self.columns, self.cells, strict=True)
                for number, line in enumerate(lines)
                if line
            ],
            style.LISTED,
        )
        if self.edge is not None:
            pen.rule(top + self.height, *self.edge, style.FAINT)


def _strip(
    cells: Sequence[Lines],
    columns: Sequence[_Column],
    head: Piece,
    paper: Paper,
    *,
    keep: bool,
    is_first: bool = True,
    is_last: bool = True,
) -> Piece:
    above = style.LIST_ABOVE if is_first else 0.0
    height = above + max(map(len, cells)) * style.LISTED.leading + (style.LIST_BELOW if is_last else 0.0)
    edge = (paper.side, paper.side + paper.line) if is_last else None
    return Piece(height, _Drawn(cells, columns, height, above, edge), keep=keep, head=head)


def _long(
    cells: Sequence[Lines], columns: Sequence[_Column], notes: Sequence[str], head: Piece, paper: Paper
) -> Iterator[Piece]:
    """Yield a row with texts under it, or with a cell of many lines, in parts."""
    deepest = max(map(len, cells))
    starts = range(0, deepest, _SLICE) if deepest > _MOST else (0,)
    step = _SLICE if deepest > _MOST else deepest
    for start in starts:
        part = [lines[start : start + step] for lines in cells]
        is_end = start == starts[-1] and not notes
        keep = start == 0 or (start == starts[-1] and bool(notes))
        yield _strip(part, columns, head, paper, keep=keep, is_first=start == 0, is_last=is_end)
    for number, note in enumerate(notes):
        yield from _note(note, head, paper, is_last=number == len(notes) - 1)


def _note(note: str, head: Piece, paper: Paper, *, is_last: bool) -> Iterator[Piece]:
    left, width = paper.side + style.DEPTH_STEP, paper.line - 2 * style.DEPTH_STEP
    lines = wrapped(note, style.SMALL, width)
    for number, line in enumerate(lines):
        is_end = number == len(lines) - 1
        height = style.SMALL.leading + (style.LIST_BELOW if is_end else 0.0)
        keep = (number == 0 and len(lines) > 1) or number == len(lines) - 2
        yield Piece(height, _note_line(line, left, height, paper, is_end=is_end and is_last), keep=keep, head=head)


def _note_line(line: str, left: float, height: float, paper: Paper, *, is_end: bool) -> Draw:
    def draw(pen: Pen, top: float) -> None:
        pen.write(line, (left, top + foot(style.SMALL)), style.SMALL)
        if is_end:
            pen.rule(top + height, paper.side, paper.side + paper.line, style.FAINT)

    return draw
