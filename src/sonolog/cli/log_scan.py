"""``sonolog log``: one scan from the words of the command line, or one a line from standard input."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.acknowledging import acknowledge, narrate
from sonolog.cli.command import Command, pass_request
from sonolog.cli.completion_values import complete_region
from sonolog.cli.errors import WrongUsage
from sonolog.cli.opening import opened_or_made
from sonolog.cli.options import Request

if TYPE_CHECKING:
    from sonolog.usecases.log_scan import LoggedScan
    from sonolog.usecases.logbook import Logbook

STANDARD_INPUT = ("-",)


@click.command(
    "log",
    cls=Command,
    options_metavar="",
    examples=[
        "sonolog log shoulder left",
        'sonolog log shoulder left supraspinatus tear direct by="A. Example"',
        'sonolog log knee right date=yesterday finding=normal note="small effusion"',
        "sonolog log - < scans.txt                  # one scan a line",
        "sonolog log --repeat finding=abnormal      # else like the last one",
        "sonolog log --template 2 left normal",
    ],
)
@click.argument(
    "words",
    metavar="REGION [SIDE] [STRUCTURE]... [KEY=VALUE]...",
    nargs=-1,
    shell_complete=complete_region,
)
@click.option("--repeat", is_flag=True, help="Like the last scan in all but what was found.")
@click.option("--template", metavar="DIGIT", type=click.IntRange(1, 9), help="From a template; see sonolog template.")
@pass_request
def command(request: Request, words: tuple[str, ...], repeat: bool, template: int | None) -> int:
    """Log one scan, and print its case number.

    Words without "=" are a region, a side, structures and findings. Keys: date, by (the supervisor),
    supervision (direct, indirect, remote, none), role (performed, assisted, observed), finding, pathology,
    structures, indication, reported, audited, adequate, agreement, setting, site, placement, session,
    minutes, age, sex, reflection, note, tags, custom.NAME. Without a date it was today.

    "log -" reads one scan a line. Blank lines and what follows "#" are skipped. Date, site, placement,
    session, supervisor and supervision hold for the lines below until they are said anew; a finding never
    does. Each scan is acknowledged once it is safely stored; a line that cannot be read is reported with its
    number, nothing of it is stored, and the rest goes on.

    With --repeat or --template, WORDS say what is different, the finding above all. Place and people are those
    of the last scan.

    Where there is no logbook yet it is made. A new name is added to the people of the logbook; one that is
    almost a known name is asked about first (--yes adds it). So are dates and long numbers in a text: say with
    --not-patient what they are.
    """
    if words == STANDARD_INPUT:
        from sonolog.cli.log_lines import log_lines

        with opened_or_made(request) as logbook:
            return log_lines(request, logbook)
    if not (words or repeat or template):
        raise WrongUsage("Say at least the region: sonolog log shoulder left.", "sonolog log")
    from sonolog.cli.new_names import offering_new_people
    from sonolog.usecases.scan_words import read_scan_words

    typed = read_scan_words(words)  # before a logbook is made for words that are then refused
    with opened_or_made(request) as logbook, offering_new_people("scan"):
        typed = _filled(request, logbook, repeat=repeat, template=template) | typed
        logged = _logged(request, logbook, typed)
        acknowledge(request, logged)
        narrate(logged)
        diagnostics.note("To take it back: sonolog undo")
    return 0


def _logged(request: Request, logbook: Logbook, typed: dict[str, str]) -> LoggedScan:
    from sonolog.cli.asking_doubts import asking_doubts
    from sonolog.usecases.log_scan import log_scan

    return asking_doubts(logbook, lambda here: log_scan(here, typed, trainee=request.trainee, new_people=request.yes))


def _filled(request: Request, logbook: Logbook, *, repeat: bool, template: int | None) -> dict[str, str]:
    """Return what the scan takes over from the last one or from a template."""
    if not (repeat or template):
        return {}
    from sonolog.usecases.likely_scan import likely_fields
    from sonolog.usecases.log_scan import repeat_fields
    from sonolog.usecases.people import the_trainee
    from sonolog.usecases.templates import template_fields

    trainee = the_trainee(logbook, request.trainee).id
    if template:
        return likely_fields(logbook, trainee) | template_fields(logbook, template)
    return repeat_fields(logbook, trainee)
