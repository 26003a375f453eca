"""``sonolog backup``: copy the logbook to a safe place."""

from __future__ import annotations

from pathlib import Path

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.opening import opened
from sonolog.cli.options import Request


@click.command(
    "backup",
    cls=Command,
    examples=["sonolog backup", "sonolog backup /media/stick/logbook.db", "sonolog backup --list"],
)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--list", "listing", is_flag=True, help="Make none: list those of this home.")
@pass_request
def command(request: Request, file: Path | None, *, listing: bool) -> None:
    """Copy the logbook to FILE, or into the folder of backups, and print where it is.

    The copy is made while the logbook may be in use, and checked before it gets its name. A backup is a
    logbook: open it with --logbook, go back to it with sonolog restore. Keys are not in it.
    """
    if listing:
        _list(request)
        return
    from sonolog.usecases.back_up import back_up

    with opened(request) as logbook:
        made = back_up(logbook, file)
    if request.json:
        request.out.json({"backup": str(made)})
    else:
        request.out.lines([str(made)])
    diagnostics.note("The copy was checked and is sound.")


def _list(request: Request) -> None:
    """List the backups of every logbook of this home: one that is damaged cannot say which are its own."""
    from sonolog.usecases.list_backups import list_backups

    found = list_backups(request.home)
    if request.json:
        rows = [{"file": str(one.path), "when": one.when, "bytes": one.size, "why": one.why} for one in found]
        request.out.json({"backups": rows})
        return
    shown = [(one.path.stem, one.when, f"{one.size / 1e6:.1f} MB", one.why) for one in found]
    request.out.table(("Name", "When", "Size", "Why"), shown)
    diagnostics.note(f"In {request.home.backups}. Go back to one: sonolog restore NAME")
