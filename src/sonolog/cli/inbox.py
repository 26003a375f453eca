"""``sonolog inbox``: what waits for a signature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.layout import Column
from sonolog.cli.opening import opened
from sonolog.cli.options import Request
from sonolog.cli.record_list import titled, typed_id
from sonolog.domain.text import counted

if TYPE_CHECKING:
    from sonolog.usecases.inbox import InboxLine


@click.command(
    "inbox",
    cls=Command,
    examples=['sonolog inbox --as "Sam Supervisor"', 'sonolog --as "Sam Supervisor" inbox --json'],
)
@pass_request
def command(request: Request) -> None:
    """List what waits for your signature, the oldest first."""
    from sonolog.usecases.inbox import inbox
    from sonolog.usecases.people import the_actor
    from sonolog.usecases.waiting import reminder

    with opened(request) as logbook:
        me = the_actor(logbook)
        waiting = inbox(logbook, me.id)
    write_inbox(request, waiting)
    if request.json:
        return
    diagnostics.note(f"{counted(len(waiting), 'record')} for {me.name} to sign.")
    overdue = reminder(waiting, request.clock.now().date())
    if overdue:
        diagnostics.warning(overdue)


def write_inbox(request: Request, waiting: Sequence[InboxLine], *, numbered: bool = False) -> None:
    """Write what waits: as a table, ``numbered`` where somebody is to choose from it, or as an object."""
    from sonolog.usecases.inbox import images_words

    if request.json:
        request.out.json({"inbox": [_object(one) for one in waiting]})
        return
    columns: tuple[str | Column, ...] = ("ID", "Date", "Trainee", Column("What", cut=True), "Signature says")
    rows = [_row(one) for one in waiting]
    if any(one.images_until for one in waiting):
        today = request.clock.now().date()
        columns = (*columns, "Images")
        rows = [(*row, images_words(one, today)) for row, one in zip(rows, waiting, strict=True)]
    if numbered:
        rows = [(str(number), *row) for number, row in enumerate(rows, start=1)]
    request.out.table(("No.", *columns) if numbered else columns, rows)


def _row(one: InboxLine) -> tuple[str, ...]:
    day = one.day.isoformat() if one.day else ""
    what = one.words if one.kind == "scan" else titled(one.kind, one.kind_title, one.label)
    return typed_id(one.kind, one.label, one.id), day, one.trainee, what, one.meaning


def _object(one: InboxLine) -> dict[str, object]:
    return {
        "id": one.id,
        "label": one.label,
        "kind": one.kind,
        "date": one.day.isoformat() if one.day else None,
        "trainee": one.trainee,
        "words": one.words,
        "supervision": one.supervision_words,
        "submitted": one.submitted.isoformat() if one.submitted else None,
        "images_until": one.images_until.isoformat() if one.images_until else None,
        "meaning": one.meaning,
        "meaning_words": one.meaning_words,
        "digest": one.digest,
        "fields": [{"name": field.name, "title": field.title, "text": field.text} for field in one.fields],
    }
