"""``sonolog framework try``: what a framework would say about a logbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.completion_values import complete_framework
from sonolog.cli.enrolment_options import scope_and_facts
from sonolog.cli.opening import as_of_day, opened
from sonolog.cli.options import Request
from sonolog.cli.show_progress import progress_object, write_explanation, write_progress
from sonolog.cli.typed_words import assignments, listed_words

if TYPE_CHECKING:
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.try_framework import Supposed


@click.command(
    "try",
    cls=Command,
    examples=[
        "sonolog framework try ours.toml",
        "sonolog framework try ours.toml --logbook mine.db --why C-7K3M",
        "sonolog framework try case-pgc-msk --scope shoulder,knee --date 2026-01-01",
    ],
)
@click.argument("framework", metavar="FILE", shell_complete=complete_framework)
@click.option("--date", "day", metavar="DATE", help="As if enrolled since this day.")
@scope_and_facts
@click.option("--why", metavar="ID", help="Say for each requirement whether this record would count, and why not.")
@click.option("--parts", is_flag=True, help="List every part, also of a requirement that has many.")
@pass_request
def subcommand(
    request: Request,
    framework: str,
    day: str | None,
    regions: tuple[str, ...],
    facts: tuple[str, ...],
    why: str | None,
    *,
    parts: bool,
) -> None:
    """Show what a framework would say about your logbook, without enrolling. FILE may also be a known framework.

    It is judged as if you were enrolled since the first day on any framework, or else since your first entry.
    """
    from sonolog.usecases.people import the_trainee
    from sonolog.usecases.try_framework import try_framework, try_record

    answers = assignments(facts, "sonolog framework try")
    with opened(request) as logbook:
        supposed = _supposed(logbook, day, listed_words(regions), answers)
        as_of = as_of_day(request, logbook)
        if why is not None:
            write_explanation(request, try_record(logbook, why, framework, supposed=supposed, as_of=as_of))
            return
        trainee = the_trainee(logbook, request.trainee).id
        tried = try_framework(logbook, trainee, framework, supposed=supposed, as_of=as_of)
    if request.json:
        request.out.json({**progress_object(tried.progress, ids=False), "since": tried.since.isoformat()})
    else:
        write_progress(request, tried.progress, every_part=parts)
    diagnostics.note(f"As if enrolled since {tried.since.isoformat()}; nothing was stored.")
    for question in tried.unanswered:
        diagnostics.note(f"Not answered: {question.title} Say --fact {question.id}=…")


def _supposed(logbook: Logbook, day: str | None, scope: list[str], facts: dict[str, str]) -> Supposed:
    from sonolog.domain.when import read_day
    from sonolog.usecases.try_framework import Supposed

    return Supposed(read_day(day, logbook.today) if day else None, scope, facts)
