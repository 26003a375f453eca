"""``sonolog forecast``: when open requirements will be met at this pace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sonolog.cli.command import Command, pass_request
from sonolog.cli.completion_values import complete_framework
from sonolog.cli.opening import as_of_day, opened
from sonolog.cli.options import Request

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from sonolog.usecases.forecast_answer import ClinicGap, Forecast, Forecasts, FrameworkForecast, StageForecast
    from sonolog.usecases.logbook import Logbook

_LEGEND = "1 in 10 is the early day, even the one it is as likely to be done by as not, 9 in 10 the late one."


@click.command(
    "forecast",
    cls=Command,
    examples=[
        "sonolog forecast",
        "sonolog forecast --framework rcr-msk --by 2027-06-30",
        "sonolog forecast --json",
    ],
)
@click.option("--framework", metavar="FRAMEWORK", help="Only this one.", shell_complete=complete_framework)
@click.option("--by", metavar="DATE", help="Say how likely it is that all is done by this day.")
@pass_request
def command(request: Request, framework: str | None, by: str | None) -> None:
    """Tell when each open requirement will be met at the pace of the last 16 weeks, leave left out.

    Three days are told, because no single one is sure: 1 IN 10 is early, EVEN as likely as not, 9 IN 10 late.
    Logging is forecast, not signing. Without --by, a stage's deadline is the one its framework counts from
    enrolment.
    """
    from sonolog.usecases.forecast import forecast
    from sonolog.usecases.people import the_trainee

    with opened(request) as logbook:
        day = as_of_day(request, logbook)
        trainee = the_trainee(logbook, request.trainee).id
        told = forecast(logbook, trainee, framework=framework, by=_deadline(by, logbook), as_of=day)
    if request.json:
        request.out.json(forecast_object(told))
    else:
        write_forecast(request, told)


def _deadline(words: str | None, logbook: Logbook) -> date | None:
    if words is None:
        return None
    from sonolog.domain.when import read_day

    return read_day(words, logbook.today, future=True)


def write_forecast(request: Request, told: Forecasts) -> None:
    """Write a forecast for people: a page for each framework, or one row a requirement under ``--plain``."""
    from sonolog.cli.forecast_page import PLAIN_COLUMNS, plain_row

    if request.out.plain:
        rows = [plain_row(one, row) for one in told.frameworks for row in one.requirements]
        request.out.table(PLAIN_COLUMNS, rows)
        return
    for place, framework in enumerate(told.frameworks):
        if place:
            request.out.lines([""])
        _write_framework(request, told, framework)


def _write_framework(request: Request, told: Forecasts, framework: FrameworkForecast) -> None:
    from sonolog.cli.forecast_page import COLUMNS, clinic_lines, dated_rows, untold_lines
    from sonolog.cli.layout import wrap
    from sonolog.progress.answer import STATUS_WORDS

    width = min(request.out.room, 100)
    doubt = "" if framework.confidence == "published" else " Template: check it against your programme's own copy."
    about = f"Edition {framework.edition}. {told.name}, as of {told.as_of.isoformat()}.{doubt}"
    request.out.heading(framework.title)
    request.out.lines(wrap(f"{about} {_LEGEND}", width))
    for stage in framework.stages:
        rows = [one for one in framework.requirements if one.answer.stage == stage.id]
        request.out.lines([""])
        request.out.heading(f"{stage.title}: {STATUS_WORDS[stage.status]}")
        request.out.lines(f"  {line}" for line in wrap(stage.sentence, width - 2) if line)
        dated = dated_rows(rows, has_deadline=stage.deadline is not None)
        if dated:
            request.out.lines([""])
            request.out.table(COLUMNS[: len(dated[0])], dated)
        request.out.lines(clinic_lines(rows, width))
        request.out.lines(untold_lines(rows, width))


def forecast_object(told: Forecasts) -> dict[str, object]:
    """Return a forecast as programs read it."""
    return {
        "trainee": told.trainee,
        "as_of": told.as_of.isoformat(),
        "by": _day(told.by),
        "frameworks": [_framework_object(one) for one in told.frameworks],
    }


def _framework_object(framework: FrameworkForecast) -> dict[str, object]:
    return {
        "framework": framework.framework,
        "edition": framework.edition,
        "binding": framework.binding,
        "requirements": [_row_object(one) for one in framework.requirements],
        "stages": [_stage_object(one) for one in framework.stages],
    }


def _row_object(row: Forecast) -> dict[str, object]:
    answer = row.answer
    return {
        "id": answer.id,
        "parent": answer.parent,
        "stage": answer.stage,
        "title": answer.title,
        "strength": answer.strength,
        "have": _number(answer.have),
        "need": _number(answer.need),
        "left": _number(row.left),
        "unit": answer.unit,
        "outlook": row.outlook,
        "weekly": _rounded(row.weekly),
        "weeks": _rounded(row.weeks),
        **_days(row),
        "deadline": _day(row.deadline),
        "chance": _rounded(row.chance),
        "sentence": row.sentence,
        "clinics": [_clinic_object(one) for one in row.clinics],
    }


def _stage_object(stage: StageForecast) -> dict[str, object]:
    return {
        "id": stage.id,
        "status": stage.status,
        "deadline": _day(stage.deadline),
        "deadline_from": stage.deadline_from,
        "binding": stage.binding,
        **_days(stage),
        "chance": _rounded(stage.chance),
        "untold": list(stage.untold),
        "sentence": stage.sentence,
    }


def _days(told: Forecast | StageForecast) -> dict[str, str | None]:
    days = told.days
    return {name: _day(getattr(days, name)) if days else None for name in ("p10", "p50", "p90")}


def _clinic_object(clinic: ClinicGap) -> dict[str, object]:
    return {
        "place": clinic.place,
        "weekday": clinic.weekday,
        "sessions": clinic.sessions,
        "gave": _rounded(clinic.amount),
        "more": clinic.more,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 4)


def _number(number: int | Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)
