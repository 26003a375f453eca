"""``sonolog records``: list every kind of record but scans."""

from __future__ import annotations

import click

from sonolog.cli import diagnostics
from sonolog.cli.add_record import KINDS
from sonolog.cli.command import Command, pass_request
from sonolog.cli.list_scans import STATUSES
from sonolog.cli.opening import opened
from sonolog.cli.options import Request
from sonolog.cli.record_list import write_records
from sonolog.domain.text import counted


@click.command(
    "records",
    cls=Command,
    examples=[
        "sonolog records                        # courses, placements, meetings …",
        "sonolog records course meeting",
        "sonolog records assessment --status submitted --json",
    ],
)
@click.argument("kinds", metavar="[KIND]...", nargs=-1, type=click.Choice(KINDS))
@click.option("--words", metavar="WORDS", default="", help="Only those in whose name every word occurs.")
@click.option("--status", type=click.Choice(STATUSES), help="Only those that stand so.")
@pass_request
def command(request: Request, kinds: tuple[str, ...], words: str, status: str | None) -> None:
    """List records of every KIND but scans, the newest first.

    Kinds: session, placement, course, coursework, assessment, line, meeting, reflection, cpd, accreditation,
    leave, learning-agreement, override, ratification. Use show, amend, submit and withdraw with their ids.
    """
    from sonolog.usecases.list_records import list_records
    from sonolog.usecases.people import the_trainee

    with opened(request) as logbook:
        trainee = the_trainee(logbook, request.trainee).id
        found = list_records(logbook, trainee, kinds=kinds, words=words, status=status or "")
    write_records(request, found)
    diagnostics.note(f"{counted(len(found), 'record')}.")
