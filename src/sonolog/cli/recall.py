"""``sonolog recall``: take a submission back before it is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.opening import opened
from sonolog.cli.options import Request
from sonolog.cli.record_list import write_records
from sonolog.cli.typed_words import require_one_of
from sonolog.domain.text import counted

if TYPE_CHECKING:
    from sonolog.usecases.logbook import Logbook


@click.command(
    "recall",
    cls=Command,
    examples=["sonolog recall C-7K3M", "sonolog recall --all --passphrase-fd 3 3<words.txt"],
)
@click.argument("records", metavar="[ID]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every scan that waits for a signature.")
@pass_request
def command(request: Request, records: tuple[str, ...], *, everything: bool) -> None:
    """Take submissions back before they are signed, so that they can be amended."""
    require_one_of(records, everything=everything, command="sonolog recall")
    from sonolog.cli.signing_key import open_key_for
    from sonolog.usecases.recall import recall
    from sonolog.usecases.show_record import show_record

    with opened(request) as logbook:
        meant = _waiting(logbook) if everything else records
        for record in records:
            show_record(logbook, record)
        recalled = recall(logbook, meant, key=open_key_for(request, logbook))
    write_records(request, recalled)
    diagnostics.note(f"Recalled {counted(len(recalled), 'record')}.")


def _waiting(logbook: Logbook) -> tuple[str, ...]:
    from sonolog.usecases.errors import NothingToDo
    from sonolog.usecases.list_scans import list_scans
    from sonolog.usecases.people import the_actor

    found = list_scans(logbook, the_actor(logbook).id, status="submitted", limit=100_000).scans
    if not found:
        raise NothingToDo("No scan of yours waits for a signature.")
    return tuple(scan.id for scan in found)
