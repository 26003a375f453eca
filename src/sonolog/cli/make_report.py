"""``sonolog report``: write a report as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Group, pass_request
from sonolog.cli.opening import as_of_day, opened
from sonolog.cli.options import Request

if TYPE_CHECKING:
    from sonolog.reports.style import PaperName

PAPERS = ("a4", "letter")


@click.group(
    "report",
    cls=Group,
    examples=[
        "sonolog report progress progress.pdf",
        "sonolog report progress october.pdf --as-of 2026-10-31",
    ],
)
def command() -> None:
    """Write a report as a PDF. The same records and day give the same file, byte for byte."""


@command.command("progress", examples=["sonolog report progress progress.pdf --paper letter"])
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--paper", type=click.Choice(PAPERS), default="a4", help="Size of the paper; a4 if not said.")
@click.option("--replace", is_flag=True, help="Write over a file that is there already.")
@pass_request
def progress(request: Request, file: Path, paper: PaperName, *, replace: bool) -> None:
    """Write where you stand.

    Each framework stage by stage, charts, tables, what is open, and who signed.
    """
    from sonolog.usecases.people import the_trainee
    from sonolog.usecases.report_progress import report_progress

    with opened(request) as logbook:
        written = report_progress(
            logbook,
            the_trainee(logbook, request.trainee).id,
            file,
            as_of=as_of_day(request, logbook),
            paper=paper,
            replace=replace or request.yes,
        )
    if request.json:
        request.out.json({"report": str(written)})
    else:
        request.out.lines([str(written)])
    diagnostics.note("Wrote the progress report.")
