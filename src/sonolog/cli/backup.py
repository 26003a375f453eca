"""``sonolog backup``: copy the logbook to a safe place."""

from __future__ import annotations

from pathlib import Path

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.opening import opened
from sonolog.cli.options import Request


@click.command("backup", cls=Command, examples=["sonolog backup", "sonolog backup /media/stick/logbook.db"])
@click.argument("file", required=False, type=click.Path(path_type=Path))
@pass_request
def command(request: Request, file: Path | None) -> None:
    """Copy the logbook to FILE, or into the folder of backups, and print where it is.

    The copy is made while the logbook may be in use, and checked before it gets its name. A backup is a
    logbook: open it with --logbook. Keys are not in it.
    """
    from sonolog.usecases.back_up import back_up

    with opened(request) as logbook:
        made = back_up(logbook, file)
    if request.json:
        request.out.json({"backup": str(made)})
    else:
        request.out.lines([str(made)])
    diagnostics.note("The copy was checked and is sound.")
