"""One selection of entries that meets the total and every part at once, under the limits.

Each goal alone gives an upper bound.  Taking what serves most open goals first nearly always proves that it
can be reached; where it does not, entries are sorted into classes (same limits, same goals), and how many of
each are taken is searched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sonolog.progress.bits import lowest
from sonolog.progress.limits import Limits, by_number_of_limits, close

SEARCH_STEPS = 3_000
"""After so many steps a search is given up."""
MOST_CLASSES = 48
"""With more classes than this no search is begun."""


@dataclass(frozen=True, slots=True)
class Goal:
    """So many of these entries are needed."""

    mask: int
    need: int


@dataclass(frozen=True, slots=True)
class Choice:
    """The entries selected, and whether it is certain that no other selection meets the goals."""

    selected: int
    settled: bool = True


def choose(kept: int, goals: Sequence[Goal], limits: Limits) -> Choice:
    """Return a selection from ``kept`` and the goals' entries that meets all goals, else the best found."""
    universe = kept
    for goal in goals:
        universe |= goal.mask
    plain = close(universe, limits, taken=close(kept, limits))
    if _missing(plain, goals) == 0:
        return Choice(plain)
    served = _serving_goals(universe, goals, limits)
    best = min((plain, served), key=lambda one: (_missing(one, goals), -(one & kept).bit_count()))
    if _missing(best, goals) == 0 or not all(can_reach(goal, limits) for goal in goals):
        return Choice(best)
    search = Search(universe, goals, limits)
    if len(search.classes) > MOST_CLASSES:
        return Choice(best, settled=False)
    found, settled = search.run()
    return Choice(close(universe, limits, taken=found) if found is not None else best, settled)


def _missing(selected: int, goals: Sequence[Goal]) -> int:
    return sum(max(goal.need - (selected & goal.mask).bit_count(), 0) for goal in goals)


def can_reach(goal: Goal, limits: Limits) -> bool:
    """Return whether a goal alone might be reached under the limits; too hopeful where limits cross."""
    free, under = goal.mask, 0
    for cap in limits.caps:
        free &= ~cap.mask
        under += min((goal.mask & cap.mask).bit_count(), cap.room)
    return min(free.bit_count() + under, goal.mask.bit_count()) >= goal.need


def _serving_goals(universe: int, goals: Sequence[Goal], limits: Limits) -> int:
    """Take what no cap concerns, then for the open goals what serves most of them under the fewest limits."""
    taken = universe
    for cap in limits.caps:
        taken &= ~cap.mask
    while True:
        needs = [(goal.mask, goal.need - (taken & goal.mask).bit_count()) for goal in goals]
        useful = _most_useful(universe, taken, [(mask, need) for mask, need in needs if need > 0], limits)
        if not useful:
            return close(universe, limits, taken=taken)
        taken |= useful


def _most_useful(universe: int, taken: int, open_goals: Sequence[tuple[int, int]], limits: Limits) -> int:
    """Return entries that serve most open goals under fewest limits, no more than the nearest goal needs."""
    serving = _levels(universe & ~taken, [mask for mask, _ in open_goals])[1:]
    for level in reversed(serving):
        admitted = close(level, limits, taken=taken) & ~taken
        if admitted:
            fewest = next(one for one in by_number_of_limits(admitted, limits.layers) if one)
            return lowest(fewest, min(need for mask, need in open_goals if mask & fewest))
    return 0


def _levels(entries: int, masks: Sequence[int]) -> list[int]:
    """Split entries by how many of the masks they are in; the last level is not empty, but for the first."""
    levels = [entries]
    for mask in masks:
        carried = 0
        for at, level in enumerate(levels):
            levels[at], carried = level & ~mask | carried, level & mask
        levels.append(carried)
    while len(levels) > 1 and not levels[-1]:
        levels.pop()
    return levels


class Search:
    """A search over how many entries of each class to take."""

    def __init__(self, universe: int, goals: Sequence[Goal], limits: Limits) -> None:
        self.goals = goals
        self.caps = [cap for cap in limits.caps if (cap.mask & universe).bit_count() > cap.room]
        self.free, self.classes = self._classes(universe)
        self.steps = SEARCH_STEPS

    def _classes(self, universe: int) -> tuple[int, list[int]]:
        """Return the entries under no cap, which are all taken, and the classes of those under one."""
        free, classes = universe, [universe]
        for mask in [*(goal.mask for goal in self.goals), *(cap.mask for cap in self.caps)]:
            classes = [part for one in classes for part in (one & mask, one & ~mask) if part]
            if len(classes) > 4 * MOST_CLASSES:
                break
        for cap in self.caps:
            free &= ~cap.mask
        useful = [one for one in classes if not one & free and any(one & goal.mask for goal in self.goals)]
        return free, useful

    def run(self) -> tuple[int | None, bool]:
        """Return entries that meet all goals, if there is one, and whether that is certain."""
        needs = [goal.need - (self.free & goal.mask).bit_count() for goal in self.goals]
        found = self._extend(0, self.free, needs, [cap.room for cap in self.caps])
        return found, found is not None or self.steps > 0

    def _extend(self, at: int, taken: int, needs: list[int], rooms: list[int]) -> int | None:
        self.steps -= 1
        if all(need <= 0 for need in needs):
            return taken
        if self.steps <= 0 or at == len(self.classes) or not self._can_reach(at, needs):
            return None
        one = self.classes[at]
        capped = [number for number, cap in enumerate(self.caps) if one & cap.mask]
        served = [number for number, goal in enumerate(self.goals) if one & goal.mask]
        useful = max(needs[number] for number in served)
        most = min(one.bit_count(), max(useful, 0), *(rooms[number] for number in capped))
        for amount in range(most, -1, -1):
            left = [need - amount if number in served else need for number, need in enumerate(needs)]
            room = [value - amount if number in capped else value for number, value in enumerate(rooms)]
            found = self._extend(at + 1, taken | lowest(one, amount), left, room)
            if found is not None:
                return found
        return None

    def _can_reach(self, at: int, needs: list[int]) -> bool:
        """Return whether the classes still to come hold enough for each goal, caps aside."""
        return all(
            need <= sum(one.bit_count() for one in self.classes[at:] if one & goal.mask)
            for need, goal in zip(needs, self.goals, strict=True)
        )
