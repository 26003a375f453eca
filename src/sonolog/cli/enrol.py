"""``sonolog enrol``: start on a framework, or go on to another edition of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.completion_values import complete_framework
from sonolog.cli.enrolment_options import scope_and_facts
from sonolog.cli.errors import WrongUsage
from sonolog.cli.opening import opened, opened_or_made
from sonolog.cli.options import Request
from sonolog.cli.typed_words import assignments, listed_words

if TYPE_CHECKING:
    from sonolog.usecases.enrol import EnrolledOn


@click.command(
    "enrol",
    cls=Command,
    examples=[
        "sonolog enrol rcr-msk --date 2026-09-01",
        "sonolog enrol case-pgc-msk --scope shoulder --scope knee",
        "sonolog enrol ours@2027 --move            # go on to another edition",
        "sonolog framework list                    # what there is",
    ],
)
@click.argument("framework", shell_complete=complete_framework)
@click.option("--date", "day", metavar="DATE", default="", help="The first day; today, if not said.")
@scope_and_facts
@click.option("--move", "moving", is_flag=True, help="Go on to this edition from the one you are on.")
@click.option("--preview", is_flag=True, help="With --move: only show what would change.")
@pass_request
def command(
    request: Request,
    framework: str,
    day: str,
    regions: tuple[str, ...],
    facts: tuple[str, ...],
    *,
    moving: bool,
    preview: bool,
) -> None:
    """Enrol the trainee on FRAMEWORK. Its text is kept with the logbook, so later editions change nothing.

    Scans logged before count as well, by the framework's own rules. One may be on several frameworks. Say
    FRAMEWORK@EDITION for an edition other than the newest. --move shows what would stand otherwise under the
    other edition, and asks before it moves.
    """
    scope, answers = listed_words(regions), assignments(facts, "sonolog enrol")
    if moving:
        if day:
            raise WrongUsage("--move takes place today: leave --date out.", "sonolog enrol")
        from sonolog.cli.moving import move

        with opened(request) as logbook:
            on = move(request, logbook, framework, scope=scope, facts=answers, preview=preview)
    elif preview:
        raise WrongUsage("--preview goes with --move.", "sonolog enrol")
    else:
        from sonolog.usecases.enrol import enrol

        with opened_or_made(request) as logbook:
            on = enrol(logbook, framework, trainee=request.trainee, day=day, scope=scope, facts=answers)
    if on is not None:
        _write(request, on)


def _write(request: Request, on: EnrolledOn) -> None:
    if request.json:
        request.out.json(
            {
                "id": on.id,
                "framework": on.framework,
                "edition": on.edition,
                "title": on.title,
                "date": on.day.isoformat(),
                "warning": on.warning,
                "questions": [{"id": name, "title": title} for name, title in on.questions],
            }
        )
    else:
        request.out.lines([on.id])
    diagnostics.note(f"Enrolled on {on.title}, edition {on.edition}, from {on.day.isoformat()}.")
    for name, title in on.questions:
        diagnostics.note(f"Not answered: {title} (--fact {name}=…)")
    if on.warning:
        diagnostics.warning(on.warning)
