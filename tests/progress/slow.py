"""A second evaluator, slow and obvious, straight from the definitions: plain loops over plain entries.

It shares with the program only the values of the framework language.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import combinations
from math import ceil, floor
from typing import Any

from sonolog.domain.bound import Bound, Count, Percent
from sonolog.domain.predicate import (
    AllOf,
    AnyOf,
    Compare,
    Not,
    OneOf,
    Predicate,
    Present,
)
from sonolog.domain.requirement import BestWindow, Limit, LookBack, Measured, Part, Requirement

from .slow_measures import Entry, measured

DEAD = ("withdrawn", "redacted", "conflict")


@dataclass
class Result:
    """What one requirement comes to."""

    have: Fraction
    met: bool
    counted: set[str]
    reasons: dict[str, str]


def plus(day: date, months: int) -> date:
    """Return the day some months on, clamped to the end of the month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def matches(entry: Entry, predicate: Predicate) -> bool | None:
    """Return whether an entry matches, or None where it is unmarked."""
    if isinstance(predicate, AllOf):
        results = [matches(entry, one) for one in predicate.of]
        return False if False in results else None if None in results else True
    if isinstance(predicate, AnyOf):
        results = [matches(entry, one) for one in predicate.of]
        return True if True in results else None if None in results else False
    if isinstance(predicate, Not):
        found = matches(entry, predicate.of)
        return None if found is None else not found
    assert isinstance(predicate, OneOf | Compare | Present)
    cell = entry.get(predicate.field)
    cells = cell if isinstance(cell, tuple) else () if cell is None else (cell,)
    if isinstance(predicate, Present):
        return bool(cells) == predicate.present
    if not cells:
        return None
    if isinstance(predicate, OneOf):
        return any(one in predicate.values for one in cells)
    low, high = predicate.at_least, predicate.at_most
    return any((low is None or one >= low) and (high is None or one <= high) for one in cells)


def rounded(value: Fraction, rounding: str) -> int:
    """Return a whole number."""
    return {"up": ceil(value), "down": floor(value), "nearest": floor(value + Fraction(1, 2))}[rounding]


def number(bound: Bound, *, target: Fraction | None, total: int, rounding: str) -> Fraction:
    """Return a bound as a number."""
    if isinstance(bound, Count):
        return Fraction(bound.value)
    assert isinstance(bound, Percent)
    whole = total if bound.of == "total" else target
    assert whole is not None
    return Fraction(rounded(Fraction(bound.percent) * whole / 100, bound.round or rounding))


def result_of(requirement: Requirement, entries: list[Entry], today: date) -> Result:
    """Return what ``requirement`` comes to, step by step."""
    reasons: dict[str, str] = {}

    def keep(left: list[Entry], code: str, wanted: list[Entry]) -> list[Entry]:
        for entry in left:
            if entry not in wanted:
                reasons[entry["record"]] = code
        return wanted

    left = sorted(entries, key=lambda entry: (entry["day"], entry["record"]))
    left = [entry for entry in left if entry["day"] <= today and matches(entry, requirement.about)]
    for status in DEAD:
        left = keep(left, status, [entry for entry in left if entry["status"] != status])
    left = keep(left, "where", [entry for entry in left if matches(entry, requirement.where)])
    left = keep(left, "warm-up", left[requirement.skip :])
    best = None
    for window in _windows(requirement, left, today):
        tried = Try(requirement, window, today)
        if best is None or tried.rank < best.rank:
            best = tried
    assert best is not None
    keep(left, "outside-window", best.window)
    reasons.update(best.reasons)
    return Result(best.have, best.met, {entry["record"] for entry in best.counted}, reasons)


def _windows(requirement: Requirement, left: list[Entry], today: date) -> Iterator[list[Entry]]:
    window = requirement.within
    if window is None:
        yield left
    elif isinstance(window, LookBack):
        yield [entry for entry in left if entry["day"] <= today <= plus(entry["day"], window.length.value)]
    elif isinstance(window, BestWindow):
        for opened in left:
            until = plus(opened["day"], window.length.value)
            yield [entry for entry in left if opened["day"] <= entry["day"] <= until]
        if not left:
            yield []


class Try:
    """One window tried."""

    def __init__(self, requirement: Requirement, window: list[Entry], today: date) -> None:
        self.window = window
        self.reasons: dict[str, str] = {}
        target = requirement.at_least
        self.target = Fraction(target.value) if isinstance(target, Count) else None
        total = self._first_last(requirement, window, self.reasons)
        kept = self._having(requirement, total, self.reasons)
        parts = [(part, *self._part(part, total)) for part in requirement.parts]
        caps = [cap for limit in requirement.limits for cap in self._caps(limit, total)]
        self.counted = kept
        if caps:
            self.counted = self._share(requirement, kept, caps)
            for entry in kept:
                if entry not in self.counted:
                    self.reasons[entry["record"]] = "limit"
        self.have = measured(requirement, self.counted, today)
        self.short = self._short(requirement, self.have, len(total))
        self.met = self._meets(requirement, self.have, len(total))
        if parts:
            self._judge_parts(requirement, kept, len(total), parts, caps)
        self.rank = (self.short, -len(self.counted), window[0]["day"] if window else date.max)

    def _first_last(self, spec: Measured, entries: list[Entry], reasons: dict[str, str]) -> list[Entry]:
        kept = entries
        if spec.first is not None:
            kept = kept[: spec.first]
        reasons.update({one["record"]: "beyond-first" for one in entries if one not in kept})
        if spec.last is not None:
            before, kept = kept, kept[max(len(kept) - spec.last, 0) :]
            reasons.update({one["record"]: "before-last" for one in before if one not in kept})
        return kept

    def _having(self, spec: Measured, entries: list[Entry], reasons: dict[str, str]) -> list[Entry]:
        if spec.having is None:
            return entries
        kept = [entry for entry in entries if matches(entry, spec.having)]
        reasons.update({one["record"]: "having" for one in entries if one not in kept})
        return kept

    def _part(self, part: Part, total: list[Entry]) -> tuple[list[Entry], int]:
        mine = [entry for entry in total if matches(entry, part.where)][part.skip :]
        cut = self._first_last(part, mine, {})
        return self._having(part, cut, {}), len(cut)

    def _caps(self, limit: Limit, entries: list[Entry]) -> list[tuple[Limit, Any, int | None]]:
        if isinstance(limit.at_most, Percent) and limit.at_most.of == "total":
            return [(limit, None, None)]
        room = floor(number(limit.at_most, target=self.target, total=0, rounding="down"))
        if limit.per is None:
            return [(limit, None, room)]
        values = {entry[limit.per] for entry in entries if entry.get(limit.per) is not None}
        return [(limit, value, room) for value in sorted(values)]

    def _share(
        self, requirement: Requirement, kept: list[Entry], caps: list[tuple[Limit, Any, int | None]]
    ) -> list[Entry]:
        """Return what the limits let count; a share of the total is tried from the greatest number down."""
        shares = [limit for limit, _, room in caps if room is None]
        most = max((sum(under(entry, limit, None) for entry in kept) for limit in shares), default=0)
        for n in range(most, -1, -1):
            fixed = [(limit, value, n if room is None else room) for limit, value, room in caps]
            taken = greedy(kept, fixed)
            holds = True
            for limit, value, room in caps:
                inside = sum(under(entry, limit, value) for entry in taken)
                if room is None and isinstance(limit.at_most, Percent):
                    allowed = Fraction(limit.at_most.percent) * len(taken) / 100
                    holds = holds and inside <= rounded(allowed, limit.at_most.round or "down")
            if holds:
                self.caps = fixed
                return taken
        return []

    def _short(self, spec: Measured, have: Fraction, total: int) -> Fraction:
        if not isinstance(spec.at_least, Count | Percent):
            return Fraction(0)
        need = number(spec.at_least, target=self.target, total=total, rounding="up")
        return max(need - have, Fraction(0))

    def _meets(self, spec: Measured, have: Fraction, total: int) -> bool:
        if spec.at_most is not None:
            most = number(spec.at_most, target=self.target, total=total, rounding="down")
            if have > most:
                return False
        if spec.out_of is not None and total < spec.out_of:
            return False
        return self._short(spec, have, total) == 0

    def _judge_parts(
        self,
        requirement: Requirement,
        kept: list[Entry],
        total: int,
        parts: list[tuple[Part, list[Entry], int]],
        caps: list[tuple[Limit, Any, int | None]],
    ) -> None:
        if not caps:
            for part, entries, size in parts:
                have = Fraction(len(entries))
                self.met = self.met and self._meets(part, have, size)
                self.short += self._short(part, have, size)
            return
        universe = list(kept)
        for _, entries, _ in parts:
            universe += [one for one in entries if one not in universe]
        self.met = any(
            self._all_met(requirement, kept, total, parts, list(chosen))
            for size in range(len(universe) + 1)
            for chosen in combinations(universe, size)
        )

    def _all_met(
        self,
        requirement: Requirement,
        kept: list[Entry],
        total: int,
        parts: list[tuple[Part, list[Entry], int]],
        chosen: list[Entry],
    ) -> bool:
        for limit, value, room in self.caps:
            if sum(under(entry, limit, value) for entry in chosen) > (room or 0):
                return False
        have = Fraction(sum(entry in kept for entry in chosen))
        return self._meets(requirement, have, total) and all(
            self._meets(part, Fraction(sum(entry in entries for entry in chosen)), size)
            for part, entries, size in parts
        )


def under(entry: Entry, limit: Limit, value: Any) -> bool:
    """Return whether a limit (for one value of its ``per`` field) concerns an entry."""
    return bool(matches(entry, limit.where)) and (limit.per is None or entry.get(limit.per) == value)


def greedy(entries: list[Entry], caps: list[tuple[Limit, Any, int]]) -> list[Entry]:
    """Take entries under the fewest limits first, then the oldest, unless a limit on one is full."""

    def limits_on(entry: Entry) -> int:
        return sum(under(entry, limit, value) for limit, value, _ in caps)

    left = {at: room for at, (_, _, room) in enumerate(caps)}
    taken = []
    for entry in sorted(entries, key=lambda one: (limits_on(one), one["day"], one["record"])):
        mine = [at for at, (limit, value, _) in enumerate(caps) if under(entry, limit, value)]
        if all(left[at] > 0 for at in mine):
            taken.append(entry)
            for at in mine:
                left[at] -= 1
    return sorted(taken, key=lambda one: (one["day"], one["record"]))
