"""``sonolog return``: give records back with a reason, unsigned."""

from __future__ import annotations

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.opening import opened
from sonolog.cli.options import Request
from sonolog.cli.record_list import write_records
from sonolog.domain.text import counted


@click.command("return", cls=Command, examples=['sonolog return C-7K3M --as "Sam Supervisor" --why "side is missing"'])
@click.argument("records", metavar="ID...", nargs=-1, required=True)
@click.option("--why", metavar="TEXT", default="", help="The reason; asked for if it is not given.")
@pass_request
def command(request: Request, records: tuple[str, ...], why: str) -> None:
    """Give records back to the trainee, unsigned, with a reason.

    They can then be amended and submitted again. "--why identifiable" says that a text may identify a patient,
    and tells the trainee how to take it away for good.
    """
    from sonolog.cli.signing_key import open_key_for
    from sonolog.usecases.give_back import give_back
    from sonolog.usecases.show_record import show_record

    with opened(request) as logbook:
        for record in records:
            show_record(logbook, record)
        reason = why or diagnostics.ask("Why?", flag="--why TEXT")
        done = give_back(logbook, records, reason, key=open_key_for(request, logbook))
    write_records(request, done)
    diagnostics.note(f"Returned {counted(len(done), 'record')}.")
