"""At what pace entries that count have come in over the last available weeks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from sonolog.domain.requirement import Measured
from sonolog.progress.bits import positions
from sonolog.progress.evaluation import Evaluation
from sonolog.progress.masks import Masks
from sonolog.statistics.available import WEEK
from sonolog.statistics.forecast import Pace


def amounts_of(masks: Masks, spec: Measured, counted: int) -> dict[int, Fraction]:
    """Return what each entry that counted adds: one, or its number of hours, credits and the like."""
    if spec.sum is None:
        return dict.fromkeys(positions(counted), Fraction(1))
    found: dict[int, Fraction] = {}
    for value, mask in masks.values(spec.sum).items():
        if not isinstance(value, str | date):
            found.update(dict.fromkeys(positions(mask & counted), Fraction(value)))
    return found


def pace_of(dates: Sequence[date], amounts: Mapping[int, Fraction], weeks: Sequence[Sequence[date]]) -> Pace:
    """Return the pace over ``weeks``, given what each entry added; entries of other days are left out."""
    by_day: dict[date, Fraction] = defaultdict(Fraction)
    entries: dict[date, int] = defaultdict(int)
    for at, amount in amounts.items():
        by_day[dates[at]] += amount
        entries[dates[at]] += 1
    days = [day for week in weeks for day in week]
    return Pace(
        weekly=[float(sum(by_day.get(day, Fraction(0)) for day in week)) for week in weeks if len(week) == WEEK],
        total=float(sum(by_day.get(day, Fraction(0)) for day in days)),
        entries=sum(entries.get(day, 0) for day in days),
        exposure=len(days) / WEEK,
    )


def training_began(evaluation: Evaluation, masks: Masks) -> date:
    """Return the day from which weeks without entries say something: the enrolment, or an earlier first entry."""
    first = masks.log.dates[:1]
    enrolled = [evaluation.enrolled.day] if evaluation.enrolled else []
    return min((*first, *enrolled), default=evaluation.basis.day)
