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
    from collections.abc import Callable

    from sonolog.reports.style import PaperName

PAPERS = ("a4", "letter")


@click.group(
    "report",
    cls=Group,
    examples=[
        "sonolog report progress progress.pdf",
        "sonolog report progress october.pdf --as-of 2026-10-31",
        "sonolog report scope scope.pdf",
    ],
)
def command() -> None:
    """Write a report as a PDF. The same records and day give the same file, byte for byte."""


_file = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
_paper = click.option("--paper", type=click.Choice(PAPERS), default="a4", help="Size of the paper; a4 if not said.")
_replace = click.option("--replace", is_flag=True, help="Write over a file that is there already.")


@command.command("progress", examples=["sonolog report progress progress.pdf --paper letter"])
@_file
@_paper
@_replace
@pass_request
def progress(request: Request, file: Path, paper: PaperName, *, replace: bool) -> None:
    """Write where you stand.

    Each framework stage by stage, charts, tables, what is open, and who signed.
    """
    from sonolog.usecases.report_progress import report_progress

    _write(request, report_progress, "progress report", file, paper=paper, replace=replace)


@command.command("scope", examples=["sonolog report scope scope.pdf"])
@_file
@_paper
@_replace
@pass_request
def scope(request: Request, file: Path, paper: PaperName, *, replace: bool) -> None:
    """Write the scope card: what you may do today, and what the next step asks for."""
    from sonolog.usecases.report_scope import report_scope

    _write(request, report_scope, "scope card", file, paper=paper, replace=replace)


def _write(
    request: Request, make: Callable[..., Path], name: str, file: Path, *, paper: PaperName, replace: bool
) -> None:
    """Write a report about the trainee and tell where it is."""
    from sonolog.usecases.people import the_trainee

    with opened(request) as logbook:
        trainee = the_trainee(logbook, request.trainee).id
        as_of = as_of_day(request, logbook)
        written = make(logbook, trainee, file, as_of=as_of, paper=paper, replace=replace or request.yes)
    if request.json:
        request.out.json({"report": str(written)})
    else:
        request.out.lines([str(written)])
    diagnostics.note(f"Wrote the {name}.")
