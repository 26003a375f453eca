"""``sonolog clock``: begin and end a session as one would on a time clock."""

from __future__ import annotations

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Group, pass_request
from sonolog.cli.opening import opened
from sonolog.cli.options import Request


@click.group(
    "clock",
    cls=Group,
    invoke_without_command=True,
    subcommand_metavar="[in [PLACEMENT] | out]",
    examples=["sonolog clock in", "sonolog clock", "sonolog clock out", "sonolog clock out --minutes 3h30"],
)
@click.pass_context
def command(context: click.Context) -> None:
    """Clock in and out of a session; it is recorded with its hours when you clock out."""
    if context.invoked_subcommand is None:
        _tell()


@pass_request
def _tell(request: Request) -> None:
    from sonolog.usecases.clock_in import clocked_in
    from sonolog.usecases.field_showing import length_words

    with opened(request) as logbook:
        now = clocked_in(logbook)
        minutes = now.minutes(request.clock.now()) if now is not None else 0
    if request.json:
        since = now.since.isoformat() if now is not None else None
        request.out.json({"since": since, "site": now.site if now is not None else None, "minutes": minutes})
    elif now is not None:
        request.out.lines([f"Clocked in at {now.site} for {length_words(minutes)}."])
    else:
        request.out.lines(["Not clocked in."])


@command.command("in", examples=["sonolog clock in", "sonolog clock in 4f2a9c"])
@click.argument("placement", default="")
@pass_request
def begin(request: Request, placement: str) -> None:
    """Begin a session at the placement named, or at the only one that lasts today."""
    from sonolog.usecases.clock_in import clock_in
    from sonolog.usecases.people import the_trainee

    with opened(request) as logbook:
        now = clock_in(logbook, the_trainee(logbook, request.trainee).id, placement)
    if request.json:
        request.out.json({"since": now.since.isoformat(), "site": now.site})
    diagnostics.note(f"Clocked in at {now.site}.")


@command.command("out", examples=["sonolog clock out", 'sonolog clock out --minutes 4h --note "Friday list"'])
@click.option("--minutes", metavar="TIME", default="", help="How long it was, if not until now: 90, 1h30.")
@click.option("--note", metavar="TEXT", default="", help="A note on the session.")
@pass_request
def end(request: Request, minutes: str, note: str) -> None:
    """End the session and record it."""
    from sonolog.cli.asking_doubts import asking_doubts
    from sonolog.usecases.clock_in import clock_out

    with opened(request) as logbook:
        done = asking_doubts(logbook, lambda here: clock_out(here, trainee=request.trainee, minutes=minutes, note=note))
    if request.json:
        request.out.json({"id": done.id, "kind": done.kind, "label": done.label})
    else:
        request.out.lines([f"…{done.id[-6:]}"])
    diagnostics.note(f"Session at {done.label} recorded. To take it back: sonolog undo")
