"""``sonolog framework new``: a commented template to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.options import Request


@click.command(
    "new",
    cls=Command,
    examples=["sonolog framework new ours.toml", 'sonolog framework new ours.toml --title "Our level 1"'],
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--title", metavar="TEXT", default="", help="What the framework is called.")
@pass_request
def subcommand(request: Request, file: Path, title: str) -> None:
    """Write a commented template of a framework to FILE, as a start for one of your own.

    It can be used as it stands: change a line, check it, and try it on your logbook. A file that is there already
    is only written over with --yes.
    """
    from sonolog.clock import today
    from sonolog.usecases.new_framework import new_framework

    begun = new_framework(file, today(request.clock), title=title, replace=request.yes)
    if request.json:
        request.out.json({"file": str(begun.path), "framework": begun.framework, "edition": begun.edition})
    else:
        request.out.lines([str(begun.path)])
    diagnostics.note(f"Wrote {begun.framework}, edition {begun.edition}. Next: sonolog framework check {begun.path}")
