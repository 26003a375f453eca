"""``sonolog revoke``: take back one's own sign-off."""

from __future__ import annotations

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.opening import opened
from sonolog.cli.options import Request
from sonolog.cli.record_list import write_records
from sonolog.domain.text import counted


@click.command(
    "revoke", cls=Command, examples=['sonolog revoke C-7K3M --as "Sam Supervisor" --why "signed by mistake"']
)
@click.argument("records", metavar="ID...", nargs=-1, required=True)
@click.option("--why", metavar="TEXT", default="", help="The reason; asked for if it is not given.")
@pass_request
def command(request: Request, records: tuple[str, ...], why: str) -> None:
    """Take back your own sign-off of records, with a reason.

    A statement is revoked whole: what you signed together with these records in one act loses its
    sign-off too, and is listed in the answer.
    """
    from sonolog.cli.signing_key import open_key_for
    from sonolog.usecases.revoke import revoke
    from sonolog.usecases.show_record import show_record

    with opened(request) as logbook:
        for record in records:
            show_record(logbook, record)
        reason = why or diagnostics.ask("Why?", flag="--why TEXT")
        done = revoke(logbook, records, reason, key=open_key_for(request, logbook))
    write_records(request, done)
    diagnostics.note(f"Revoked the sign-off of {counted(len(done), 'record')}.")
