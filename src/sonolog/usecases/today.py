"""What a trainee sees first: today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sonolog.domain.text import counted
from sonolog.progress.answer import FrameworkProgress
from sonolog.usecases.errors import NotEnrolled
from sonolog.usecases.evaluating import Evaluated, evaluated
from sonolog.usecases.forecast import forecast_of
from sonolog.usecases.forecast_answer import FrameworkForecast
from sonolog.usecases.forecast_words import by_day
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.today_figures import HomeView
from sonolog.usecases.what_next import next_of

_DONE = frozenset({"signed", "ratified", "current", "not-applicable"})
_NEXT = 3
_MOST_TRIED = 12


def home_view(logbook: Logbook, figures: HomeView) -> HomeView:
    """Return the overview of today: ``figures``, and what the frameworks say."""
    found = _evaluated(logbook, figures.trainee, logbook.today)
    if found is None:
        return replace(figures, is_judged=True)
    frameworks = tuple(one.progress for one in found.frameworks)
    return replace(
        figures,
        is_judged=True,
        frameworks=frameworks,
        blocking=tuple(line for one in frameworks for line in _blocking(one)),
        next_up=_next_up(found),
        finish=tuple(line for one in forecast_of(found).frameworks for line in _finish(one)),
    )


def _finish(one: FrameworkForecast) -> tuple[str, ...]:
    """Return when the first stage that is not yet met will be."""
    stage = next((stage for stage in one.stages if stage.days is not None), None)
    if stage is None or stage.days is None:
        return ()
    days = stage.days
    when = f"even odds {by_day(days.p50)}; 1 in 10 {by_day(days.p10)}, 9 in 10 {by_day(days.p90)}"
    untold = f"; of {len(stage.untold)} more no day can be told" if stage.untold else ""
    return (f"{stage.title}: {when}{untold}.",)


def _evaluated(logbook: Logbook, trainee: str, today: date) -> Evaluated | None:
    try:
        return evaluated(logbook, trainee, as_of=today)
    except NotEnrolled:
        return None


def _blocking(framework: FrameworkProgress) -> tuple[str, ...]:
    """Return what the first stage not yet met still asks for."""
    stage = next((one for one in framework.stages if one.blocking), None)
    if stage is None:
        return ()
    by_id = {one.id: one for one in framework.requirements}
    open_ones = [by_id[name] for name in stage.blocking if name in by_id]
    return tuple(f"{one.title}: {one.sentence}" for one in open_ones if one.status not in _DONE)


def _next_up(found: Evaluated) -> tuple[str, ...]:
    """Return the scans that move most open requirements, and how many each moves."""
    scans = next_of(found, most=_MOST_TRIED).scans[:_NEXT]
    return tuple(f"{one.words}: {_moved(one.requirements)}" for one in scans if one.requirements)


def _moved(count: int) -> str:
    return f"moves {counted(count, 'requirement')}"
