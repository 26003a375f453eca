"""``sonolog checkpoint``: note, as a witness, how far the logbook has come."""

from __future__ import annotations

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.opening import opened
from sonolog.cli.options import Request
from sonolog.domain.text import counted


@click.command("checkpoint", cls=Command, examples=['sonolog checkpoint --as "Lee Lead" --trainee "Tess Trainee"'])
@pass_request
def command(request: Request) -> None:
    """Sign what is there: how far every signer's statements about a trainee have come.

    Whatever is taken away afterwards shows, and whatever is there is proven to be no later. A lead does it once a
    month; anybody with another copy of the logbook may.
    """
    from sonolog.cli.signing_key import open_key_for
    from sonolog.usecases.vouch import checkpoint

    with opened(request) as logbook:
        count = checkpoint(logbook, key=open_key_for(request, logbook), trainee=request.trainee)
    if request.json:
        request.out.json({"chains": count})
    else:
        request.out.lines([counted(count, "chain")])
    diagnostics.note("Hand it to the trainee: sonolog respond. It stays in this logbook too.")
