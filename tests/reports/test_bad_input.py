"""Whatever is in a logbook, every report of it is a readable PDF that holds all of it, each once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.faults.programme import Programme
from tests.hostile.strings import STRINGS
from tests.tui.made import make_logbook, opened

from sonolog.reports.assessments_report import AssessmentsReport, assessments_pages
from sonolog.reports.fonts import face
from sonolog.reports.lines import printable
from sonolog.reports.logbook_report import logbook_pages
from sonolog.reports.matrix_report import MatrixLine, MatrixReport, matrix_pages
from sonolog.reports.pdf import write_pdf
from sonolog.reports.placement_report import PlacementPart, PlacementReport, PlacementWeek, placement_pages
from sonolog.reports.progress_pages import progress_pages
from sonolog.reports.progress_report import Outstanding
from sonolog.reports.report import Report
from sonolog.reports.scope_card import PracticeLine, ScopeCard, scope_pages
from sonolog.reports.sheet_report import CompetencySheetLine, FrameworkSheet, SheetReport, sheet_pages
from sonolog.usecases.make_report import report_bytes
from sonolog.usecases.people import the_trainee
from sonolog.usecases.report_kinds import REPORTS

from .archives import structure_of
from .reading import squeezed, text_of
from .report_samples import ABOUT, logbook, scan
from .samples import EMPTY, TODAY
from .test_sheet_report import assessment, line

WORDS = " ".join(f"word{number}" for number in range(5_000))


def _placements(texts: tuple[str, ...]) -> Report:
    week = PlacementWeek(monday=date(2026, 3, 2), minutes=480, agreed_minutes=900, sessions=2, remark="short")
    shape = {"start": TODAY, "until": None, "minutes": 480, "attended": 2, "missed": 0, "short": 1, "weeks": (week,)}
    parts = tuple(PlacementPart(site=one, agreement="agreement signed", **shape) for one in texts)  # type: ignore[arg-type]
    return placement_pages(PlacementReport(**ABOUT, placements=parts))


def _matrix(texts: tuple[str, ...]) -> Report:
    ways = {"direct": 1, "indirect": 2, "remote": 0, "unsupervised": 0, "not_recorded": 0, "logged": 3, "signed": 1}
    return matrix_pages(
        MatrixReport(**ABOUT, lines=tuple(MatrixLine(span="cumulative", title=one, **ways) for one in texts))
    )


def _sheet(texts: tuple[str, ...]) -> Report:
    lines = tuple(replace(line(number), title=one) for number, one in enumerate(texts))
    return sheet_pages(SheetReport(**ABOUT, sheets=(FrameworkSheet(title="Invented", edition="1", lines=lines),)))


def _scope(texts: tuple[str, ...]) -> Report:
    lines = tuple(PracticeLine(one, "Invented", "Level 1", missing="4 open") for one in texts)
    return scope_pages(ScopeCard(trainee="Tess Trainee", as_of=TODAY, made_by="sonolog", not_yet=lines))


KINDS: dict[str, Callable[[tuple[str, ...]], Report]] = {
    "progress": lambda texts: progress_pages(replace(EMPTY, outstanding=tuple(map(Outstanding, texts)))),
    "logbook": lambda texts: logbook_pages(logbook(*(scan(at, found=one) for at, one in enumerate(texts)))),
    "matrix": _matrix,
    "sheet": _sheet,
    "placement": _placements,
    "assessments": lambda texts: assessments_pages(
        AssessmentsReport(**ABOUT, assessments=tuple(assessment(1, note=one) for one in texts))
    ),
    "scope": _scope,
}
"""Each report with some texts in it, one in each of its entries."""


@pytest.mark.parametrize("kind", KINDS)
def test_every_hostile_text_is_printed_whole(kind: str) -> None:
    """Five hundred texts made to break a program stand in each report as letters or code points, in their order."""
    words = squeezed(structure_of(write_pdf(KINDS[kind](STRINGS))).text)
    at = 0
    for text in STRINGS:
        shown = squeezed(printable(text.replace("\r", "\n"), face("regular").characters))
        found = words.find(shown, at)
        assert found >= 0, repr(text)
        at = found if kind == "matrix" else found + len(shown)


@pytest.mark.parametrize("kind", ["sheet", "assessments", "progress", "scope", "logbook"])
def test_five_thousand_words_print_in_any_report(kind: str) -> None:
    """A text of thirty pages' worth of one cell loses no word."""
    printed = text_of(write_pdf(KINDS[kind]((WORDS, "after")))).split()
    assert [one for one in printed if one.startswith("word")] == WORDS.split()


def test_two_hundred_lines_nobody_began_are_named_and_fill_no_pages() -> None:
    """Each is told once, with those of its region, on fewer pages than a table of dashes would take."""
    titles = [f"Region {number // 10}: image number {number} in two planes" for number in range(200)]
    empty = tuple(CompetencySheetLine(stage="Level 1", title=one) for one in titles)
    sheet = SheetReport(**ABOUT, sheets=(FrameworkSheet(title="Invented", edition="1", lines=empty),))
    pdf = write_pdf(sheet_pages(sheet))
    text = text_of(pdf)
    assert "Not put forward yet, 200 of 200" in text
    assert all(text.count(f"number {number} in") == 1 for number in range(200))
    assert "Page 1 of 2" in text


def test_a_scan_without_a_supervisor_says_nothing_it_does_not_know() -> None:
    """Nobody supervised, nobody signed: the row stands there, and the sign-offs say that there are none."""
    text = text_of(write_pdf(logbook_pages(logbook((*scan(1)[:4], "", ""), sign_offs=()))))
    assert "C-00001" in text
    assert "Nothing has been signed of these scans yet." in text


@pytest.mark.parametrize("kind", REPORTS)
def test_one_scan_makes_every_report(tmp_path: Path, kind: str) -> None:
    """The day after the first scan each report is there, and counts it."""
    make_logbook(tmp_path, scans=1)
    with opened(tmp_path) as book:
        text = text_of(report_bytes(book, the_trainee(book).id, kind))
    assert "Page 1 of" in text
    assert kind not in ("logbook", "matrix", "progress", "portfolio") or re_counts(text) == 1


def re_counts(text: str) -> int:
    """Return how many scans the first page says there are."""
    import re

    found = re.search(r"(?:Scans (?:listed|logged|in the period|since the beginning) ?)+.*?(\d+) ", text)
    return int(found[1]) if found else -1


def test_a_long_logbook_prints_every_row(programme: Programme) -> None:
    """Thirty thousand scans on a thousand pages, each once and in order; six hundred in the short programme."""
    rows: list[Any] = [scan(number) for number in range(programme.amount(600, 30_000))]
    printed = [word for word in text_of(write_pdf(logbook_pages(logbook(*rows)))).split() if word.startswith("C-")]
    assert printed == [row[1] for row in rows]
