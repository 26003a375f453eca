"""``sonolog submit``: ask for sign-off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.errors import WrongUsage
from sonolog.cli.opening import opened
from sonolog.cli.options import Request
from sonolog.cli.record_list import IN_A_TERMINAL, titled, typed_id, write_records
from sonolog.cli.typed_words import require_one_of
from sonolog.domain.text import counted

if TYPE_CHECKING:
    from sonolog.usecases.logbook import Logbook


@click.command(
    "submit",
    cls=Command,
    examples=[
        "sonolog submit C-7K3M",
        'sonolog submit --all --to "Sam Supervisor"',
        "sonolog submit --all --passphrase-fd 3 3<words.txt",
    ],
)
@click.argument("records", metavar="[ID]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Everything that is not submitted yet, or amended.")
@click.option("--to", metavar="PERSON", help="Who is asked; else the person each record names.")
@pass_request
def command(request: Request, records: tuple[str, ...], *, everything: bool, to: str | None) -> None:
    """Ask for sign-off: you sign that the records are yours and true, and the supervisor finds them waiting.

    The first time a signing key is made for you. Submitted records cannot be amended until they are
    recalled, returned or signed.
    """
    from sonolog.cli.signing_key import open_key_for
    from sonolog.usecases.submit import submit

    with opened(request) as logbook:
        if not records and not everything:
            everything = _asked_for_everything(request, logbook)
        require_one_of(records, everything=everything, command="sonolog submit")
        _require_known(logbook, records, to)
        done = submit(logbook, None if everything else records, key=open_key_for(request, logbook), to=to)
    write_records(request, done.items, to=list(done.to))
    whom = f" to {' and '.join(done.to)}" if done.to else ""
    diagnostics.note(f"Submitted {counted(done.count, 'record')}{whom}.")


def _asked_for_everything(request: Request, logbook: Logbook) -> bool:
    """Show what could be submitted to somebody at a terminal, and ask."""
    if not diagnostics.somebody_is_there():
        return False
    from sonolog.usecases.errors import NothingToDo
    from sonolog.usecases.people import the_trainee
    from sonolog.usecases.submit import submittable

    found = submittable(logbook, the_trainee(logbook).id)
    if not found:
        raise NothingToDo("Nothing is waiting to be submitted.")
    for one in found[:IN_A_TERMINAL]:
        what = titled(one.kind, one.kind_title, one.label)
        diagnostics.note(f"  {typed_id(one.kind, one.label, one.id):<9}  {one.day or ''!s:<10}  {what}")
    if len(found) > IN_A_TERMINAL:
        diagnostics.note(f"  and {len(found) - IN_A_TERMINAL} more")
    if not diagnostics.confirm(f"Submit {counted(len(found), 'record')}?", default=True, yes=request.yes):
        raise WrongUsage("Nothing was submitted.", "sonolog submit")
    return True


def _require_known(logbook: Logbook, records: tuple[str, ...], to: str | None) -> None:
    """Refuse what nobody knows before a passphrase is asked for."""
    from sonolog.usecases.people import find_person
    from sonolog.usecases.show_record import show_record

    for record in records:
        show_record(logbook, record)
    if to is not None:
        find_person(logbook, to)
