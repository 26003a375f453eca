"""Targets and ceilings as numbers: shares worked out exactly, lengths of time in their own unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sonolog.domain.bound import Bound, Count, Duration, Percent, Rounding, Unit
from sonolog.domain.requirement import Measured as Spec
from sonolog.progress.answer import Number
from sonolog.progress.days import periods_in, plus
from sonolog.progress.errors import NotEvaluated
from sonolog.progress.limits import rounded, share_of
from sonolog.progress.measures import Measured


@dataclass(frozen=True, slots=True)
class Whole:
    """What a percentage may be of, as far as it is known where the bound stands."""

    target: Fraction | None = None
    """The requirement's own target."""
    total: int | None = None
    """Entries before ``having``."""
    parts: int = 0
    """In how many equal shares the target falls."""
    other: Callable[[str], Fraction | None] = lambda _: None
    """The target of another requirement, by its id."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A measured value against its bounds, in the unit people read."""

    have: Fraction
    need: Fraction | None
    most: Fraction | None
    meets: bool
    """Both bounds hold."""
    shortfall: Fraction
    """How much is missing; 0 where only the ceiling is broken."""
    is_over: bool = False
    """More than the ceiling allows."""
    is_empty: bool = False
    """There was nothing to measure."""


def length_unit(spec: Spec) -> Unit | None:
    """Return the unit in which a measure of time is told: that of its bounds, months where there are none."""
    if spec.measure not in ("elapsed", "span", "gap"):
        return None
    for bound in (spec.at_least, spec.at_most, spec.ideal):
        if isinstance(bound, Duration):
            return bound.unit
        if bound is not None:
            raise NotEvaluated("a length of time compared with a plain number")
    return "months"


def number_of(bound: Bound | None, spec: Spec, whole: Whole, *, default: Rounding) -> Fraction | None:
    """Return a bound as a number of what ``spec`` measures; ``default`` rounds shares that do not say how."""
    match bound:
        case None:
            return None
        case Count(value=value):
            return Fraction(value)
        case Percent(percent=percent):
            return Fraction(share_of(percent, _whole_of(bound, whole), bound.round or default))
        case Duration():
            return _periods(bound, spec, default)


def _whole_of(bound: Percent, whole: Whole) -> Fraction | int:
    if bound.of == "total" and whole.total is not None:
        return whole.total
    if bound.of == "equal-share" and whole.target is not None and whole.parts:
        return whole.target / whole.parts
    whole_number = whole.target if bound.of == "target" else whole.other(bound.of)
    if whole_number is not None:
        return whole_number
    raise NotEvaluated(f"a share of “{bound.of}”, which is not known here")


def _periods(bound: Duration, spec: Spec, default: Rounding) -> Fraction:
    if spec.rate is not None and spec.rate.per != "session":
        return Fraction(rounded(periods_in(bound, spec.rate.per), "down" if default == "up" else "up"))
    if spec.distinct in ("day", "week", "month", "year"):
        return Fraction(rounded(periods_in(bound, spec.distinct), "down" if default == "up" else "up"))
    if spec.measure in ("elapsed", "span", "gap"):
        return Fraction(bound.value)
    raise NotEvaluated("a number of entries compared with a length of time")


def judge(measured: Measured, spec: Spec, whole: Whole) -> Judged:
    """Return how ``measured`` stands against the bounds of ``spec``."""
    unit = length_unit(spec)
    need = number_of(spec.at_least, spec, whole, default="up")
    most = number_of(spec.at_most, spec, whole, default="down")
    if unit is not None:
        return _judge_length(measured, spec, unit, need, most)
    have = measured.value
    short = max(need - have, Fraction(0)) if need is not None else Fraction(0)
    over = most is not None and have > most
    return Judged(have, need, most, not short and not over and not measured.is_empty, short, over, measured.is_empty)


def _judge_length(measured: Measured, spec: Spec, unit: Unit, need: Fraction | None, most: Fraction | None) -> Judged:
    stretch = measured.stretch
    have = Fraction(stretch.whole(unit)) if stretch else Fraction(0)
    reached = need is None or need <= 0 or (stretch is not None and _reached(stretch.start, stretch.end, spec.at_least))
    over = stretch is not None and _exceeded(stretch.start, stretch.end, spec.at_most)
    short = Fraction(0) if reached or need is None else max(need - have, Fraction(1))
    return Judged(have, need, most, reached and not over and not measured.is_empty, short, over, measured.is_empty)


def _reached(start: date, end: date, bound: Bound | None) -> bool:
    return not isinstance(bound, Duration) or plus(start, bound) <= end


def _exceeded(start: date, end: date, bound: Bound | None) -> bool:
    return isinstance(bound, Duration) and end > plus(start, bound)


def shown(value: Fraction) -> Number:
    """Return a number for people: whole where it is whole, else with at most two places, never rounded up."""
    if value.denominator == 1:
        return value.numerator
    hundredths = rounded(value * 100, "down")
    return hundredths // 100 if hundredths % 100 == 0 else Decimal(hundredths).scaleb(-2).normalize()
