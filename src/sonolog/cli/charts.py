"""``sonolog charts``: scans over time, by region and week by week."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sonolog.cli.command import Command, pass_request
from sonolog.cli.layout import Column
from sonolog.cli.opening import as_of_day, opened
from sonolog.cli.options import Request

if TYPE_CHECKING:
    from sonolog.usecases.charts import Charts


@click.command("charts", cls=Command, examples=["sonolog charts", "sonolog charts --plain --as-of 2026-10-31"])
@pass_request
def command(request: Request) -> None:
    """Show how your scans grow beside what your frameworks ask for, by region, and week by week.

    With --plain the same as tables, one fact a line.
    """
    from sonolog.usecases.charts import charts
    from sonolog.usecases.people import the_trainee

    with opened(request) as logbook:
        trainee = the_trainee(logbook, request.trainee).id
        found = charts(logbook, trainee, as_of=as_of_day(request, logbook))
    if request.json:
        request.out.json(charts_object(found))
    elif request.out.blocks:
        _draw(request, found)
    else:
        _write_tables(request, found)


def charts_object(found: Charts) -> dict[str, object]:
    """Return the charts as JSON."""
    from sonolog.usecases.chart_lines import week_counts

    return {
        "trainee": found.name,
        "as_of": found.as_of.isoformat(),
        "total": found.total,
        "weeks": [{"monday": monday.isoformat(), "scans": count} for monday, count in week_counts(found)],
        "regions": [
            {"region": one.title, "scans": one.scans, "signed": one.signed, "abnormal": one.abnormal}
            for one in found.regions
        ],
        "targets": [
            {"framework": one.framework, "requirement": one.title, "have": one.have, "need": one.need}
            for one in found.targets
        ],
    }


def _draw(request: Request, found: Charts) -> None:
    from sonolog.usecases.chart_lines import cumulative_lines, heat_lines, region_lines

    room = request.out.room
    request.out.heading(f"{found.total:,} scans of {found.name}, as of {found.as_of.isoformat()}")
    request.out.lines(cumulative_lines(found, room))
    request.out.lines([""])
    request.out.heading("By region")
    request.out.lines(region_lines(found, room))
    request.out.lines([""])
    request.out.heading("Week by week")
    request.out.lines(heat_lines(found, room))


def _write_tables(request: Request, found: Charts) -> None:
    from sonolog.usecases.chart_lines import week_counts

    targets = [(one.framework, one.title, str(one.have), str(one.need)) for one in found.targets]
    request.out.table(("Framework", "Requirement", "Have", "Need"), targets)
    regions = [(one.title, str(one.scans), str(one.signed), str(one.abnormal)) for one in found.regions]
    request.out.table(("Region", "Scans", "Signed", "Abnormal"), regions)
    weeks = [(monday.isoformat(), str(count)) for monday, count in week_counts(found)]
    request.out.table(("Week of", Column("Scans")), weeks)
