"""The progress report of one trainee, as data."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sonolog.reports.from_progress import framework_lines, outstanding, scan_targets
from sonolog.reports.progress_report import FrameworkLines, Outstanding, ProgressReport
from sonolog.reports.report import Target
from sonolog.usecases.errors import NotEnrolled
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.report_asked import Asked
from sonolog.usecases.report_rows import opened_rows
from sonolog.usecases.show_progress import show_progress


def progress_report(
    logbook: Logbook, trainee: str, as_of: date, asked: Asked | None = None, declared: Collection[str] = ()
) -> ProgressReport:
    """Return everything the report says; ``declared`` is what its evidence leaves out on purpose.

    Without a framework the report shows the scans alone; it looks at nothing that is ``asked``.
    """
    del asked
    frameworks, missing, targets = _frameworks(logbook, trainee, as_of, declared)
    with opened_rows(logbook, trainee, as_of, declared) as (_, rows, about):
        days = rows.days
        return ProgressReport(
            **about,
            start=days[0] if days else None,
            until=days[-1] if days else None,
            frameworks=frameworks,
            outstanding=missing,
            cumulative=rows.cumulative(),
            targets=targets,
            regions=rows.regions(),
            placements=rows.placements(),
            courses=rows.courses(),
            assessments=rows.assessments(),
            sign_offs=rows.sign_offs(),
            confirmed=rows.confirmed(),
        )


def _frameworks(
    logbook: Logbook, trainee: str, as_of: date, declared: Collection[str]
) -> tuple[tuple[FrameworkLines, ...], tuple[Outstanding, ...], tuple[Target, ...]]:
    try:
        progress = show_progress(logbook, trainee, as_of=as_of, declared=declared)
    except NotEnrolled:
        return (), (), ()
    lines = tuple(framework_lines(one) for one in progress.frameworks)
    return lines, outstanding(progress), scan_targets(progress)
