"""What is measured of the entries that count: number, different values, sum, rate, length of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from sonolog.domain.bound import Unit
from sonolog.domain.requirement import Rate
from sonolog.progress.bits import first, pick
from sonolog.progress.days import next_period, period_start, whole_units
from sonolog.progress.errors import NotEvaluated
from sonolog.progress.masks import Mark, Masks

if TYPE_CHECKING:
    from sonolog.progress.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one day to another, for measures of time; None where there is no such stretch."""

    start: date
    end: date

    def whole(self, unit: Unit) -> int:
        """Return how many whole units fit."""
        return whole_units(self.start, self.end, unit)


@dataclass(frozen=True, slots=True)
class Measured:
    """A measured value; ``adding`` are the entries it rests on, ``stretch`` the days of a measure of time."""

    value: Fraction
    adding: int
    stretch: Stretch | None = None
    is_empty: bool = False
    """Nothing was there to measure, so no bound holds."""


def count(entries: int) -> Measured:
    """Return how many entries there are."""
    return Measured(Fraction(entries.bit_count()), entries)


def distinct(masks: Masks, field: str, entries: int) -> Measured:
    """Return how many different values the entries hold; each value rests on its oldest entry."""
    adding = different = 0
    for mask in masks.values(field).values():
        found = mask & entries
        if found:
            different += 1
            adding |= found & -found
    return Measured(Fraction(different), adding)


def total(masks: Masks, field: str, entries: int) -> Measured:
    """Return the sum of a number field; unmarked entries add nothing."""
    amount = Fraction(0)
    for value, mask in masks.values(field).items():
        amount += _amount(value) * (mask & entries).bit_count()
    return Measured(amount, entries & masks.marked(field))


def span(masks: Masks, entries: int) -> Measured:
    """Return the stretch from the first entry to the last."""
    if not entries:
        return Measured(Fraction(0), 0)
    dates = masks.log.dates
    stretch = Stretch(dates[first(entries)], dates[entries.bit_length() - 1])
    return Measured(Fraction((stretch.end - stretch.start).days), entries, stretch)


def gap(masks: Masks, entries: int, today: date, *, shortest: bool = False) -> Measured:
    """Return the longest or shortest time between neighbouring entries.

    The longest also looks at the time from the last entry until today, so that a next one overdue is seen.
    """
    days = sorted(pick(masks.log.dates, entries))
    pairs = list(pairwise(days))
    if not shortest and days:
        pairs.append((days[-1], max(today, days[-1])))
    if not pairs:
        return Measured(Fraction(0), entries, is_empty=True)
    pairs.sort(key=lambda pair: (pair[1] - pair[0], pair[1]))
    start, end = pairs[0] if shortest else pairs[-1]
    return Measured(Fraction((end - start).days), entries, Stretch(start, end))


def level(masks: Masks, field: str, entries: int, take: Literal["mean", "lowest", "highest", "latest"]) -> Measured:
    """Return one value of a number field over the entries that hold one there."""
    marked = entries & masks.marked(field)
    if not marked:
        return Measured(Fraction(0), 0, is_empty=True)
    if take == "mean":
        return Measured(total(masks, field, marked).value / marked.bit_count(), marked)
    values = {_amount(value): mask & marked for value, mask in masks.values(field).items() if mask & marked}
    if take == "latest":
        newest = 1 << (marked.bit_length() - 1)
        return Measured(next(value for value, mask in values.items() if mask & newest), newest)
    found = min(values) if take == "lowest" else max(values)
    return Measured(found, marked)


def rate(evaluation: Evaluation, masks: Masks, rule: Rate, *, entries: int, today: date) -> Measured:
    """Return the longest run of periods that reach the rate, in periods.

    A period under way never breaks a run; where leave pauses, one touched by it is cut out if it falls short.
    """
    wanted = rule.at_least if isinstance(rule.at_least, int) else Fraction(rule.at_least)
    leave = evaluation.leave(today) if rule.pause == "leave" else ()
    periods = [
        (held, amount - wanted)
        for start, held, amount in _periods(masks, rule, entries, today)
        if amount >= wanted or not _is_excused(rule, start, leave, today)
    ]
    surplus = [over for _, over in periods]
    low, high = _longest_mean(surplus) if rule.mode == "mean" else _longest_run(surplus)
    adding = 0
    for held, _ in periods[low:high]:
        adding |= held
    return Measured(Fraction(high - low), adding)


_Amount = int | Fraction
_Period = tuple[date | None, int, _Amount]
"""First day (None for a session), the entries within, and how much they come to."""


def _periods(masks: Masks, rule: Rate, entries: int, today: date) -> list[_Period]:
    if not entries:
        return []
    if rule.per == "session":
        held = [mask & entries for mask in masks.values("session").values() if mask & entries]
        return [(None, mask, _amount_of(masks, rule, mask)) for mask in sorted(held, key=first)]
    start = period_start(masks.log.dates[first(entries)], rule.per)
    found: list[_Period] = []
    while start <= today:
        after = next_period(start, rule.per)
        held_here = entries & masks.between(start, after - timedelta(days=1))
        found.append((start, held_here, _amount_of(masks, rule, held_here)))
        if after <= start:
            break
        start = after
    return found


def _amount_of(masks: Masks, rule: Rate, entries: int) -> _Amount:
    return entries.bit_count() if rule.sum is None else total(masks, rule.sum, entries).value


def _is_excused(rule: Rate, start: date | None, leave: Sequence[tuple[date, date]], today: date) -> bool:
    """Return whether a period that falls short is under way, or touched by leave."""
    if start is None:
        return False
    after = next_period(start, rule.per)
    return after > today or any(begin < after and until >= start for begin, until in leave)


def _longest_run(surplus: Sequence[_Amount]) -> tuple[int, int]:
    best, start = (0, 0), 0
    for at, over in enumerate(surplus):
        if over < 0:
            start = at + 1
        elif at + 1 - start > best[1] - best[0]:
            best = (start, at + 1)
    return best


def _longest_mean(surplus: Sequence[_Amount]) -> tuple[int, int]:
    """Return the longest run whose mean is not below nought, the earliest of equals."""
    sums: list[_Amount] = [0]
    for over in surplus:
        sums.append(sums[-1] + over)
    starts: list[int] = []
    for at, value in enumerate(sums):
        if not starts or value < sums[starts[-1]]:
            starts.append(at)
    best = (0, 0)
    for end in range(len(sums) - 1, -1, -1):
        while starts and sums[starts[-1]] <= sums[end]:
            begin = starts.pop()
            if end - begin >= best[1] - best[0]:
                best = (begin, end)
    return best


def elapsed(start: date, end: date) -> Measured:
    """Return the time from one day to another."""
    return Measured(Fraction(max((end - start).days, 0)), 0, Stretch(start, end))


def _amount(value: Mark) -> Fraction:
    if isinstance(value, str | date):
        raise NotEvaluated("a sum of something that is not a number")
    return Fraction(value)
