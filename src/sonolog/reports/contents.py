"""The contents of a report of several parts: each part and section with the page it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sonolog.reports import style
from sonolog.reports.lines import cut_to, set_width
from sonolog.reports.pages import Bookmark, Piece, Placed, space
from sonolog.reports.parts import facts_row, foot, kept, written
from sonolog.reports.pen import Pen
from sonolog.reports.report import Report
from sonolog.reports.structure import Branch
from sonolog.reports.style import Paper

_NUMBER = 26.0
"""Room for a page number."""
_LEADING = 15.0


class Numbers:
    """Which entry of the outline stands on which page, known once all pages are made."""

    def __init__(self) -> None:
        self._pages: dict[int, int] = {}

    def note(self, pages: Sequence[Sequence[Placed]]) -> None:
        """Take down where every entry came to stand."""
        for number, page in enumerate(pages, start=1):
            for placed in page:
                if placed.piece.bookmark is not None:
                    self._pages[id(placed.piece.bookmark)] = number

    def of(self, bookmark: Bookmark) -> str:
        """Return the page of an entry."""
        return str(self._pages[id(bookmark)])


def contents(pieces: Sequence[Piece], numbers: Numbers, paper: Paper, at: Branch) -> Iterator[Piece]:
    """Yield one line for each part and section among ``pieces``; on one page where one holds them."""
    yield space(style.SECTION_SPACE, keep=True)
    yield from kept(written("Contents", style.SECTION, x=paper.side, width=paper.line, element=at.heading()))
    yield space(5, keep=True)
    listed = at.add("TOC")
    entries = [one.bookmark for one in pieces if one.bookmark is not None and one.bookmark.level <= 1]
    for number, entry in enumerate(entries, start=1):
        if entry.level == 0:
            yield space(4, keep=True)
        element = listed.add("TOCI").leaf("Reference")
        yield replace(_line(entry, numbers, paper), element=element, keep=number < len(entries))


def _line(entry: Bookmark, numbers: Numbers, paper: Paper) -> Piece:
    set_in = style.STRONG if entry.level == 0 else style.BODY
    left = paper.side + entry.level * style.DEPTH_STEP
    end = paper.side + paper.line
    words = cut_to(entry.title, set_in, end - left - _NUMBER)
    after = left + set_width(words, set_in) + 5

    def draw(pen: Pen, top: float) -> None:
        y = top + 2 + foot(set_in)
        pen.write(words, (left, y), set_in)
        number = numbers.of(entry)
        pen.write(number, (end, y), set_in, align="right")
        until = end - set_width(number, set_in) - 5
        if until > after:
            pen.line((after, y - 1), (until, y - 1), colour=style.RULE, dashes=(0.6, 2.4))

    return Piece(_LEADING, draw)


def part_head(part: Report, paper: Paper, at: Branch) -> Iterator[Piece]:
    """Yield the head of a part with its facts, at the top of a page or under a part that says next to nothing."""
    yield replace(space(style.PART_SPACE, keep=True), starts_page=True, follows=style.SHORT_PART)
    yield Piece(8, lambda pen, top: pen.box((paper.side, top), (paper.line, 2.2), style.ACCENT), keep=True)
    head = list(kept(written(part.kind, style.PART, x=paper.side, width=paper.line, element=at.heading())))
    head[0] = replace(head[0], bookmark=Bookmark(part.kind, 0))
    yield from head
    yield space(6, keep=True)
    yield from kept(facts_row(part.facts, paper, at))


def deeper(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces with every entry of the outline one level further in."""
    for one in pieces:
        found = one.bookmark
        yield one if found is None else replace(one, bookmark=Bookmark(found.title, found.level + 1))
