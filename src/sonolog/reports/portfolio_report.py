"""A portfolio laid out: the other reports as parts of one, with contents and one file of evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sonolog.reports.assessments_report import AssessmentsReport, assessments_pages
from sonolog.reports.logbook_report import LogbookReport, logbook_pages
from sonolog.reports.matrix_report import MatrixReport, matrix_pages
from sonolog.reports.model import ReportModel, laid_out, signed_section
from sonolog.reports.placement_report import PlacementReport, placement_pages
from sonolog.reports.progress_pages import in_short, progress_pages
from sonolog.reports.progress_report import ProgressReport
from sonolog.reports.report import Fact, Report, Section, SignOff
from sonolog.reports.scope_card import ScopeCard, scope_pages
from sonolog.reports.sheet_report import SheetReport, sheet_pages


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioReport(ReportModel):
    """The parts chosen, in this order; None for one left out."""

    logged: int = 0
    """Scans logged in all."""
    signed: int = 0
    """Of those, how many carry a sign-off in force."""
    progress: ProgressReport | None = None
    logbook: LogbookReport | None = None
    matrix: MatrixReport | None = None
    sheet: SheetReport | None = None
    assessments: AssessmentsReport | None = None
    placement: PlacementReport | None = None
    scope: ScopeCard | None = None
    sign_offs: tuple[SignOff, ...] = ()
    """Of the records shown."""


def portfolio_pages(report: PortfolioReport) -> Report:
    """Return the portfolio with its parts; what stands first is said once, and so are signatures, at the end."""
    lead = in_short(report.progress) if report.progress is not None else ()
    parts = tuple(_unsigned(part, lead) for part in _parts(report))
    facts = (
        Fact("Parts", str(len(parts))),
        Fact("Scans logged", str(report.logged)),
        Fact("Scans signed", str(report.signed)),
    )
    sections = (signed_section(report.sign_offs, "what is shown"),)
    note = " · ".join(part.kind for part in parts)
    return replace(laid_out(report, "Portfolio", facts, sections, note), lead=lead, parts=parts)


def _parts(report: PortfolioReport) -> Iterator[Report]:
    if report.progress is not None:
        yield progress_pages(report.progress)
    if report.logbook is not None:
        yield logbook_pages(report.logbook)
    if report.matrix is not None:
        yield matrix_pages(report.matrix)
    if report.sheet is not None:
        yield sheet_pages(report.sheet)
    if report.assessments is not None:
        yield assessments_pages(report.assessments)
    if report.placement is not None:
        yield placement_pages(report.placement)
    if report.scope is not None:
        yield scope_pages(report.scope)


def _unsigned(part: Report, said: Sequence[Section]) -> Report:
    """Return a part without its signatures, and without what the whole report ``said`` before."""
    return replace(part, sections=tuple(one for one in part.sections if not one.is_signatures and one not in said))
