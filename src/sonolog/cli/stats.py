"""``sonolog stats``: agreement with supervisors, proof of learning, images, case mix, and how long things took."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sonolog.cli.command import Command, pass_request
from sonolog.cli.opening import as_of_day, opened
from sonolog.cli.options import Request

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sonolog.usecases.stats_answer import Stats


@click.command("stats", cls=Command, examples=["sonolog stats", "sonolog stats --json", "sonolog stats --plain"])
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
        from sonolog.cli.stats_page import PLAIN_COLUMNS, plain_rows

        request.out.table(PLAIN_COLUMNS, plain_rows(found))
    else:
        _write_page(request, found)


def _write_page(request: Request, found: Stats) -> None:
    from sonolog.cli.stats_page import (
        AGREEMENT_COLUMNS,
        MIX_COLUMNS,
        MONTH_COLUMNS,
        agreement_rows,
        cusum_lines,
        mix_rows,
        month_rows,
    )

    request.out.heading(f"{found.scans:,} scans of {found.name}, as of {found.as_of.isoformat()}")
    _section(request, "Agreement with supervisors", found.agreement[0].sentences)
    request.out.lines([""])
    request.out.table(AGREEMENT_COLUMNS, agreement_rows(found))
    for one in found.cusums:
        _section(request, f"Learned? {one.title}", one.sentences)
        request.out.lines(cusum_lines(one, request.out.room, blocks=request.out.blocks))
    if found.adequacy:
        _section(request, "Adequate images by month", ())
        request.out.table(MONTH_COLUMNS, month_rows(found))
    if found.case_mix:
        _section(request, "Case mix", ())
        request.out.table(MIX_COLUMNS, mix_rows(found))
    _section(request, "How long it took", [f"{one.title}: {one.sentence}" for one in found.lags])
    curves = [f"{one.form}: {one.sentence}" for one in found.learning]
    _section(request, "Learning curves of assessments", curves or ["Too little data: no assessment has a score."])


def _section(request: Request, title: str, sentences: Iterable[str]) -> None:
    from sonolog.cli.layout import wrap

    request.out.lines([""])
    request.out.heading(title)
    width = min(request.out.room, 100) - 2
    request.out.lines(f"  {line}" for sentence in sentences for line in wrap(sentence, width))
