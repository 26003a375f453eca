"""``sonolog undo``: take back the last change."""

from __future__ import annotations

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.opening import opened
from sonolog.cli.options import Request


@click.command("undo", cls=Command, examples=["sonolog undo", "sonolog undo --json"])
@pass_request
def command(request: Request) -> None:
    """Take back the last change you made on this machine, and say what that did.

    Nothing is destroyed: a scan just logged is withdrawn, an amendment is followed by a version that says
    what the one before said, a submission is recalled. What was signed is not undone but revoked.
    """
    from sonolog.usecases.undo import undo, what_undo_does

    with opened(request) as logbook:
        key = None
        if (plan := what_undo_does(logbook)).needs_key:
            from sonolog.cli.signing_key import open_key_for

            diagnostics.note(f"After this, {plan.sentence}")
            key = open_key_for(request, logbook)
        done = undo(logbook, key=key)
    if request.json:
        request.out.json({"undone": done})
    else:
        request.out.lines([done])
