"""Write the progress report of one trainee as PDF."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace as replace_in
from datetime import date
from pathlib import Path

from sonolog import __version__
from sonolog.reports.from_progress import framework_lines, outstanding, scan_targets
from sonolog.reports.pdf import write_progress_pdf
from sonolog.reports.progress_report import FrameworkLines, Outstanding, ProgressReport
from sonolog.reports.report import Evidence, Target
from sonolog.reports.style import PaperName
from sonolog.store.people import person_row
from sonolog.usecases.errors import NotEnrolled
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.programme import trust_of
from sonolog.usecases.report_evidence import Printed, report_evidence
from sonolog.usecases.report_rows import ReportRows
from sonolog.usecases.show_progress import show_progress
from sonolog.usecases.trusted_evidence import trusted_evidence
from sonolog.usecases.written_file import refuse_existing, write_file


def report_progress(
    logbook: Logbook,
    trainee: str,
    path: Path,
    *,
    as_of: date | None = None,
    paper: PaperName = "a4",
    replace: bool = False,
) -> Path:
    """Write the report as of the end of a day (today, if not said) to ``path`` and return it.

    The same objects and day give the same bytes.  Without a framework the report shows the scans alone.

    Raises:
        FileNotWritten: the file is there already (without ``replace``), or cannot be made.
    """
    refuse_existing(path, replace=replace)
    return write_file(path, progress_pdf(logbook, trainee, as_of=as_of, paper=paper))


def progress_pdf(
    logbook: Logbook,
    trainee: str,
    *,
    as_of: date | None = None,
    paper: PaperName = "a4",
    evidence: Evidence | None = None,
) -> bytes:
    """Return the report as PDF with its evidence, gathered now unless it is given; see :func:`report_progress`."""
    day = as_of or logbook.today
    printed = Printed(kind="progress", trainee=trainee, as_of=day, paper=paper)
    evidence = evidence or report_evidence(logbook, printed)
    report = replace_in(progress_report(logbook, trainee, day, declared=evidence.left_out), evidence=evidence)
    return write_progress_pdf(report, paper=paper)


def progress_report(logbook: Logbook, trainee: str, as_of: date, *, declared: Collection[str] = ()) -> ProgressReport:
    """Return everything the report says; ``declared`` is what its evidence leaves out on purpose."""
    frameworks, missing, targets = _frameworks(logbook, trainee, as_of)
    with logbook.reading() as connection:
        person = person_row(connection, trainee)
        trust = trust_of(connection, logbook.home)
        rows = ReportRows(connection, trusted_evidence(connection, logbook.home, trainee, as_of), trust, declared)
        register = (person.register_body, person.register_number) if person else ()
        days = rows.days
        return ProgressReport(
            trainee=person.name if person else "",
            as_of=as_of,
            made_by=f"sonolog {__version__}",
            register=" ".join(part for part in register if part),
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
    logbook: Logbook, trainee: str, as_of: date
) -> tuple[tuple[FrameworkLines, ...], tuple[Outstanding, ...], tuple[Target, ...]]:
    try:
        progress = show_progress(logbook, trainee, as_of=as_of)
    except NotEnrolled:
        return (), (), ()
    lines = tuple(framework_lines(one) for one in progress.frameworks)
    return lines, outstanding(progress), scan_targets(progress)
