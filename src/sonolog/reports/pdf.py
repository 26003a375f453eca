"""A report as PDF: the same value gives the same bytes on every day, in every zone, in every process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sonolog.reports import style
from sonolog.reports.bars import legend, meter
from sonolog.reports.charts import cumulative_chart
from sonolog.reports.contents import Numbers, contents, deeper, part_head
from sonolog.reports.further_face import with_further
from sonolog.reports.level_chart import level_chart
from sonolog.reports.lines import cut_to, set_width
from sonolog.reports.listing import listing
from sonolog.reports.pages import Piece, Placed, paginate, space
from sonolog.reports.parts import foot, heading, points, section_head, text, title_block
from sonolog.reports.pen import Pen
from sonolog.reports.progress_pages import progress_pages
from sonolog.reports.progress_report import ProgressReport
from sonolog.reports.qr import qr_code
from sonolog.reports.report import (
    Block,
    CumulativeChart,
    Heading,
    Legend,
    LevelChart,
    Listing,
    Meter,
    Points,
    QrCode,
    Report,
    Section,
    SignOffs,
    Table,
    Tell,
    Text,
    unheard,
)
from sonolog.reports.sign_offs import sign_offs
from sonolog.reports.structure import FOOTER, Branch
from sonolog.reports.style import PAPERS, Paper, PaperName
from sonolog.reports.tables import table

_OFTEN = 500
"""After so many pieces it is told how far laying out has come."""


def write_progress_pdf(report: ProgressReport, *, paper: PaperName = "a4") -> bytes:
    """Return the progress report as PDF, on A4 or US letter.

    Raises :class:`~sonolog.reports.errors.FontMissingError`.
    """
    return write_pdf(progress_pages(report), paper=paper)


def write_pdf(report: Report, *, paper: PaperName = "a4", font: Path | None = None, tell: Tell = unheard) -> bytes:
    """Return any report as PDF, on A4 or US letter; ``tell`` hears of each page.

    ``font`` is a TrueType file for letters that the reports' own typeface lacks.

    Raises :class:`~sonolog.reports.errors.FontMissingError`, :class:`~sonolog.reports.errors.FontUnusableError`.
    """
    with with_further(font):
        return _written(report, paper, tell)


def _written(report: Report, paper: PaperName, tell: Tell) -> bytes:
    sheet = PAPERS[paper]
    pen = Pen(sheet, language=report.language, day=report.as_of)
    pen.describe(
        title=f"{report.kind}: {report.name}",
        author=report.name,
        subject=report.subject,
        creator=report.made_by,
    )
    numbers = Numbers()
    pages = paginate(_heard(_pieces(report, sheet, numbers, pen.root), tell), sheet.body)
    numbers.note(pages)
    for number, page in enumerate(pages, start=1):
        tell(f"Drawing page {number:,} of {len(pages):,}")
        _draw_page(pen, page, sheet)
        _Footer(report, sheet, number, len(pages)).draw(pen)
        pen.next_page()
        page.clear()  # what is drawn need not be kept beside what is still to be
    return pen.finish(report.evidence)


def _heard(pieces: Iterator[Piece], tell: Tell) -> Iterator[Piece]:
    for number, piece in enumerate(pieces):
        if number % _OFTEN == 0:
            tell(f"Laying out, {number:,} lines so far" if number else "Laying out")
        yield piece


def _pieces(report: Report, paper: Paper, numbers: Numbers, root: Branch) -> Iterator[Piece]:
    yield from title_block(report, paper, root)
    at = root.deeper()
    if not report.parts:
        yield from _sections(report.sections, paper, at)
        return
    yield from _sections(report.lead, paper, at)
    body: list[Piece] = []
    front = at.add("Sect")
    for part in report.parts:
        own = at.add("Sect")
        body += [*part_head(part, paper, own), *deeper([*_sections(part.sections, paper, own.deeper())])]
    body += _sections(report.sections, paper, at)
    yield from contents(body, numbers, paper, front)
    yield from body


def _sections(sections: Sequence[Section], paper: Paper, root: Branch) -> Iterator[Piece]:
    for section in sections:
        at = root.add("Sect")
        yield from section_head(section, paper, at)
        inner = at.deeper()
        for number, block in enumerate(section.blocks):
            if number > 0 and isinstance(block, Heading) and not isinstance(section.blocks[0], Legend):
                yield space(style.HEADING_SPACE)
            yield from _block(block, paper, inner)


def _block(block: Block, paper: Paper, at: Branch) -> Iterator[Piece]:
    match block:
        case Text() | Points():
            yield from text(block, paper, at) if isinstance(block, Text) else points(block, paper, at)
            yield space(style.BLOCK_SPACE, keep=isinstance(block, Text) and block.keep)
        case Heading():
            yield from heading(block, paper, at)
        case Table() | Listing():
            yield from table(block, paper, at) if isinstance(block, Table) else listing(block, paper, at)
        case Legend():
            yield from legend(block, paper)
        case Meter():
            yield from meter(block, paper, at)
        case CumulativeChart():
            yield from cumulative_chart(block, paper, at)
        case LevelChart():
            yield from level_chart(block, paper, at)
        case SignOffs():
            yield from sign_offs(block, paper, at)
        case QrCode():
            yield from qr_code(block, paper, at)


def _draw_page(pen: Pen, page: Sequence[Placed], paper: Paper) -> None:
    for placed in page:
        top = paper.top + placed.top
        if placed.piece.bookmark is not None:
            pen.bookmark(placed.piece.bookmark.title, level=placed.piece.bookmark.level, top=top)
        pen.element = placed.piece.element
        placed.piece.draw(pen, top)


@dataclass(frozen=True, slots=True)
class _Footer:
    """The line under each page."""

    report: Report
    paper: Paper
    number: int
    total: int

    def draw(self, pen: Pen) -> None:
        paper = self.paper
        pen.element = FOOTER
        top = paper.height - paper.bottom + 14
        end = paper.side + paper.line
        pen.line((paper.side, top), (end, top), colour=style.RULE)
        first = top + 4 + foot(style.FOOT)
        second = first + style.FOOT.leading
        page = f"Page {self.number} of {self.total}"
        made_by = cut_to(self.report.made_by, style.FOOT, paper.line / 3)
        for y, left, right in zip((first, second), self.report.footer, (page, made_by), strict=True):
            room = paper.line - set_width(right, style.FOOT) - 16
            pen.write(cut_to(left, style.FOOT, room), (paper.side, y), style.FOOT)
            pen.write(right, (end, y), style.FOOT, align="right")
        if self.report.evidence is not None:
            words = f"Evidence {self.report.evidence.fingerprint}"
            pen.write(words, (paper.side, second + style.FOOT.leading), style.FOOT)
