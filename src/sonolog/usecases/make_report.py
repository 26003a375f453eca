"""Make a report: its pages as a PDF that carries its evidence, or its data as JSON or CSV."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from sonolog.reports.report import Evidence, Tell, unheard
from sonolog.reports.style import PaperName
from sonolog.settings import read_settings
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.report_asked import Asked, AskedRefused
from sonolog.usecases.report_evidence import Printed, report_evidence
from sonolog.usecases.report_kinds import REPORTS
from sonolog.usecases.written_file import refuse_existing, write_file

FormatName = Literal["pdf", "json", "csv"]
FORMATS: tuple[FormatName, ...] = get_args(FormatName)
_CHECKING = "Reading the records and checking their signatures"


def make_report(  # noqa: PLR0913  (each says something else about the file)
    logbook: Logbook,
    trainee: str,
    kind: str,
    path: Path,
    *,
    as_of: date | None = None,
    asked: Asked | None = None,
    paper: PaperName = "a4",
    form: FormatName = "pdf",
    replace: bool = False,
) -> Path:
    """Write a report as of the end of a day (today, if not said) to ``path`` and return it.

    The same objects, day and ``asked`` give the same bytes.

    Raises:
        AskedRefused: the report does not look at something that is asked for.
        NotEnrolled: a scope card of somebody on no framework.
        FileNotWritten: the file is there already (without ``replace``), or cannot be made.
    """
    refuse_existing(path, replace=replace)
    return write_file(path, report_bytes(logbook, trainee, kind, as_of=as_of, asked=asked, paper=paper, form=form))


def report_bytes(  # noqa: PLR0913  (likewise)
    logbook: Logbook,
    trainee: str,
    kind: str,
    *,
    as_of: date | None = None,
    asked: Asked | None = None,
    paper: PaperName = "a4",
    form: FormatName = "pdf",
    tell: Tell = unheard,
) -> bytes:
    """Return the file of a report; see :func:`make_report`.  ``tell`` hears what is being done; it may raise."""
    asked, day, logbook = asked or Asked(), as_of or logbook.today, logbook.handing_in()
    _refuse_unseen(kind, asked)
    if form == "pdf":
        return report_pdf(logbook, trainee, kind, as_of=day, asked=asked, paper=paper, tell=tell)
    report = REPORTS[kind]
    tell(_CHECKING)
    return report_data(report.model(logbook, trainee, day, asked, None), form, report.table)


def report_pdf(  # noqa: PLR0913  (likewise)
    logbook: Logbook,
    trainee: str,
    kind: str,
    *,
    as_of: date,
    asked: Asked,
    paper: PaperName,
    evidence: Evidence | None = None,
    tell: Tell = unheard,
) -> bytes:
    """Return a report as PDF with its evidence, gathered now unless it is given; ``tell`` hears what is being done."""
    from sonolog.reports.pdf import write_pdf

    font = read_settings(logbook.home)[0].font_file
    printed = Printed(kind=kind, trainee=trainee, as_of=as_of, paper=paper, asked=asked, font=font)
    report = REPORTS[kind]
    with logbook.handing_in().reading_once() as once:  # the pages and their evidence are of one moment
        tell("Gathering its evidence")
        evidence = evidence or report_evidence(once, printed)
        tell(_CHECKING)
        model = report.model(once, trainee, as_of, asked, evidence)
    return write_pdf(report.pages(model), paper=paper, font=font, tell=tell)


def report_data(model: Any, form: FormatName, table: str) -> bytes:
    """Return a report's data as JSON, or ``table`` of it as CSV.

    Without ``table`` the CSV holds all its tables, and each row says first of which it is.
    """
    from sonolog.exchange.csv_text import csv_text
    from sonolog.reports.data import report_json, report_tables
    from sonolog.reports.model import Grid

    if form == "json":
        return report_json(model).encode()
    tables = report_tables(model)
    if table:
        grid = getattr(model, table)
        rows = tables.get(table, [])
        headings = list(grid.names if isinstance(grid, Grid) else dict.fromkeys(name for row in rows for name in row))
        return csv_text(headings, ([row.get(name, "") for name in headings] for row in rows)).encode("utf-8-sig")
    headings = ["table", *dict.fromkeys(name for rows in tables.values() for row in rows for name in row)]
    lines = ([name, *(row.get(one, "") for one in headings[1:])] for name, rows in tables.items() for row in rows)
    return csv_text(headings, lines).encode("utf-8-sig")


def _refuse_unseen(kind: str, asked: Asked) -> None:
    """Refuse what the report does not look at: one that left it out silently would show more than was asked for."""
    unseen = sorted(set(asked.told()) - set(REPORTS[kind].takes))
    if unseen:
        takes = ", ".join(REPORTS[kind].takes) or "nothing but the day"
        raise AskedRefused(
            f"The {REPORTS[kind].title.lower()} does not look at {', '.join(unseen)}.", hint=f"It takes {takes}."
        )
