"""``sonolog draw``: entries at random for an audit."""

from __future__ import annotations

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.completion_values import complete_framework
from sonolog.cli.opening import opened
from sonolog.cli.options import Request


@click.command(
    "draw",
    cls=Command,
    examples=[
        "sonolog draw my-department audit          # REQUIREMENT must ask for a draw",
        'sonolog sign ID --as "Lena Lead"          # it binds once a lead has signed it',
    ],
)
@click.argument("framework", shell_complete=complete_framework)
@click.argument("requirement")
@pass_request
def command(request: Request, framework: str, requirement: str) -> None:
    """Draw entries at random for REQUIREMENT of FRAMEWORK, and record which.

    The record is to be submitted and signed by a lead; only the first signed draw counts, so nobody can draw
    until the result pleases.
    """
    from sonolog.usecases.draw_entries import draw_entries
    from sonolog.usecases.people import the_trainee

    with opened(request) as logbook:
        drawn = draw_entries(logbook, the_trainee(logbook, request.trainee).id, framework, requirement)
    if request.json:
        request.out.json(
            {
                "id": drawn.id,
                "framework": drawn.framework,
                "requirement": drawn.requirement,
                "entries": list(drawn.entries),
                "labels": list(drawn.labels),
                "out_of": drawn.out_of,
            }
        )
    else:
        request.out.lines(drawn.labels)
    diagnostics.note(
        f"Drew {len(drawn.entries)} of {drawn.out_of}; the draw is record {drawn.id}. "
        "It counts once a lead has signed it: sonolog submit, then sonolog sign."
    )
