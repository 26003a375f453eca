"""``sonolog destroy``: destroy everything one owns on this computer, for good."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.layout import Column
from sonolog.cli.opening import opened
from sonolog.cli.options import Request
from sonolog.domain.text import counted
from sonolog.errors import Exit

if TYPE_CHECKING:
    from sonolog.usecases.destroy import Destroyed, Estate
    from sonolog.usecases.destroy_in_department import HeldThere


@click.command(
    "destroy",
    cls=Command,
    examples=[
        "sonolog destroy --dry-run                   # what there is, and where",
        "sonolog destroy                             # asks for your name",
        'sonolog --logbook demo.db destroy --only-logbook --name "Tess Trainee"',
    ],
)
@click.option("--only-logbook", is_flag=True, help="Only the logbook and its copies; your keys and settings stay.")
@click.option("--dry-run", is_flag=True, help="Only say what there is.")
@click.option("--name", metavar="NAME", help="Your name, as the answer to the question; --yes is none.")
@pass_request
def command(request: Request, *, only_logbook: bool, dry_run: bool, name: str | None) -> int:
    """Destroy everything you own here: logbook, copies, keys, backups, unfinished forms, frameworks, settings.

    Every file is listed with its size first, and nothing is touched until your name is typed. This cannot be undone,
    and there is no backup afterwards: sonolog export writes everything to a folder before. What others have, they keep.

    With the address of a department, its server takes away for good what you wrote in your own logbook there and nobody
    signed, which you sign with your key; the rest is a lead's to take away (sonolog redact). Then everything on this
    computer goes.
    """
    from sonolog.usecases.destroy import CANNOT, destroy, what_there_is, what_there_is_now

    estate = what_there_is(request.logbook, request.home, only_logbook=only_logbook)
    held = _held_there(request) if estate.is_department else None
    if not request.json:
        _list(request, estate)
    if held is not None:
        _tell_held(held)
    diagnostics.note(CANNOT)
    if dry_run:
        return _told(request, estate, None, held)
    asked = f"To destroy all of this for good, type “{estate.name}”:"
    typed = name if name is not None else diagnostics.ask(asked, flag="--name NAME")
    if held is not None and held.own:
        held = _taken_away(request, estate, typed)
        estate = what_there_is_now(estate, request.logbook, request.home)
    return _told(request, estate, destroy(estate, typed), held)


def _held_there(request: Request) -> HeldThere:
    from sonolog.usecases.destroy_in_department import held_there

    with opened(request) as logbook:
        return held_there(logbook)


def _tell_held(held: HeldThere) -> None:
    from sonolog.usecases.destroy import ON_THE_SERVER
    from sonolog.usecases.destroy_in_department import held_words

    diagnostics.note(held_words(held))
    diagnostics.note(ON_THE_SERVER)


def _taken_away(request: Request, estate: Estate, typed: str) -> HeldThere:
    """Take away on the server what is one's own, and return what there is now, with how much that was."""
    from sonolog.cli.signing_key import open_key_for
    from sonolog.usecases.destroy import require_name
    from sonolog.usecases.destroy_in_department import held_there, take_away

    require_name(estate, typed)
    with opened(request) as logbook:
        count = take_away(logbook, open_key_for(request, logbook))
        diagnostics.note(f"Taken away in the department: the texts of {counted(count, 'record')}.")
        return replace(held_there(logbook), taken=count)


def _list(request: Request, estate: Estate) -> None:
    rows = [(one.what, f"{one.size:,}", str(one.path)) for one in estate.files]
    request.out.table(("What", "Bytes", Column("File")), rows)
    diagnostics.note(f"{counted(len(estate.files), 'file')}, {estate.size:,} bytes.")
    for one in estate.files:
        if one.is_shared:
            diagnostics.warning(f"{one.path} has another name elsewhere, under which it stays.")
    for path in estate.strangers:
        diagnostics.warning(f"{path} stays: others may read it, so this program did not make it.")


def _told(request: Request, estate: Estate, done: Destroyed | None, held: HeldThere | None) -> int:
    remaining = done.remaining if done is not None else ()
    if request.json:
        files = [{"path": str(one.path), "bytes": one.size, "what": one.what} for one in estate.files]
        told = [{"path": str(path), "why": why} for path, why in remaining]
        there = {"own": held.own, "led": held.led, "taken": held.taken} if held is not None else None
        said = {"name": estate.name, "files": files, "destroyed": done.count if done else 0, "remaining": told}
        request.out.json(said | {"department": there})
    for path, why in remaining:
        diagnostics.warning(f"{path} is still there: {why}.")
    if done is not None:
        diagnostics.note(f"Destroyed: {counted(done.count, 'file')} of {len(estate.files)}.")
    return int(Exit.IO if remaining else Exit.DONE)
