"""A sheet of two hundred lines, and assessments with levels: whole, with what was typed as it was typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from sonolog.reports.assessments_report import AssessmentPart, AssessmentsReport, FormStanding, assessments_pages
from sonolog.reports.data import report_json, report_tables
from sonolog.reports.pdf import write_pdf
from sonolog.reports.report import Heading, LevelChart
from sonolog.reports.sheet_report import CompetencySheetLine, FrameworkSheet, SheetReport, sheet_pages

from .reading import pages_of, squeezed, text_of
from .report_samples import ABOUT
from .test_any_text import HOSTILE


def line(number: int, note: str = "") -> CompetencySheetLine:
    """Return a signed line of a sheet."""
    return CompetencySheetLine(
        stage=f"Level {number // 100 + 1}",
        title=f"Competency {number}: image the tendon in two planes",
        level="3",
        signed_by="Sam Supervisor, supervisor",
        day=date(2026, 9, 4),
        status="signed",
        note=note,
    )


def assessment(
    level: int | None, note: str = "", assessors: str = "A. Example", status: str = "submitted"
) -> AssessmentPart:
    """Return an assessment that nobody signed, if ``status`` does not say so."""
    return AssessmentPart(
        form="Observed scan",
        day=date(2026, 1 + (level or 0), 3),
        purpose="formative",
        outcome="passed",
        level=level,
        score=str(Decimal("72.5")),
        region="Knee",
        setting="",
        assessors=assessors,
        marks="technique 4; report 3",
        note=note,
        status=status,
        signed="",
    )


def test_a_sheet_of_two_hundred_lines_prints_whole() -> None:
    """Each line stands there once, in order, under the head of its page."""
    sheet = FrameworkSheet(title="Invented framework", edition="1", lines=tuple(map(line, range(200))))
    pages = pages_of(write_pdf(sheet_pages(SheetReport(**ABOUT, sheets=(sheet,)))))
    words = " ".join(pages).split()
    numbers = [word.rstrip(":") for before, word in pairwise(words) if before == "Competency"]
    assert [number for number in numbers if number.isdecimal()] == [str(number) for number in range(200)]
    assert all("Signed by" in page for page in pages if "image the tendon" in page)


def test_levels_are_drawn_from_the_second_on() -> None:
    """One level is no trend; two are, with every level and both days as words."""
    first, second = (assessment(level, status="signed") for level in (2, 4))
    one = AssessmentsReport(**ABOUT, assessments=(first,))
    two = AssessmentsReport(**ABOUT, assessments=(first, second))
    assert "Levels over time" not in text_of(write_pdf(assessments_pages(one)))
    text = text_of(write_pdf(assessments_pages(two)))
    assert "Levels over time" in text
    assert text.count("3 Mar 2026") > text.count("3 May 2026") - 2 > 0


def test_what_a_form_asks_for_stands_over_its_table() -> None:
    """Wherever pages end, that sentence is on the page on which the table of its form begins."""
    forms = [f"Observed scan, edition {number}" for number in range(60)]
    report = AssessmentsReport(
        **ABOUT,
        assessments=tuple(
            replace(assessment(None, note="word " * 18 * (at % 7)), form=form) for at, form in enumerate(forms)
        ),
        standings=tuple(FormStanding(form=form, asked="forms", have=1, need=5) for form in forms),
    )
    pages = [" ".join(page.split()) for page in pages_of(write_pdf(assessments_pages(report)))]
    assert sum(page.count("forms: 1 of 5") for page in pages) == len(forms)
    for page in pages:
        assert "forms: 1 of 5" not in page.rpartition("Purpose and place")[2]


def test_only_signed_outcomes_are_counted_as_reached() -> None:
    """What waits for a signature is told apart."""
    signed = assessment(None, status="signed")
    report = AssessmentsReport(**ABOUT, assessments=(signed, assessment(2), assessment(3)))
    assert "1 signed, 2 not signed" in text_of(write_pdf(assessments_pages(report)))


def _charts(*parts: AssessmentPart) -> list[tuple[str, str, LevelChart]]:
    """Return each chart of the first section with the heading over it and its note."""
    blocks = assessments_pages(AssessmentsReport(**ABOUT, assessments=parts)).sections[0].blocks
    pairs = pairwise(blocks)
    return [
        (over.title, over.note, block)
        for over, block in pairs
        if isinstance(over, Heading) and isinstance(block, LevelChart)
    ]


def test_each_variant_of_a_form_has_a_line_of_its_own() -> None:
    """Another variant has other thresholds; one result of one is no trend."""
    one, two, three = (assessment(level, status="signed") for level in (1, 2, 3))
    other = replace(three, variant="Transvaginal", level=5)
    found = _charts(one, other, two)
    assert [(title, [int(point.level) for point in chart.points]) for title, _, chart in found] == [
        ("Levels over time", [1, 2]),
        ("Scores over time", [72, 72]),
    ]
    more = _charts(one, other, two, replace(other, day=date(2026, 12, 1), level=4))
    levels = {title: chart for title, _, chart in more}
    assert [int(point.level) for point in levels["Levels over time: Transvaginal"].points] == [5, 4]


def test_a_draft_is_beside_the_line_and_no_result() -> None:
    """It is drawn hollow and told so, in words for who does not see the chart too; drafts alone are no trend."""
    signed = [assessment(level, status="signed") for level in (1, 2)]
    found = _charts(*signed, assessment(3))
    assert all("A hollow one is not signed, and no result." in note for _, note, _ in found)
    assert [[point.is_signed for point in chart.points] for _, _, chart in found] == [[True, True, False]] * 2
    assert _charts(signed[0], assessment(2), assessment(3)) == []
    assert "hollow" not in "".join(note for _, note, _ in _charts(*signed))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_note_prints_as_it_was_typed(text: str) -> None:
    """Markup in notes of a sheet and of an assessment stands there as text; a missing assessor is said."""
    sheet = FrameworkSheet(title=text, edition="1", lines=(line(1, note=text),))
    found = AssessmentsReport(**ABOUT, assessments=(assessment(None, note=text, assessors=""),))
    assert squeezed(text_of(write_pdf(sheet_pages(SheetReport(**ABOUT, sheets=(sheet,)))))).count(squeezed(text)) >= 2
    printed = text_of(write_pdf(assessments_pages(found)))
    assert squeezed(text) in squeezed(printed)
    assert "not recorded" in printed


def test_tables_within_tables_keep_what_they_belong_to() -> None:
    """In the tables for CSV a line names the framework it stands in; the JSON holds the same, nested."""
    sheet = FrameworkSheet(title="Invented framework", edition="1", lines=(line(1),))
    report = SheetReport(**ABOUT, sheets=(sheet,))
    (row,) = report_tables(report)["sheets.lines"]
    assert row["sheets.title"] == "Invented framework"
    assert row["title"].startswith("Competency 1:")
    assert row["day"] == "2026-09-04"
    assert '"day": "2026-09-04"' in report_json(report)
