"""When the open requirements will be met at the present pace, and which of them is last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sonolog.errors import Exit, SonologError
from sonolog.progress.answer import Answer, FrameworkProgress
from sonolog.statistics.available import AvailableTime
from sonolog.usecases.evaluating import Evaluated, Seen, evaluated
from sonolog.usecases.forecast_answer import Forecast, Forecasts, FrameworkForecast
from sonolog.usecases.forecast_clinics import Clinics, clinics_of
from sonolog.usecases.forecast_rows import Outlooks
from sonolog.usecases.forecast_stages import Ladder, deadline_of
from sonolog.usecases.forecast_words import by_day
from sonolog.usecases.logbook import Logbook


class DeadlinePassed(SonologError):
    """The deadline lies before the day of the forecast."""

    code = "deadline-passed"
    exit = Exit.USAGE

    def __init__(self, by: date, today: date) -> None:
        message = f"{by.isoformat()} is over: the forecast is of {today.isoformat()}."
        super().__init__(message, hint="Give a day to come with --by.")


def forecast(
    logbook: Logbook,
    trainee: str,
    *,
    framework: str | None = None,
    by: date | None = None,
    as_of: date | None = None,
) -> Forecasts:
    """Return when each open requirement will be met, as seen at the end of a day (today, if not said).

    ``by`` is a deadline for everything; without it a stage has the one its framework counts from enrolment.

    Raises:
        NotEnrolled: on no framework.
        UnknownFramework: there is no ``framework``.
        DeadlinePassed: ``by`` lies before the day of the forecast.
    """
    return forecast_of(evaluated(logbook, trainee, framework=framework, as_of=as_of), by=by)


def forecast_of(found: Evaluated, *, by: date | None = None) -> Forecasts:
    """Return the forecast, given the evaluations of a day; see :func:`forecast`."""
    if by is not None and by < found.day:
        raise DeadlinePassed(by, found.day)
    clinics = clinics_of(found.evidence)
    seen = tuple(_framework(found, one, clinics=clinics, by=by) for one in found.frameworks)
    return Forecasts(found.trainee, found.name, found.day, by, seen)


def _framework(found: Evaluated, seen: Seen, *, clinics: Clinics, by: date | None) -> FrameworkForecast:
    progress, evaluation = seen.progress, seen.evaluation
    outlooks = Outlooks(evaluation, AvailableTime(found.day, found.absences), clinics)
    stages = evaluation.framework.stages_in_order()
    deadlines = {one.id: (by, "") if by is not None else deadline_of(evaluation, one.id) for one in stages}
    rows: dict[str, tuple[Forecast, ...]] = {}
    for requirement in evaluation.framework.requirements:
        deadline = deadlines.get(requirement.stage)
        answers = _answers_of(progress, requirement.id)
        rows[requirement.id] = tuple(outlooks.of(requirement, answers, deadline[0] if deadline else None))
    ladder = Ladder(evaluation, progress, rows)
    told = tuple(ladder.stage(one, deadlines[one.id]) for one in stages)
    dated = [one for one in told if one.days is not None]
    return FrameworkForecast(
        framework=progress.framework,
        edition=progress.edition,
        title=progress.title,
        confidence=progress.confidence,
        requirements=tuple(_resting(ladder, one) for several in rows.values() for one in several),
        stages=told,
        binding=max(dated, key=lambda one: one.days.key if one.days else (date.min, date.min)).binding
        if dated
        else None,
    )


def _answers_of(progress: FrameworkProgress, requirement: str) -> list[Answer]:
    return [one for one in progress.requirements if one.id.partition("/")[0] == requirement]


def _resting(ladder: Ladder, row: Forecast) -> Forecast:
    """Return the row of what rests on others, with their latest days; any other row as it is."""
    if row.outlook != "from-parts":
        return row
    told = ladder.told(row.answer.id)
    if told.untold or told.days is None:
        return replace(row, sentence=f"{row.sentence} No day can be told for all it rests on.".strip())
    when = f"Even odds {by_day(told.days.p50)}, as what it rests on."
    return replace(row, days=told.days, chance=told.chance, sentence=f"{row.sentence} {when}".strip())
