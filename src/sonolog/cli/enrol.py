"""``sonolog enrol``: start on a framework."""

from __future__ import annotations

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.completion_values import complete_framework, complete_region
from sonolog.cli.opening import opened_or_made
from sonolog.cli.options import Request
from sonolog.cli.typed_words import assignments


@click.command(
    "enrol",
    cls=Command,
    examples=[
        "sonolog enrol rcr-msk --date 2026-09-01",
        "sonolog enrol case-pgc-msk --scope shoulder --scope knee",
        "sonolog framework list                    # what there is",
    ],
)
@click.argument("framework", shell_complete=complete_framework)
@click.option("--date", "day", metavar="DATE", default="", help="The first day; today, if not said.")
@click.option(
    "--scope",
    "regions",
    metavar="REGION",
    multiple=True,
    shell_complete=complete_region,
    help="A region of the learning agreement; may be said several times.",
)
@click.option("--fact", "facts", metavar="NAME=VALUE", multiple=True, help="An answer to a question of the framework.")
@pass_request
def command(request: Request, framework: str, day: str, regions: tuple[str, ...], facts: tuple[str, ...]) -> None:
    """Enrol the trainee on FRAMEWORK. Its text is kept with the logbook, so later editions change nothing.

    Scans logged before count as well, by the framework's own rules. One may be on several frameworks.
    """
    from sonolog.usecases.enrol import enrol

    scope = [region.strip() for one in regions for region in one.split(",") if region.strip()]
    answers = assignments(facts, "sonolog enrol")
    with opened_or_made(request) as logbook:
        on = enrol(logbook, framework, trainee=request.trainee, day=day, scope=scope, facts=answers)
    if request.json:
        request.out.json(
            {
                "id": on.id,
                "framework": on.framework,
                "edition": on.edition,
                "title": on.title,
                "date": on.day.isoformat(),
                "warning": on.warning,
            }
        )
    else:
        request.out.lines([on.id])
    diagnostics.note(f"Enrolled on {on.title}, edition {on.edition}, from {on.day.isoformat()}.")
    if on.warning:
        diagnostics.warning(on.warning)
