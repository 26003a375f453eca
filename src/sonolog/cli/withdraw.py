"""``sonolog withdraw``: a record stays, and is shown as withdrawn."""

from __future__ import annotations

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.opening import opened
from sonolog.cli.options import Request
from sonolog.cli.record_list import write_records
from sonolog.domain.text import counted


@click.command(
    "withdraw",
    cls=Command,
    examples=['sonolog withdraw C-7K3M --why "logged twice"', "sonolog withdraw C-7K3M C-9P2X"],
)
@click.argument("records", metavar="ID...", nargs=-1, required=True)
@click.option("--why", metavar="TEXT", default="", help="The reason; needed once it was submitted.")
@pass_request
def command(request: Request, records: tuple[str, ...], why: str) -> None:
    """Withdraw records: they count no longer, and stay visible as withdrawn.

    What was never submitted is withdrawn at once. What was submitted or signed takes a reason and your
    signature, because others have seen it.
    """
    from sonolog.usecases.withdraw import needs_key, withdraw

    with opened(request) as logbook:
        key = None
        if needs_key(logbook, records):
            from sonolog.cli.signing_key import open_key_for

            why = why or diagnostics.ask("Why is it withdrawn?", flag="--why TEXT")
            key = open_key_for(request, logbook)
        withdrawn = withdraw(logbook, records, why, key=key)
    write_records(request, withdrawn)
    diagnostics.note(f"Withdrew {counted(len(withdrawn), 'record')}. To take it back: sonolog undo")
