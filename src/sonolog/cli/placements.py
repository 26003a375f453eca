"""``sonolog placements``: hours by week against the agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.layout import Column
from sonolog.cli.opening import as_of_day, opened
from sonolog.cli.options import Request
from sonolog.domain.text import counted

if TYPE_CHECKING:
    from sonolog.usecases.placement_weeks import PlacementWeeks, Week


@click.command(
    "placements", cls=Command, examples=["sonolog placements", "sonolog placements --as-of 2026-10-31 --json"]
)
@pass_request
def command(request: Request) -> None:
    """Show each placement week by week: hours worked, what was agreed, and the weeks that fall short.

    A week with leave in it is never short. Hours come from sessions: sonolog clock in, or sonolog add session.
    """
    from sonolog.usecases.people import the_trainee
    from sonolog.usecases.placement_weeks import placement_weeks

    with opened(request) as logbook:
        trainee = the_trainee(logbook, request.trainee).id
        found = placement_weeks(logbook, trainee, as_of=as_of_day(request, logbook))
    if request.json:
        request.out.json({"placements": [_object(one) for one in found]})
        return
    for one in found:
        _write(request, one)
    if not found:
        diagnostics.note("No placement yet: sonolog add placement site=… weekly_minutes=15h.")


def _write(request: Request, one: PlacementWeeks) -> None:
    from sonolog.usecases.field_showing import length_words

    if not request.out.plain:
        agreed = "agreement signed" if one.is_agreed else "agreement not recorded as signed"
        request.out.heading(f"{one.site}, from {one.start}{f' to {one.until}' if one.until else ''}: {agreed}")
    columns = ("Site", "Week of", Column("Worked", right=True), Column("Agreed", right=True), "Sessions", "Remark")
    rows = [(one.site, *_row(week)) for week in one.weeks]
    request.out.table(columns, rows)
    short = counted(len(one.short), "week") if one.short else "no week"
    diagnostics.note(f"{one.site}: {length_words(one.minutes)} in all; {short} short of the agreement.")


def _row(week: Week) -> tuple[str, ...]:
    from sonolog.usecases.field_showing import length_words

    remark = "leave" if week.is_leave else "short" if week.is_short else "" if week.is_over else "goes on"
    agreed = length_words(week.agreed) if week.agreed else ""
    return week.monday.isoformat(), length_words(week.minutes), agreed, str(week.sessions), remark


def _object(one: PlacementWeeks) -> dict[str, object]:
    return {
        "id": one.id,
        "site": one.site,
        "start": one.start.isoformat(),
        "until": one.until.isoformat() if one.until else None,
        "agreed": one.is_agreed,
        "minutes": one.minutes,
        "weeks": [
            {
                "monday": week.monday.isoformat(),
                "minutes": week.minutes,
                "agreed": week.agreed,
                "sessions": week.sessions,
                "leave": week.is_leave,
                "short": week.is_short,
            }
            for week in one.weeks
        ],
    }
