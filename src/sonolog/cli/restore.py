"""``sonolog restore``: go back to a backup, and lose nothing by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.options import Request
from sonolog.domain.text import counted

if TYPE_CHECKING:
    from pathlib import Path

    from sonolog.usecases.absorb import Absorbed
    from sonolog.usecases.restore import Restored


@click.command(
    "restore",
    cls=Command,
    examples=[
        "sonolog backup --list",
        "sonolog restore 2026-11-20",
        "sonolog restore /media/stick/logbook.db --keep-newer",
    ],
)
@click.argument("backup", metavar="FILE")
@click.option("--keep-newer", is_flag=True, help="Also take in what the present file holds and the backup does not.")
@pass_request
def command(request: Request, backup: str, *, keep_newer: bool) -> None:
    """Put a backup in the place of the logbook; the present file is set aside beside it, never overwritten.

    FILE is a path, or the name of a backup of this home. It works where the present file is damaged or missing.
    Close the app in other windows first.
    """
    from sonolog.usecases.restore import restore

    done = restore(
        request.logbook,
        backup,
        home=request.home,
        clock=request.clock,
        allow_shared=request.allow_shared,
    )
    if not request.json:
        _tell(request, done)
    kept = None
    if done.aside is not None and done.newer and (keep_newer or _is_wanted(request, done)):
        kept = _keep(request, done.aside)
    if request.json:
        request.out.json(_object(done, kept))
    elif kept is not None:
        diagnostics.note(f"{counted(kept.new, 'newer object')} taken in from the file set aside.")
    elif done.newer:
        diagnostics.note(f"The file set aside holds {counted(done.newer, 'object')} more: sonolog absorb {done.aside}")


def _is_wanted(request: Request, done: Restored) -> bool:
    if request.json or not diagnostics.somebody_is_there():
        return False
    asked = f"The file set aside holds {counted(done.newer, 'newer object')}. Take them in as well?"
    return diagnostics.confirm(asked, default=False, yes=request.yes)


def _keep(request: Request, aside: Path) -> Absorbed:
    from sonolog.cli.opening import opened
    from sonolog.usecases.restore import keep_newer

    with opened(request) as logbook:
        return keep_newer(logbook, aside)


def _tell(request: Request, done: Restored) -> None:
    rows = [
        ("Logbook", str(done.path)),
        ("From", str(done.backup)),
        ("Set aside", str(done.aside or "nothing; there was no file")),
    ]
    request.out.record(rows)
    for told in done.missing:
        diagnostics.note(told)
    if done.redacted:
        diagnostics.note(f"{counted(done.redacted, 'text')} redacted since stays redacted.")
    for one in done.blocked:
        told = ", ".join(dict.fromkeys(f"{name}: {hit.reason} ({hit.masked})" for name, hit in one.hits))
        diagnostics.warning(f"A {one.what} was not kept, because it may identify a patient: {told}.")


def _object(done: Restored, kept: Absorbed | None) -> dict[str, object]:
    return {
        "logbook": str(done.path),
        "backup": str(done.backup),
        "set_aside": str(done.aside) if done.aside is not None else None,
        "missing": list(done.missing),
        "newer": done.newer,
        "kept": kept.new if kept is not None else 0,
        "redacted": done.redacted,
        "blocked": [
            {"digest": one.digest, "what": one.what, "fields": [name for name, _ in one.hits]} for one in done.blocked
        ],
    }
