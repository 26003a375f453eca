"""Reports can be read by those who do not see them: what is what, in which order, and words in place of pictures."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from sonolog.reports.assessments_report import AssessmentsReport, assessments_pages
from sonolog.reports.logbook_report import logbook_pages
from sonolog.reports.pdf import write_pdf, write_progress_pdf
from sonolog.reports.portfolio_report import PortfolioReport, portfolio_pages
from sonolog.reports.sheet_report import FrameworkSheet, SheetReport, sheet_pages
from sonolog.reports.structure import FURNITURE, Structure

from .archives import HAS_POPPLER, Element, poppler, structure_of
from .report_samples import ABOUT, logbook, scan
from .samples import EMPTY, ONE_SCAN, RICH
from .test_archive import HELD
from .test_sheet_report import assessment, line

LONG = " ".join(f"word{number}" for number in range(1_500))
BOOK = logbook(*(scan(number, reflection=LONG if number == 50 else "") for number in range(120)))
SHEET = SheetReport(
    **ABOUT, sheets=(FrameworkSheet(title="Framework", edition="1", lines=tuple(map(line, range(90)))),)
)
LEVELS = AssessmentsReport(**ABOUT, assessments=(assessment(2, status="signed"), assessment(4, status="signed")))
WHOLE = PortfolioReport(**ABOUT, logged=120, progress=RICH, logbook=BOOK, sheet=SHEET, assessments=LEVELS)
REPORTS = {
    "rich": lambda: write_progress_pdf(replace(RICH, evidence=HELD)),
    "empty": lambda: write_progress_pdf(EMPTY),
    "one scan": lambda: write_progress_pdf(ONE_SCAN),
    "logbook": lambda: write_pdf(logbook_pages(BOOK)),
    "sheet": lambda: write_pdf(sheet_pages(SHEET)),
    "levels": lambda: write_pdf(assessments_pages(LEVELS)),
    "portfolio": lambda: write_pdf(portfolio_pages(WHOLE)),
}


@pytest.fixture(scope="module", params=REPORTS)
def read(request: pytest.FixtureRequest) -> Element:
    """Return the structure of each report; reading it back fails on anything shown outside of an element."""
    return structure_of(REPORTS[request.param]())


def test_headings_begin_with_one_and_leave_out_no_level(read: Element) -> None:
    """One title; each further heading is at most one level deeper than the one before."""
    levels = [int(one.kind[1]) for one in read.all() if one.kind in ("H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_row_of_a_table_is_as_wide_as_its_head(read: Element) -> None:
    """A head of cells that name their column, then rows of as many cells, a wide one counted as so many."""
    for table in read.all("Table"):
        head, body = table.below
        assert (head.kind, body.kind) == ("THead", "TBody")
        (names,) = head.below
        assert {one.scope for one in names.below} == {"Column"}
        for row in body.below:
            assert sum(cell.columns for cell in row.below) == len(names.below)
            assert all(cell.kind == "TD" or cell.scope == "Row" for cell in row.below)


def test_pictures_have_words_and_words_are_in_no_picture_alone(read: Element) -> None:
    """Each picture says in words what it shows; no element is left without anything to read but a cell."""
    assert all(one.alternative for one in read.all("Figure"))
    empty = {one.kind for one in read.all() if not one.below and not one.words and not one.alternative}
    assert empty <= {"TD", "TH", "TBody"}


def test_lists_are_lists(read: Element) -> None:
    """Facts are labels with what they say, points are items, contents are entries."""
    for one in read.all("L"):
        assert {item.kind for item in one.below} == {"LI"}
    for item in read.all("LI"):
        assert [part.kind for part in item.below] in (["Lbl", "LBody"], ["LBody"])


def test_a_chart_says_where_it_ends() -> None:
    """Whoever does not see the chart reads its last counts, when half was reached, and the targets."""
    read = structure_of(write_progress_pdf(RICH))
    (chart,) = read.all("Figure")
    assert "260 logged in the end, 231 of them signed" in chart.alternative
    assert "Targets: RCR-style 250; unassisted 150." in chart.alternative


def test_levels_over_time_are_read_day_by_day() -> None:
    """The chart of levels names each day with its level, that of scores each with its score, and what is no result."""
    levels, scores = structure_of(write_pdf(assessments_pages(LEVELS))).all("Figure")
    assert "levels over time. 3 Mar 2026: 2; 3 May 2026: 4" in levels.alternative
    assert "scores over time. 3 Mar 2026: 72.5; 3 May 2026: 72.5" in scores.alternative
    more = replace(LEVELS, assessments=(*LEVELS.assessments, assessment(5)))
    levels, _ = structure_of(write_pdf(assessments_pages(more))).all("Figure")
    assert "3 May 2026: 4; 3 Jun 2026: 5, not signed." in levels.alternative


def test_a_text_over_several_pages_is_read_in_one_piece() -> None:
    """A reflection that goes on over pages is one cell as wide as its table, and heads drawn again are not in it."""
    read = structure_of(write_pdf(logbook_pages(BOOK)))
    (note,) = [one for one in read.all("TD") if "word0 " in one.words]
    assert note.words == f"Reflection: {LONG}"
    assert note.columns == 5
    assert [one.text for one in read.all("TH")][:5] == ["Date", "Case", "Scan", "Finding", "Signed"]
    assert [one.words for one in read.all("TD") if one.words.startswith("C-")] == [row[1] for row in BOOK.scans.rows]


def test_page_numbers_and_repeated_heads_are_not_read() -> None:
    """The foot of the pages is no part of the text."""
    text = structure_of(write_pdf(sheet_pages(SHEET))).text
    assert "Page 1 of" not in text
    assert text.count("Signed by") == 1


@pytest.mark.parametrize("program", ["pdfinfo"] if HAS_POPPLER else [])
def test_poppler_reads_it_in_the_same_order(tmp_path: Path, program: str) -> None:
    """Another reader follows the same elements, and reads words apart where a line ends between them."""
    path = tmp_path / "report.pdf"
    path.write_bytes(REPORTS["rich"]())
    told = poppler(program, "-struct-text", str(path))
    wanted = [framework.stages[0].sentence for framework in RICH.frameworks]
    order = [
        " ".join(told.split()).index(f'"{words}') for words in ("Tess Trainee", "Period", *wanted, "Sam Supervisor")
    ]
    assert order == sorted(order)
    assert poppler(program, str(path)).split("Tagged:")[1].split()[0] == "yes"


def test_an_element_on_two_pages_names_both() -> None:
    """What goes on on another page is held by both marks, in order; cells of a row by one each."""
    made = Structure()
    whole = made.add("Document", FURNITURE)
    text = made.add("P", whole)
    first = made.add_row(whole, 2)
    made.begin_page()
    made.mark(text)
    made.begin_page()
    made.mark(text)
    made.mark(first, 2)
    (spelt,) = made.spelt(10, 9, [1, 2])
    assert spelt == [
        "<</S/Document/P 9 0 R/K[11 0 R 12 0 R]>>",
        "<</S/P/P 10 0 R/K[<</Type/MCR/Pg 1 0 R/MCID 0>> <</Type/MCR/Pg 2 0 R/MCID 0>>]>>",
        "<</S/TR/P 10 0 R/K[13 0 R 14 0 R]>>",
        "<</S/TD/P 12 0 R/Pg 2 0 R/K 1>>",
        "<</S/TD/P 12 0 R/Pg 2 0 R/K 2>>",
    ]
    assert made.spelt_pages(10, 2) == ["[11 0 R]", "[11 0 R 13 0 R 14 0 R]"]
