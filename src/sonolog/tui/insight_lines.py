"""One section of the statistics as lines of a screen: words, then a drawing or rows that fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from sonolog.tui.text import cell, lines, plain, styled, wrapped

if TYPE_CHECKING:
    from sonolog.usecases.stats_sections import Section

_GAP = "  "


def section_text(section: Section, width: int) -> Content:
    """Return a section within ``width`` cells; nothing of it is cut off."""
    return lines(_lines(section, width))


def _lines(section: Section, width: int) -> Iterator[Content]:
    for sentence in section.sentences:
        yield from map(plain, wrapped(sentence, min(width, 100)))
    yield plain("")
    if section.draw is not None:
        yield from map(plain, section.draw(width))
    elif section.rows:
        yield from _table(section.columns, section.rows, width)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[Content]:
    """Yield titles and rows: the first column to the left, in what the figures leave; it is wrapped, never cut."""
    figures = [max(cell_len(one) for one in shown) for shown in list(zip(columns, *rows, strict=True))[1:]]
    room = width - sum(one + len(_GAP) for one in figures)
    longest = max(cell_len(row[0]) for row in rows)
    if room < min(longest, len(columns[0]) * 2):
        for row in rows:
            yield from _stacked(columns, row, width)
        return
    for at, row in enumerate([columns, *rows]):
        yield from _row(row, figures, min(room, longest), "" if at else "bold")


def _row(row: Sequence[str], figures: Sequence[int], room: int, style: str) -> Iterator[Content]:
    first, *more = _indented(row[0], room)
    right = "".join(_GAP + text.rjust(width) for text, width in zip(row[1:], figures, strict=True))
    yield cell(first, room, style) + styled(right, style)
    yield from map(plain, more)


def _stacked(columns: Sequence[str], row: Sequence[str], width: int) -> Iterator[Content]:
    """Yield a row where there is no room for columns: its title, and each figure with its name under it."""
    lead = " " * (len(row[0]) - len(row[0].lstrip()))
    for line in wrapped(row[0].strip(), width - len(lead)):
        yield styled(lead + line, "bold")
    told = ", ".join(f"{name.lower()} {text}" for name, text in zip(columns[1:], row[1:], strict=True))
    for line in wrapped(told, width - len(lead) - len(_GAP)):
        yield plain(lead + _GAP + line)


def _indented(title: str, room: int) -> list[str]:
    lead = " " * (len(title) - len(title.lstrip()))
    return [lead + line for line in wrapped(title.lstrip(), room - len(lead))]
