"""``sonolog cohort``: every trainee by every stage, for leads."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.completion_values import complete_framework
from sonolog.cli.layout import Column
from sonolog.cli.opening import as_of_day, opened
from sonolog.cli.options import Request
from sonolog.domain.text import counted

if TYPE_CHECKING:
    from sonolog.usecases.cohort import Cohort
    from sonolog.usecases.cohort_words import CohortFormat

FORMATS = ("csv", "json", "pdf")
_BOARD = (
    Column("Trainee", cut=True),
    Column("Framework", cut=True),
    Column("There", right=True),
    Column("Waiting", right=True),
    Column("Stages"),
)
_BACKLOG = ("Waits for", Column("Records", right=True), Column("Trainees", right=True), "Oldest since")
_PLACES = (
    "Place",
    Column("Trainees", right=True),
    Column("Hours", right=True),
    Column("Scans", right=True),
    Column("Abnormal", right=True),
    "Pathology most seen",
)


@click.command(
    "cohort",
    cls=Command,
    examples=[
        "sonolog cohort                              # those furthest behind first",
        "sonolog cohort --framework rcr-msk --find tess",
        "sonolog cohort cohort.pdf",
        "sonolog cohort cohort.csv --framework rcr-msk",
        "sonolog cohort --json",
    ],
)
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--framework", metavar="FRAMEWORK", help="Only who follows this one.", shell_complete=complete_framework)
@click.option("--find", metavar="WORDS", help="Only those in whose name or framework every word occurs.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="How FILE is written; as its name ends, if not said."
)
@click.option("--anew", is_flag=True, help="Judge everybody anew instead of those alone who changed.")
@click.option("--replace", is_flag=True, help="Write over a file that is there already.")
@pass_request
def command(
    request: Request,
    file: Path | None,
    *,
    framework: str | None,
    find: str | None,
    form: CohortFormat | None,
    anew: bool,
    replace: bool,
) -> None:
    """Show every trainee by every stage, those furthest behind first.

    Below stand what waits for which supervisor, and hours and pathology by place. With FILE, write that as a table, as
    JSON or as a PDF. In a department it is for leads and auditors. What was made of a trainee is kept on this computer
    until something of theirs changes, or the day is another one.
    """
    from sonolog.usecases.cohort import cohort
    from sonolog.usecases.written_file import refuse_existing

    chosen = _format(file, form)
    if file is not None:
        refuse_existing(file, replace=replace or request.yes)
    with opened(request) as logbook:
        day = as_of_day(request, logbook)
        tell = partial(diagnostics.progress, what="trainees")
        told = cohort(logbook, framework=framework or "", words=find or "", as_of=day, anew=anew, tell=tell)
        diagnostics.progress_done()
    _warn(told)
    if file is not None:
        _write_file(request, told, file, chosen, replace=replace or request.yes)
    elif request.json or chosen == "json":
        from sonolog.usecases.cohort_words import cohort_object

        request.out.json(cohort_object(told))
    elif chosen == "csv":
        from sonolog.usecases.cohort_words import cohort_csv

        request.out.lines(cohort_csv(told).splitlines())
    else:
        write_board(request, told)


def _format(file: Path | None, form: CohortFormat | None) -> CohortFormat | None:
    """Return how the answer is written: as asked, or as the name of the file ends."""
    if form == "pdf" and file is None:
        from sonolog.cli.errors import WrongUsage

        raise WrongUsage("A PDF needs a file: sonolog cohort cohort.pdf.", "sonolog cohort")
    if form is not None or file is None:
        return form
    ending = file.suffix.lower().removeprefix(".")
    return next((one for one in ("csv", "json") if one == ending), "pdf")


def _warn(told: Cohort) -> None:
    from sonolog.usecases.cohort_words import unreadable_words

    unreadable = unreadable_words(told)
    if unreadable:
        diagnostics.warning(unreadable)


def _write_file(request: Request, told: Cohort, file: Path, form: CohortFormat | None, *, replace: bool) -> None:
    from sonolog.settings import read_settings
    from sonolog.usecases.cohort_words import write_cohort

    settings = read_settings(request.home)[0]
    written = write_cohort(told, file, form=form or "pdf", settings=settings, replace=replace)
    if request.json:
        request.out.json({"report": str(written)})
    else:
        request.out.lines([str(written)])
    diagnostics.note(f"Wrote the cohort: {counted(told.trainees, 'trainee')}.")


def write_board(request: Request, told: Cohort) -> None:
    """Write the board for people; under ``--plain`` one row a trainee and framework and nothing else."""
    request.out.table(_BOARD, _rows(told))
    if request.out.plain:
        return
    from sonolog.usecases.cohort_words import hours_words, pathology_words

    if told.backlog:
        request.out.lines([""])
        request.out.table(
            _BACKLOG, [(one.name, str(one.records), str(one.trainees), one.since) for one in told.backlog]
        )
    if told.places:
        request.out.lines([""])
        rows = [
            (
                one.site or "no place said",
                str(one.trainees),
                hours_words(one.minutes),
                str(one.scans),
                str(one.abnormal),
                pathology_words(one),
            )
            for one in told.places
        ]
        request.out.table(_PLACES, rows)
    diagnostics.note(f"{counted(told.trainees, 'trainee')}; {told.refreshed:,} judged anew.")


def _rows(told: Cohort) -> Iterator[tuple[str, ...]]:
    from sonolog.usecases.cohort_words import share_words, stages_words

    for one in told.rows:
        framework = one.following.framework if one.following is not None else ""
        yield one.name, framework, share_words(one), str(one.waiting), stages_words(one)
