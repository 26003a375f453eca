"""Why a requirement has no forecast, in words: what is not counted up, or stands in a window that moves."""

from __future__ import annotations

from datetime import date

from sonolog.domain.bound import Percent
from sonolog.domain.requirement import BestWindow, CalendarPeriod, LookBack, Measured, NamedDay, Requirement
from sonolog.progress.evaluation import Evaluation
from sonolog.progress.judging import Outcome
from sonolog.progress.plain_words import day, length
from sonolog.progress.settle import Settled
from sonolog.usecases.forecast_answer import Outlook

Reason = tuple[Outlook, str]

_MEASURES = {
    "distinct": "New different ones become rarer the more there are, so a steady pace would mislead.",
    "rate": "It asks for an unbroken run, and a run is not added up.",
    "span": "It asks for a length of time between entries, which is not added up.",
    "gap": "It asks for the time between entries, which is not added up.",
}


def why_not(evaluation: Evaluation, requirement: Requirement, outcome: Outcome, spec: Measured) -> Reason | None:
    """Return why neither the requirement nor any part of it can be forecast; None where it can."""
    if outcome.problem:
        return "not-forecast", outcome.problem
    if outcome.absent:
        return "not-forecast", f"It waits for {outcome.absent}, which has not happened yet."
    if requirement.of == "line":
        return "not-forecast", "A competency line is signed when it is mastered; that is not forecast."
    if requirement.of in ("placement", "accreditation"):
        return "not-forecast", "It grows with time that passes, not with entries that come in."
    return _of_measure(spec) or _of_window(evaluation, requirement, outcome)


def _of_measure(spec: Measured) -> Reason | None:
    if spec.measure in ("count", "sum"):
        return None
    return "not-forecast", _MEASURES.get(spec.measure, "It asks for a level, and a level is not added up.")


def _of_window(evaluation: Evaluation, requirement: Requirement, outcome: Outcome) -> Reason | None:
    today, window = evaluation.basis.day, requirement.within
    if window is None or outcome.windowed is None:
        return None
    until = outcome.windowed.until
    if isinstance(window, LookBack) and _is_today(evaluation, window):
        return "slides", f"Only the last {length(window.length)} count: {_SLIDES}"
    if until is None or until >= today:
        return None
    if isinstance(window, BestWindow | CalendarPeriod):
        return "slides", f"The best window ended on {day(until)}: {_SLIDES}"
    return "closed", f"Only entries up to {day(until)} count, so nothing new can."


_SLIDES = "the window slides, old entries leave it while new ones come, so no day is forecast."


def _is_today(evaluation: Evaluation, window: LookBack) -> bool:
    if not isinstance(window.before, NamedDay) or window.before.name not in ("today", "application"):
        return False
    return not any(event.id == window.before.name for event in evaluation.framework.events)


def own_reason(spec: Measured, settled: Settled, *, even: bool = False) -> Reason | None:
    """Return why this rule, of a requirement or a part, cannot be forecast although its entries are counted."""
    if settled.judged.is_over:
        return "closed", "There is more than is allowed; no further entry mends that."
    if even or settled.is_too_few or (isinstance(spec.at_least, Percent) and spec.at_least.of == "total"):
        return "not-forecast", "It asks for a share, which every new entry may raise or lower."
    if spec.draw is not None:
        return "not-forecast", "It asks for entries that are drawn at random."
    if spec.first is not None and settled.total >= spec.first:
        return "closed", f"Only the first {spec.first} count, and all of them are there."
    if spec.last is not None and settled.total >= spec.last:
        return "slides", f"Only the last {spec.last} count: each new one pushes an old one out."
    return _of_measure(spec)


def closing_day(requirement: Requirement, outcome: Outcome) -> date | None:
    """Return the last day on which an entry still counts together with those there; None: no such day."""
    return outcome.windowed.until if requirement.within is not None and outcome.windowed is not None else None


def after_closing(requirement: Requirement, closes: date, chance: str) -> Reason:
    """Return what is said where the window is likely to close before the target is reached."""
    if isinstance(requirement.within, BestWindow | CalendarPeriod):
        return "slides", f"The best window so far ends on {day(closes)}, before this is sure; later {_LATER}"
    return "closed", f"Only entries up to {day(closes)} count: {chance} that it is reached by then."


_LATER = "the oldest entries leave it while new ones come, so no day is forecast."
