"""The forecast: when each open requirement will be met at this pace, and what closes a gap."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from sonolog.tui.screens.paper import PaperScreen
from sonolog.tui.widgets.sheet import Entry

if TYPE_CHECKING:
    from sonolog.usecases.forecast_answer import Forecasts, FrameworkForecast
    from sonolog.usecases.logbook import Logbook

_SETTLED = ("done", "not-applicable", "no-target", "from-parts")


def forecast_page(trainee: str) -> PaperScreen:
    """Return the page: stage by stage what it waits for last, and a sentence for each requirement that is open."""
    return PaperScreen("Forecast", partial(_asked, trainee))


def _asked(trainee: str, logbook: Logbook) -> Iterator[Entry]:
    from sonolog.usecases.forecast import forecast

    yield from forecast_entries(forecast(logbook, trainee))


def forecast_entries(told: Forecasts) -> Iterator[Entry]:
    """Yield the page line by line."""
    yield Entry(f"{told.name}, as of {told.as_of.day} {told.as_of:%b %Y}, at the pace of the last 16 weeks")
    for framework in told.frameworks:
        yield Entry("")
        yield Entry(f"{framework.title}, edition {framework.edition}")
        yield from _of_framework(framework)


def _of_framework(framework: FrameworkForecast) -> Iterator[Entry]:
    titles = {one.answer.id: one.answer.title for one in framework.requirements}
    for stage in framework.stages:
        yield Entry(stage.title, stage.sentence)
    for one in framework.requirements:
        if one.outlook in _SETTLED or (one.answer.parent is not None and one.outlook == "not-forecast"):
            continue
        owner = titles.get(one.answer.parent or "", "")
        yield Entry(f"{owner}: {one.answer.title}" if owner else one.answer.title, one.sentence)
