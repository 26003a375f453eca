"""Words on the page: title block, headings, running text, lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sonolog.reports import style
from sonolog.reports.lines import set_width, shown_in, wrapped
from sonolog.reports.marks import draw_mark
from sonolog.reports.pages import Bookmark, Draw, Piece, space
from sonolog.reports.pen import Pen
from sonolog.reports.report import Fact, Heading, MarkName, Points, Report, Section, Text, Tone
from sonolog.reports.structure import FURNITURE, Branch
from sonolog.reports.style import Paper, Type

TONES: dict[Tone, Type] = {
    "plain": style.BODY,
    "strong": style.STRONG,
    "quiet": style.SMALL,
    "quoted": style.QUOTED,
}


def written(
    text: str, set_in: Type, *, x: float, width: float, keep: bool = False, element: int = FURNITURE
) -> Iterator[Piece]:
    """Yield ``text`` line by line; its first two and its last two lines never stand alone on a page."""
    lines = wrapped(text, set_in, width)
    for number, line in enumerate(lines):
        is_first = number == 0 and len(lines) > 1
        is_last_but_one = number == len(lines) - 2
        is_last = number == len(lines) - 1
        bound = is_first or is_last_but_one or (keep and is_last)
        yield Piece(set_in.leading, _Line(line, x, set_in), keep=bound, element=element)


@dataclass(frozen=True, slots=True)
class _Line:
    """Draws one line of printable text."""

    words: str
    x: float
    set_in: Type

    def __call__(self, pen: Pen, top: float) -> None:
        pen.write(self.words, (self.x, top + foot(self.set_in)), self.set_in)


def foot(set_in: Type) -> float:
    """Return how far below the upper edge of a line its letters stand, in points."""
    return (set_in.leading - set_in.size) / 2 + set_in.size * 0.82


def title_block(report: Report, paper: Paper, at: Branch) -> Iterator[Piece]:
    """Yield what a stranger reads first: kind of report, name, and the facts in a row."""
    name = style.NAME if len(report.name) < style.LONG_NAME_FROM else style.LONG_NAME
    yield replace(_kind(report.kind, paper), element=at.leaf("P"))
    yield space(5)
    yield from written(report.name, name, x=paper.side, width=paper.line, element=at.heading())
    if report.subtitle:
        yield from written(report.subtitle, style.SUBTITLE, x=paper.side, width=paper.line, element=at.leaf("P"))
    yield space(9)
    yield from facts_row(report.facts, paper, at)


def _kind(kind: str, paper: Paper) -> Piece:
    words = shown_in(kind.upper(), style.KIND)

    def draw(pen: Pen, top: float) -> None:
        pen.box((paper.side, top), (paper.line, 2.2), style.ACCENT)
        pen.write(words, (paper.side, top + 8 + foot(style.KIND)), style.KIND, spread=0.9)

    return Piece(8 + style.KIND.leading, draw)


def facts_row(facts: tuple[Fact, ...], paper: Paper, at: Branch) -> Iterator[Piece]:
    """Yield labels and what they say in a row."""
    if not facts:
        return
    items = at.add("L")
    elements = [(one.leaf("Lbl"), one.leaf("LBody")) for one in (items.add("LI") for _ in facts)]
    widths = _fact_widths(facts, paper)
    set_facts = [
        (
            shown_in(fact.label, style.FACT_LABEL),
            wrapped(fact.value, style.FACT_VALUE, width - style.FACT_GAP),
        )
        for fact, width in zip(facts, widths, strict=True)
    ]
    deepest = max(len(lines) for _, lines in set_facts)
    height = 8 + style.FACT_LABEL.leading + deepest * style.FACT_VALUE.leading + 7

    def draw(pen: Pen, top: float) -> None:
        end = paper.side + paper.line
        pen.line((paper.side, top), (end, top), colour=style.RULE)
        x = paper.side
        for (label, lines), width, (named, said) in zip(set_facts, widths, elements, strict=True):
            pen.element = named
            pen.write(label, (x, top + 8 + foot(style.FACT_LABEL)), style.FACT_LABEL)
            pen.element = said
            below = top + 8 + style.FACT_LABEL.leading
            for number, line in enumerate(lines):
                y = below + number * style.FACT_VALUE.leading + foot(style.FACT_VALUE)
                pen.write(line, (x, y), style.FACT_VALUE)
            x += width
        pen.line((paper.side, top + height), (end, top + height), colour=style.RULE)

    yield Piece(height, draw)


def _fact_widths(facts: tuple[Fact, ...], paper: Paper) -> list[float]:
    """Return what each fact needs and an equal share of the rest; equal widths where there is too little."""
    natural = [
        max(
            set_width(shown_in(fact.label, style.FACT_LABEL), style.FACT_LABEL),
            set_width(shown_in(fact.value, style.FACT_VALUE), style.FACT_VALUE),
        )
        + style.FACT_GAP
        for fact in facts
    ]
    free = (paper.line - sum(natural)) / len(facts)
    return [width + free for width in natural] if free >= 0 else [paper.line / len(facts)] * len(facts)


def section_head(section: Section, paper: Paper, at: Branch) -> Iterator[Piece]:
    """Yield the heading of a section; what follows stays with it."""
    yield replace(space(style.SECTION_SPACE, keep=True), starts_page=section.starts_page, follows=style.LITTLE)
    head = list(kept(written(section.title, style.SECTION, x=paper.side, width=paper.line, element=at.heading())))
    head[0] = replace(head[0], bookmark=Bookmark(section.title, 0))
    yield from head
    if section.note:
        note = written(section.note, style.SECTION_NOTE, x=paper.side, width=paper.line, element=at.leaf("P"))
        yield from kept(note)
    yield space(5, keep=True)


def heading(block: Heading, paper: Paper, at: Branch) -> Iterator[Piece]:
    """Yield a heading inside a section, with its sign and its sentence; what follows stays with it."""
    room = style.MARK_ROOM if block.mark else 0.0
    width = paper.line - room
    left = paper.side + room
    head = list(kept(written(block.title, style.HEADING, x=left, width=width, element=at.heading())))
    bookmark = Bookmark(block.title, 1) if block.outline else None
    head[0] = replace(head[0], draw=_marked(head[0], block.mark, paper.side, style.HEADING), bookmark=bookmark)
    yield from head
    if block.note:
        yield from kept(written(block.note, style.SMALL, x=left, width=width, element=at.leaf("P")))
    yield space(4, keep=True)


def kept(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces, each bound to what follows."""
    return (replace(piece, keep=True) for piece in pieces)


def text(block: Text, paper: Paper, at: Branch) -> Iterator[Piece]:
    """Yield running text."""
    lines = written(block.text, TONES[block.tone], x=paper.side, width=paper.line, element=at.leaf("P"))
    return kept(lines) if block.keep else lines


def points(block: Points, paper: Paper, at: Branch) -> Iterator[Piece]:
    """Yield a list, each item after its sign; the last two stay together, and its last words with them."""
    items = at.add("L")
    left, width = paper.side + style.MARK_ROOM, paper.line - style.MARK_ROOM
    last = len(block.items) - 1
    for number, item in enumerate(block.items):
        is_bound = (bool(block.rest) and number == last) or number == last - 1
        element = items.add("LI").leaf("LBody")
        lines = list(written(item, style.BODY, x=left, width=width, keep=is_bound, element=element))
        yield replace(lines[0], draw=_marked(lines[0], block.mark, paper.side, style.BODY))
        yield from lines[1:]
        yield space(2.5, keep=is_bound)
    if block.rest:
        yield from written(block.rest, style.SMALL, x=left, width=width, element=at.leaf("P"))


def _marked(piece: Piece, mark: MarkName, x: float, set_in: Type) -> Draw:
    def draw(pen: Pen, top: float) -> None:
        draw_mark(pen, mark, (x, top + foot(set_in)))
        piece.draw(pen, top)

    return draw
