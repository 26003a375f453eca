"""``sonolog respond``: answer a request with a file."""

from __future__ import annotations

from pathlib import Path

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.opening import opened
from sonolog.cli.options import Request
from sonolog.domain.text import counted


@click.command(
    "respond", cls=Command, examples=["sonolog respond", 'sonolog respond --trainee "Tess Trainee" tess.slb']
)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@pass_request
def command(request: Request, file: Path | None) -> None:
    """Write all you have signed and returned of a trainee to a file for them, and print its path.

    The trainee takes it in with: sonolog absorb FILE. Sending it twice, or late, does no harm.
    """
    from sonolog.usecases.request import respond

    with opened(request) as logbook:
        sent = respond(logbook, file, trainee=request.trainee)
    if request.json:
        request.out.json({"file": str(sent.path), "to": sent.to, "statements": sent.count})
    else:
        request.out.lines([str(sent.path)])
    diagnostics.note(f"It holds {counted(sent.count, 'statement')}. {sent.to} runs: sonolog absorb {sent.path.name}")
