"""Further definitions for the second opinion, each a plain loop: time, single values, signatories, groups, units.

Nothing of the evaluator is imported: only the values of the framework language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

from sonolog.domain.bound import Count, Duration
from sonolog.domain.predicate import Linked
from sonolog.domain.requirement import Needs, Requirement

from .slow import DEAD, matches, plus
from .slow_measures import Entry


def later(day: date, length: Duration) -> date:
    """Return the day a length of time after ``day``."""
    if length.unit in ("months", "years"):
        return plus(day, length.value * (12 if length.unit == "years" else 1))
    return day + timedelta(days=length.value * (7 if length.unit == "weeks" else 1))


def living(entries: Iterable[Entry], today: date) -> list[Entry]:
    """Return the entries in force up to today, oldest first."""
    kept = [one for one in entries if one["day"] <= today and one["status"] not in DEAD]
    return sorted(kept, key=lambda one: (one["day"], one["record"]))


def single_value(take: str, field: str, entries: Sequence[Entry]) -> Fraction | None:
    """Return the mean, lowest, highest or latest value of the entries that hold one."""
    values = [Fraction(one[field]) for one in entries if one.get(field) is not None]
    if not values:
        return None
    if take == "mean":
        return sum(values, Fraction(0)) / len(values)
    return min(values) if take == "lowest" else max(values) if take == "highest" else values[-1]


def within(value: Fraction | None, rule: Requirement) -> bool:
    """Return whether a value keeps the plain bounds; no value keeps none."""
    low, high = rule.at_least, rule.at_most
    if value is None:
        return False
    above = not isinstance(low, Count) or value >= Fraction(low.value)
    return above and (not isinstance(high, Count) or value <= Fraction(high.value))


def gaps_hold(entries: Sequence[Entry], length: Duration, *, longest: bool, today: date) -> bool:
    """Return whether no gap is longer than ``length``, the one until today included; or none shorter."""
    days = [one["day"] for one in entries]
    pairs = list(pairwise(days))
    if longest:
        return bool(days) and all(second <= later(first, length) for first, second in [*pairs, (days[-1], today)])
    return all(second >= later(first, length) for first, second in pairs)


def spans(entries: Sequence[Entry], length: Duration) -> bool:
    """Return whether so much time lies between the first entry and the last."""
    return bool(entries) and entries[-1]["day"] >= later(entries[0]["day"], length)


def cooled_down(entries: Sequence[Entry], after: Any, length: Duration) -> list[Entry]:
    """Return the entries that are not too soon after one that matches ``after``."""
    triggers = [one["day"] for one in entries if matches(one, after)]
    return [one for one in entries if not any(day < one["day"] < later(day, length) for day in triggers)]


def period_of(day: date, period: str) -> tuple[int, ...]:
    """Return what names the calendar period a day lies in."""
    parts = {"month": day.month, "quarter": (day.month - 1) // 3, "semester": (day.month - 1) // 6, "year": 0}
    return tuple(day.isocalendar()[:2]) if period == "week" else (day.year, parts[period])


def level_on(held: Sequence[tuple[int, date]], day: date) -> int | None:
    """Return the highest level held on a day."""
    return max((level for level, start in held if start <= day), default=None)


def links_match(linked: Sequence[Mapping[str, Any]], rule: Linked) -> bool:
    """Return whether so many linked records match."""
    found = sum(bool(matches(dict(one), rule.where)) for one in linked)
    return bool(linked) and found >= rule.at_least and (rule.at_most is None or found <= rule.at_most)


def group_is_met(needs: Needs, met: Mapping[str, bool]) -> bool:
    """Return whether enough of the members are met."""
    held = [group_is_met(one, met) if isinstance(one, Needs) else met[one] for one in needs.of]
    return sum(held) >= needs.at_least


def units_of(entry: Entry, unit: str, bilateral: int) -> int:
    """Return what one scan counts as: its structures, or one, or two for both sides."""
    if unit == "structure":
        return max(len(entry["structures"]), 1)
    return bilateral if entry.get("side") == "bilateral" else 1
