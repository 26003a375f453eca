"""``sonolog report``: write a report as a PDF, or its data as JSON or CSV."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Group, pass_request
from sonolog.cli.opening import as_of_day, opened
from sonolog.cli.options import Request
from sonolog.settings import PAPERS, read_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from sonolog.reports.style import PaperName
    from sonolog.usecases.make_report import FormatName

FORMATS = ("pdf", "json", "csv")
ROLES = ("performed", "assisted", "observed")
SUPERVISIONS = ("direct", "indirect", "remote", "none")
Function = TypeVar("Function", bound="Callable[..., object]")


@click.group(
    "report",
    cls=Group,
    examples=[
        "sonolog report progress progress.pdf",
        "sonolog report progress october.pdf --as-of 2026-10-31",
        "sonolog report logbook knees.pdf --region knee --supervision direct",
        "sonolog report scope scope.pdf",
        "sonolog report portfolio portfolio.pdf",
    ],
)
def command() -> None:
    """Write a report as a PDF, or its data. The same records and day give the same file, byte for byte."""


def _file(function: Function) -> Function:
    """Give a command the file, and how it is written."""
    for add in (
        click.option("--replace", is_flag=True, help="Write over a file that is there already."),
        click.option(
            "--format",
            "form",
            type=click.Choice(FORMATS),
            default="pdf",
            help="Data instead of pages; pdf if not said.",
        ),
        click.option("--paper", type=click.Choice(PAPERS), help="Size of the paper; that of the settings if not said."),
        click.argument("file", type=click.Path(dir_okay=False, path_type=Path)),
    ):
        function = add(function)
    return function


def _period(function: Function) -> Function:
    """Give a command the days asked for."""
    function = click.option("--until", metavar="DAY", help="Nothing after this day.")(function)
    return click.option("--since", metavar="DAY", help="Nothing before this day.")(function)


def _narrowed(function: Function) -> Function:
    """Give a command what narrows the scans down beside the days."""
    for add in (
        click.option("--supervision", type=click.Choice(SUPERVISIONS), help="Only scans supervised so."),
        click.option("--age-band", metavar="BAND", help="Only patients of this age: 0-17, 18-29, … 80+."),
        click.option("--role", type=click.Choice(ROLES), help="Only scans in this role."),
        click.option("--region", metavar="REGION", help="Only scans of this region."),
        click.option("--placement", metavar="SITE", help="Only scans of this placement."),
    ):
        function = add(function)
    return function


@command.command("progress", examples=["sonolog report progress progress.pdf --paper letter"])
@_file
@pass_request
def progress(request: Request, /, file: Path, **how: Any) -> None:
    """Write where you stand.

    Each framework stage by stage, charts, tables, what is open, and who signed.
    """
    _write(request, "progress", file, **how)


@command.command("scope", examples=["sonolog report scope scope.pdf"])
@_file
@pass_request
def scope(request: Request, /, file: Path, **how: Any) -> None:
    """Write the scope card: what you may do today, and what the next step asks for."""
    _write(request, "scope", file, **how)


@command.command(
    "logbook",
    examples=[
        "sonolog report logbook logbook.pdf",
        "sonolog report logbook autumn.pdf --since 1/9 --until 30/11 --region shoulder",
        "sonolog report logbook mine.pdf --columns date,case,scan,reflection,signed",
        "sonolog report logbook scans.csv --format csv",
    ],
)
@_file
@_period
@_narrowed
@click.option("--columns", metavar="A,B,…", help="date, case, scan, found, role, supervision, signed and every field.")
@pass_request
def logbook(request: Request, /, file: Path, **how: Any) -> None:
    """Write the scans, one a line, and who signed each.

    Texts of any length (note, reflection, indication) stand whole under their scan. The evidence in the PDF holds these
    scans and no others.
    """
    _write(request, "logbook", file, **how)


@command.command("matrix", examples=["sonolog report matrix matrix.pdf --since 1/9 --by procedure"])
@_file
@_period
@click.option("--by", type=click.Choice(("region", "procedure")), help="What stands in the lines; region if not said.")
@pass_request
def matrix(request: Request, /, file: Path, **how: Any) -> None:
    """Write how many scans of each region or procedure were supervised how, in the period and since the beginning."""
    _write(request, "matrix", file, **how)


@command.command("sheet", examples=["sonolog report sheet sheet.pdf"])
@_file
@pass_request
def sheet(request: Request, /, file: Path, **how: Any) -> None:
    """Write the competency sheet: every line of your frameworks, its level, who signed it and when."""
    _write(request, "sheet", file, **how)


@command.command("placement", examples=['sonolog report placement hours.pdf --placement "Example Hospital"'])
@_file
@click.option("--placement", metavar="SITE", help="Only this placement.")
@pass_request
def placement(request: Request, /, file: Path, **how: Any) -> None:
    """Write the hours of your placements week by week against the agreement, and the attendance."""
    _write(request, "placement", file, **how)


@command.command("assessments", examples=["sonolog report assessments assessments.pdf --since 1/9"])
@_file
@_period
@pass_request
def assessments(request: Request, /, file: Path, **how: Any) -> None:
    """Write every assessment with its outcome, level, assessor and note, and the trend."""
    _write(request, "assessments", file, **how)


@command.command(
    "portfolio",
    examples=["sonolog report portfolio portfolio.pdf", "sonolog report portfolio short.pdf --sections progress,sheet"],
)
@_file
@click.option("--sections", metavar="A,B,…", help="progress, logbook, matrix, sheet, assessments, placement, scope.")
@click.option("--columns", metavar="A,B,…", help="Columns of the logbook in it.")
@click.option("--by", type=click.Choice(("region", "procedure")), help="Lines of the matrix in it.")
@pass_request
def portfolio(request: Request, /, file: Path, **how: Any) -> None:
    """Write all reports as one PDF, with contents, page numbers and one file of evidence."""
    _write(request, "portfolio", file, **how)


def _write(
    request: Request,
    kind: str,
    file: Path,
    *,
    paper: PaperName | None,
    form: FormatName,
    replace: bool,
    **typed: str | None,
) -> None:
    """Write a report about the trainee and tell where it is."""
    from sonolog.usecases.make_report import make_report
    from sonolog.usecases.people import the_trainee
    from sonolog.usecases.report_asked import read_asked
    from sonolog.usecases.report_kinds import REPORTS

    with opened(request) as book:
        trainee = the_trainee(book, request.trainee).id
        asked = read_asked(book, trainee, {name: text for name, text in typed.items() if text is not None})
        written = make_report(
            book,
            trainee,
            kind,
            file,
            as_of=as_of_day(request, book),
            asked=asked,
            paper=paper or read_settings(request.home)[0].paper,
            form=form,
            replace=replace or request.yes,
        )
    if request.json:
        request.out.json({"report": str(written)})
    else:
        request.out.lines([str(written)])
    diagnostics.note(f"Wrote the {REPORTS[kind].called}.")
