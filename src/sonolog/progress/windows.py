"""Windows of time: the best one for the trainee, a look back from a day, between two days, around a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from sonolog.domain.requirement import Around, BestWindow, Between, CalendarPeriod, LookBack
from sonolog.progress.bits import pick
from sonolog.progress.days import next_period, period_start, plus
from sonolog.progress.overriding import extended_until
from sonolog.progress.planned import Plan
from sonolog.progress.settle import Settled, settle, shortfall

if TYPE_CHECKING:
    from sonolog.progress.evaluation import Basis, Evaluation


@dataclass(frozen=True, slots=True)
class Windowed:
    """The entries inside the window, what they come to, and the window itself."""

    inside: int
    settled: Settled
    start: date | None = None
    until: date | None = None
    absent: str = ""
    """What has not happened yet, on which the window hangs; the requirement is then not met."""


def in_window(evaluation: Evaluation, plan: Plan, entries: int, basis: Basis) -> Windowed:
    """Return what the requirement of ``plan`` comes to within its window."""
    match plan.requirement.within:
        case None:
            return Windowed(entries, settle(evaluation, plan, entries, basis))
        case BestWindow() | CalendarPeriod() as window:
            return _best(evaluation, plan, entries, basis, _candidates(plan, entries, window))
        case LookBack(before=anchor, length=length):
            end = evaluation.anchor_day(anchor, basis, stage=plan.requirement.stage)
            if end is None:
                return _nothing(evaluation, plan, basis, evaluation.words.anchor(anchor))
            inside = entries & plan.masks.since(lambda day: plus(day, length) >= end)
            return _fixed(evaluation, plan, inside & plan.masks.between(None, end), basis, until=end)
        case Between() as window:
            return _between(evaluation, plan, entries, basis, window)
        case Around(anchor=anchor, before=before, after=after):
            day = evaluation.anchor_day(anchor, basis, stage=plan.requirement.stage)
            if day is None:
                return _nothing(evaluation, plan, basis, evaluation.words.anchor(anchor))
            inside = entries & plan.masks.since(lambda entry: plus(entry, before) >= day)
            until = plus(day, after)
            return _fixed(evaluation, plan, inside & plan.masks.between(None, until), basis, until=until)


def _between(evaluation: Evaluation, plan: Plan, entries: int, basis: Basis, window: Between) -> Windowed:
    stage = plan.requirement.stage
    start = evaluation.anchor_day(window.start, basis, stage=stage) if window.start else None
    until = evaluation.anchor_day(window.until, basis, stage=stage) if window.until else None
    extension = extended_until(plan.requirement.id, evaluation.granted)
    if until is not None and extension is not None and extension.until is not None:
        until = max(until, extension.until)
    if window.start and start is None:
        return _nothing(evaluation, plan, basis, evaluation.words.anchor(window.start))
    inside = entries & plan.masks.between(start, until)
    found = _fixed(evaluation, plan, inside, basis, start=start, until=until)
    if window.until and until is None:
        absent = evaluation.words.anchor(window.until)
        return Windowed(inside, found.settled, start, None, absent)
    return found


def _fixed(
    evaluation: Evaluation,
    plan: Plan,
    inside: int,
    basis: Basis,
    *,
    start: date | None = None,
    until: date | None = None,
) -> Windowed:
    if until is not None and until < basis.day and plan.requirement.measure == "gap":
        basis = replace(basis, day=until)
    return Windowed(inside, settle(evaluation, plan, inside, basis), start, until)


def _nothing(evaluation: Evaluation, plan: Plan, basis: Basis, absent: str) -> Windowed:
    return Windowed(0, settle(evaluation, plan, 0, basis), absent=absent)


def _candidates(plan: Plan, entries: int, window: BestWindow | CalendarPeriod) -> Iterator[tuple[date, date]]:
    """Yield the windows to try, earliest first: one opened at each day with an entry."""
    days = dict.fromkeys(pick(plan.masks.log.dates, entries))
    if isinstance(window, BestWindow):
        yield from ((day, plus(day, window.length)) for day in days)
        return
    for start in dict.fromkeys(period_start(day, window.period) for day in days):
        yield start, next_period(start, window.period) - timedelta(days=1)


def _best(
    evaluation: Evaluation, plan: Plan, entries: int, basis: Basis, candidates: Iterator[tuple[date, date]]
) -> Windowed:
    """Return the window with the least missing in all, then the most counted, then the earliest."""
    best: tuple[Fraction, int] | None = None
    found = Windowed(0, settle(evaluation, plan, 0, basis))
    tried: set[int] = set()
    for start, until in candidates:
        inside = entries & plan.masks.between(start, until)
        if inside in tried or _cannot_win(plan, inside, best):
            continue
        tried.add(inside)
        settled = settle(evaluation, plan, inside, basis)
        rank = (shortfall(plan, settled), -settled.counted.bit_count())
        if best is None or rank < best:
            best = rank
            found = Windowed(inside, settled, start, until)
    return found


def _cannot_win(plan: Plan, inside: int, best: tuple[Fraction, int] | None) -> bool:
    """Return whether so few entries cannot beat the best so far, whatever the later steps make of them."""
    if best is None or plan.requirement.measure != "count":
        return False
    target = plan.whole.target
    most = inside.bit_count()
    least_missing = max(target - most, Fraction(0)) if target is not None else Fraction(0)
    return (least_missing, -most) >= best
