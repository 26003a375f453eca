"""``sonolog stats``: agreement with supervisors, proof of learning, images, case mix, and how long things took."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sonolog.cli.command import Command, pass_request
from sonolog.cli.opening import as_of_day, opened
from sonolog.cli.options import Request

if TYPE_CHECKING:
    from sonolog.usecases.stats_answer import Stats
    from sonolog.usecases.stats_sections import Section

_INDENT = "  "


@click.command(
    "stats", cls=Command, examples=["sonolog stats", "sonolog stats --as-of 2026-10-31", "sonolog stats --plain"]
)
@pass_request
def command(request: Request) -> None:
    """Show how far supervisors agree with you, whether your scans prove that you have learned it, and more.

    Every rate comes with the range in which it probably lies (95 %), and every chart with both ways in which it can
    be wrong. Where there is too little data, there is no figure. With --plain one figure a line.
    """
    from sonolog.usecases.people import the_trainee
    from sonolog.usecases.stats import stats

    with opened(request) as logbook:
        trainee = the_trainee(logbook, request.trainee).id
        found = stats(logbook, trainee, as_of=as_of_day(request, logbook))
    if request.json:
        from sonolog.cli.stats_object import stats_object

        request.out.json(stats_object(found))
    elif request.out.plain:
        from sonolog.cli.stats_plain import PLAIN_COLUMNS, plain_rows

        request.out.table(PLAIN_COLUMNS, plain_rows(found))
    else:
        _write_page(request, found)


def _write_page(request: Request, found: Stats) -> None:
    from sonolog.usecases.stats_sections import stats_sections

    request.out.heading(f"{found.scans:,} scans of {found.name}, as of {found.as_of.isoformat()}")
    for section in stats_sections(found):
        _write_section(request, section)


def _write_section(request: Request, section: Section) -> None:
    from sonolog.cli.layout import Column, wrap

    request.out.lines([""])
    request.out.heading(section.title)
    width = min(request.out.room, 100) - len(_INDENT)
    request.out.lines(f"{_INDENT}{line}" for sentence in section.sentences for line in wrap(sentence, width))
    if section.draw is not None and request.out.blocks:
        request.out.lines(f"{_INDENT}{line}".rstrip() for line in section.draw(width))
    elif section.rows:
        request.out.lines([""])
        request.out.table(
            [Column(one, right=at >= section.texts) for at, one in enumerate(section.columns)], section.rows
        )
