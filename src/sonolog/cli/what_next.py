"""``sonolog what-next``: which next scan moves most requirements at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from sonolog.cli.command import Command, pass_request
from sonolog.cli.completion_values import complete_framework
from sonolog.cli.opening import as_of_day, opened
from sonolog.cli.options import Request
from sonolog.domain.text import counted

if TYPE_CHECKING:
    from decimal import Decimal

    from sonolog.progress.evidence import Cell
    from sonolog.usecases.what_next import Move, NextScan, OpenRecord, WhatNext


@click.command(
    "what-next",
    cls=Command,
    examples=[
        "sonolog what-next",
        "sonolog what-next --framework rcr-msk",
        "sonolog what-next --json",
    ],
)
@click.option("--framework", metavar="FRAMEWORK", help="Only this one.", shell_complete=complete_framework)
@pass_request
def command(request: Request, framework: str | None) -> None:
    """Tell which next scan moves most open requirements at once, in all frameworks you are enrolled on.

    Each scan was tried: once logged it moves exactly the requirements named with it.  Other open records come after.
    """
    from sonolog.usecases.people import the_trainee
    from sonolog.usecases.what_next import what_next

    with opened(request) as logbook:
        day = as_of_day(request, logbook)
        trainee = the_trainee(logbook, request.trainee).id
        told = what_next(logbook, trainee, framework=framework, as_of=day)
    if request.json:
        request.out.json(what_next_object(told))
    elif request.out.plain:
        request.out.table(("What", "Moves", "Framework", "Requirement", "Left", "Unit"), _plain_rows(told))
    else:
        request.out.heading(f"What next for {told.name}, as of {told.as_of.isoformat()}")
        request.out.lines(page_lines(told, width=min(request.out.room, 100)))


def page_lines(told: WhatNext, *, width: int) -> Iterator[str]:
    """Yield the page: each scan with what it moves, then what else is open."""
    if not told.scans:
        yield from _indented("No open requirement waits for a scan.", 0, width)
    shared = _shared(told)
    for number, scan in enumerate(told.scans, start=1):
        yield ""
        first, *more = _indented(f"{number}. {scan.words}: moves {_requirements(scan)}", 0, width)
        yield first
        yield from (f"   {line}" for line in more)
        yield from _moves_lines([one for one in _leaves(scan) if one not in shared], 3, width)
    if shared:
        yield ""
        yield from _indented("Each of these moves:", 0, width)
        yield from _moves_lines(shared, 3, width)
    if told.others:
        yield ""
        yield from _indented("Other records that are open:", 0, width)
        yield from (line for one in told.others for line in _indented(_other_words(one), 3, width))


def _shared(told: WhatNext) -> list[Move]:
    """Return what all of several scans move, to be told once."""
    if len(told.scans) < 2:
        return []
    first, *others = (_leaves(scan) for scan in told.scans)
    return [one for one in first if all(one in moves for moves in others)]


def _moves_lines(moves: Sequence[Move], indent: int, width: int) -> Iterator[str]:
    for move in moves:
        yield from _indented(_move_words(move), indent, width)


def _requirements(scan: NextScan) -> str:
    count = scan.requirements
    return counted(count, "requirement") if count else "what is recommended"


def _leaves(scan: NextScan) -> tuple[Move, ...]:
    from sonolog.usecases.what_next import leaf_moves

    return leaf_moves(scan.moves)


def _move_words(move: Move) -> str:
    from sonolog.cli.progress_table import figure

    strength = "" if move.strength == "mandatory" else f", {move.strength}"
    return f"{move.title}, {figure(move.left)} to go{strength}"


def _other_words(other: OpenRecord) -> str:
    return f"{other.answer.title}: {other.answer.sentence}"


def _indented(text: str, indent: int, width: int) -> Iterator[str]:
    from sonolog.cli.layout import wrap

    for line in wrap(text, width - indent):
        yield f"{' ' * indent}{line}"


def _plain_rows(told: WhatNext) -> list[tuple[str, ...]]:
    from sonolog.cli.progress_table import figure

    rows = [
        (scan.words, str(scan.requirements), move.framework, move.title, figure(move.left), move.unit)
        for scan in told.scans
        for move in _leaves(scan)
    ]
    others = [
        (one.kind, "1", one.framework, one.answer.title, one.answer.sentence, one.answer.unit) for one in told.others
    ]
    return [*rows, *others]


def what_next_object(told: WhatNext) -> dict[str, object]:
    """Return what to do next as programs read it."""
    return {
        "trainee": told.trainee,
        "as_of": told.as_of.isoformat(),
        "scans": [_scan_object(one) for one in told.scans],
        "others": [_other_object(one) for one in told.others],
    }


def _scan_object(scan: NextScan) -> dict[str, object]:
    return {
        "words": scan.words,
        "requirements": scan.requirements,
        "fields": {name: _value(cell) for name, cell in sorted(scan.fields.items())},
        "moves": [
            {
                "framework": move.framework,
                "id": move.id,
                "parent": move.parent,
                "title": move.title,
                "strength": move.strength,
                "left": _number(move.left),
                "unit": move.unit,
            }
            for move in scan.moves
        ],
    }


def _other_object(other: OpenRecord) -> dict[str, object]:
    answer = other.answer
    return {
        "framework": other.framework,
        "id": answer.id,
        "kind": other.kind,
        "title": answer.title,
        "sentence": answer.sentence,
    }


def _value(cell: Cell) -> object:
    return list(cell) if isinstance(cell, tuple) else cell


def _number(number: int | Decimal) -> int | float:
    return int(number) if number == int(number) else float(number)
