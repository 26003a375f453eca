"""``sonolog request``: ask somebody for signatures by a file."""

from __future__ import annotations

from pathlib import Path

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.opening import opened
from sonolog.cli.options import Request
from sonolog.domain.text import counted


@click.command(
    "request",
    cls=Command,
    examples=['sonolog request --to "Sam Supervisor"', "sonolog request --to sam /media/stick/for-sam.slb"],
)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--to", metavar="PERSON", required=True, help="Who is asked.")
@pass_request
def command(request: Request, file: Path | None, to: str) -> None:
    """Write what waits for PERSON to a file that they open on their own computer, and print its path.

    The file holds the records submitted to them and what is needed to judge these; no patient can be told from
    it, so e-mail or a memory stick will do. They answer with: sonolog open FILE.
    """
    from sonolog.usecases.request import request as ask

    with opened(request) as logbook:
        sent = ask(logbook, to, file, trainee=request.trainee)
    if request.json:
        request.out.json({"file": str(sent.path), "to": sent.to, "records": sent.count})
    else:
        request.out.lines([str(sent.path)])
    diagnostics.note(
        f"It asks {sent.to} for {counted(sent.count, 'signature')}. They run: sonolog open {sent.path.name}"
    )
