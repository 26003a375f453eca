"""Counts that will fall by themselves: what leaves a window of time that moves with the days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sonolog.domain.bound import Duration
from sonolog.domain.requirement import LookBack, NamedDay, Requirement
from sonolog.progress.bits import pick
from sonolog.progress.days import plus
from sonolog.progress.plain_words import day, several

if TYPE_CHECKING:
    from sonolog.progress.evaluation import Evaluation
    from sonolog.progress.judging import Outcome

AHEAD = Duration(value=6, unit="months")
"""How far ahead it is looked."""
MOST_DAYS = 60
"""Days on which something leaves that are tried, at most."""


def falls_on(evaluation: Evaluation, requirement: Requirement, outcome: Outcome) -> date | None:
    """Return the first day within :data:`AHEAD` on which a requirement met today is not, if nothing is added."""
    if not outcome.met:
        return None
    for leaving in sorted(set(_leaving_days(evaluation, requirement, outcome)))[:MOST_DAYS]:
        if not evaluation.outcome(requirement, replace(evaluation.basis, day=leaving)).met:
            return leaving
    return None


def sliding_words(evaluation: Evaluation, requirement: Requirement, outcome: Outcome, falls: date | None) -> str:
    """Return "9 scans leave the window by 1 May 2027, and it is then no longer met"; nothing where none leave soon."""
    days = sorted(_leaving_days(evaluation, requirement, outcome))
    if not days:
        return ""
    last = falls or days[-1]
    count = sum(leaving <= last for leaving in days)
    one, many = evaluation.words.unit_of_kind(requirement.of)
    leave = "leaves" if count == 1 else "leave"
    then = ", and it is then no longer met" if falls is not None else ""
    return f"{several(count, one, many)} {leave} the window by {day(last)}{then}"


def _leaving_days(evaluation: Evaluation, requirement: Requirement, outcome: Outcome) -> list[date]:
    """Return, for each entry that counts today and leaves soon, the first day on which it is outside."""
    window = requirement.within
    if outcome.plan is None or outcome.windowed is None or not isinstance(window, LookBack):
        return []
    if not (isinstance(window.before, NamedDay) and window.before.name in ("today", "application")):
        return []
    today = evaluation.basis.day
    horizon = plus(today, AHEAD)
    counted = outcome.windowed.settled.counted
    for part in outcome.windowed.settled.parts:
        counted |= part.counted
    entered = pick(outcome.plan.masks.log.dates, counted)
    left = (plus(one, window.length) + timedelta(days=1) for one in entered if plus(one, window.length) < date.max)
    return [leaving for leaving in left if today < leaving <= horizon]
