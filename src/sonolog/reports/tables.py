"""Tables: cells that wrap, figures under figures, a head on every page, rows of any length."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sonolog.reports import style
from sonolog.reports.bars import BAR_HEIGHT, draw_bar
from sonolog.reports.lines import wrapped
from sonolog.reports.marks import draw_mark
from sonolog.reports.pages import Piece, space
from sonolog.reports.parts import TONES, foot
from sonolog.reports.pen import Pen
from sonolog.reports.report import Align, Bar, Cell, Column, Table
from sonolog.reports.structure import FURNITURE, SCOPE_COLUMN, SCOPE_ROW, Branch
from sonolog.reports.style import Paper, Type

TALL = 150.0
"""Points from which a row may be divided between pages."""
_SLICE = 6
"""Lines of each cell in one part of a divided row."""


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    set_in: Type


@dataclass(frozen=True, slots=True)
class _Slot:
    """One cell, wrapped, at its place on the line."""

    left: float
    right: float
    align: Align
    lines: tuple[_Line, ...] = ()
    bar: Bar | None = None
    cell: Cell | None = None
    element: int = FURNITURE

    @property
    def height(self) -> float:
        if self.bar is not None:
            return style.BODY.leading
        return sum(line.set_in.leading for line in self.lines)


def table(block: Table, paper: Paper, at: Branch) -> Iterator[Piece]:
    """Yield a table row by row; never the head alone, nor the first or the last row alone on a page."""
    whole = at.add("Table")
    yield replace(_head(block.columns, paper, head_row(whole, len(block.columns))), keep=True)
    head = _head(block.columns, paper, itertools.repeat(FURNITURE))
    last, body = len(block.rows) - 1, whole.add("TBody")
    for number, row in enumerate(block.rows):
        elements = _elements(body.add("TR"), len(row), named=not block.pairs)
        slots = [_slot(*three) for three in zip(row, _edges(block.columns, paper), elements, strict=True)]
        is_bound = last > 0 and (number in (0, last - 1) or (block.pairs and number % 2 == 0))
        yield from _row(slots, paper, head, is_bound=is_bound)
    yield space(style.BLOCK_SPACE)


def head_row(whole: Branch, columns: int) -> list[int]:
    """Return the cells of the head of a table."""
    row = whole.add("THead").add("TR")
    return [row.leaf("TH", SCOPE_COLUMN) for _ in range(columns)]


def _elements(row: Branch, columns: int, *, named: bool) -> list[int]:
    """Return the cells of a row; the first is its head where it says what the row is about."""
    first = row.leaf("TH", SCOPE_ROW) if named else row.leaf("TD")
    return [first, *(row.leaf("TD") for _ in range(columns - 1))]


def _edges(columns: tuple[Column, ...], paper: Paper) -> Iterator[tuple[float, float, Align]]:
    left, after_figures = paper.side, False
    for number, column in enumerate(columns):
        right = left + paper.units(column.units)
        is_free = column.align == "right" or number == len(columns) - 1
        yield (
            left + (style.GUTTER if after_figures and column.align == "left" else 0.0),
            right - (0.0 if is_free else style.GUTTER),
            column.align,
        )
        left, after_figures = right, column.align == "right"


def _head(columns: tuple[Column, ...], paper: Paper, elements: Iterable[int]) -> Piece:
    slots = [
        _Slot(left, right, align, _lines(column.title, style.HEAD, right - left), element=element)
        for column, (left, right, align), element in zip(columns, _edges(columns, paper), elements, strict=False)
    ]
    height = max(slot.height for slot in slots) + 6

    def draw(pen: Pen, top: float) -> None:
        for slot in slots:
            _draw_lines(pen, slot, top + height - 4 - slot.height)
        pen.line((paper.side, top + height), (paper.side + paper.line, top + height), width=0.8)

    return Piece(height + 1.5, draw)


def _lines(text: str, set_in: Type, width: float) -> tuple[_Line, ...]:
    return tuple(_Line(line, set_in) for line in wrapped(text, set_in, width))


def _slot(content: Cell | Bar, edges: tuple[float, float, Align], element: int) -> _Slot:
    left, right, align = edges
    if isinstance(content, Bar):
        return _Slot(left, right, align, bar=content, element=element)
    left += content.depth * style.DEPTH_STEP + (style.MARK_ROOM if content.mark else 0.0)
    tone = TONES[content.tone]
    lines = _lines(content.text, tone, right - left) if content.text else ()
    if content.note:
        lines = (*lines[:-1], *(replace(line, words=f"{line.words} ") for line in lines[-1:]))
        lines += _lines(content.note, style.SMALL, right - left)
    return _Slot(left, right, align, lines, cell=content, element=element)


def _row(slots: list[_Slot], paper: Paper, head: Piece, *, is_bound: bool) -> Iterator[Piece]:
    if max(slot.height for slot in slots) <= TALL:
        yield _strip(slots, paper, head, keep=is_bound)
        return
    parts = max(-(-len(slot.lines) // _SLICE) for slot in slots)
    for number in range(parts):
        cut = [_part(slot, number) for slot in slots]
        yield _strip(cut, paper, head, keep=number == 0, is_first=number == 0, is_last=number == parts - 1)


def _part(slot: _Slot, number: int) -> _Slot:
    lines = slot.lines[number * _SLICE : (number + 1) * _SLICE]
    if number == 0:
        return replace(slot, lines=lines)
    return replace(slot, lines=lines, bar=None, cell=None)


def _strip(
    slots: list[_Slot],
    paper: Paper,
    head: Piece,
    *,
    keep: bool,
    is_first: bool = True,
    is_last: bool = True,
) -> Piece:
    above = style.CELL_ABOVE if is_first else 0.0
    below = style.CELL_BELOW if is_last else 0.0
    height = above + max(slot.height for slot in slots) + below

    def draw(pen: Pen, top: float) -> None:
        for slot in slots:
            _draw_slot(pen, slot, top + above)
        if is_last:
            end = paper.side + paper.line
            pen.line((paper.side, top + height), (end, top + height), colour=style.FAINT)

    return Piece(height, draw, keep=keep, head=head)


def _draw_slot(pen: Pen, slot: _Slot, top: float) -> None:
    if slot.bar is not None:
        middle = top + style.BODY.leading / 2
        corner = (slot.left, middle - BAR_HEIGHT / 2)
        draw_bar(pen, slot.bar, corner, slot.right - slot.left)
        return
    if slot.cell is not None and slot.cell.mark and slot.lines:
        at = (slot.left - style.MARK_ROOM, top + foot(slot.lines[0].set_in))
        draw_mark(pen, slot.cell.mark, at)
    _draw_lines(pen, slot, top)


def _draw_lines(pen: Pen, slot: _Slot, top: float) -> None:
    pen.element = slot.element
    x = slot.left if slot.align == "left" else slot.right
    for line in slot.lines:
        pen.write(line.words, (x, top + foot(line.set_in)), line.set_in, align=slot.align)
        top += line.set_in.leading
