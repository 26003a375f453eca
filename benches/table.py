"""What the benches measure: a ratio to a floor, its goal, its verdict, and the one way to print it and to hand it over.

Each bench appends its lines to ``build/bench.jsonl``; ``whole.py`` runs them all and makes the table and the page.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from math import isnan
from pathlib import Path

PLACE = Path(__file__).resolve().parents[1] / "build" / "bench.jsonl"
SIZES = (1_000, 10_000, 100_000, 1_000_000)
"""How many scans, so that growth shows."""
FEW_RUNS = 3
"""Pairs measured where no goal is set: their ratio shows how it grows, and is not judged."""
_SHOWN = {"s": (1_000.0, "ms"), "B": (1e-6, "MB")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure: what it took beside what it is compared with."""

    what: str
    took: float
    """In seconds or bytes, and likewise the floor."""
    floor: float
    about: str
    """What the floor is, in a sentence."""
    limit: float
    unit: str = "s"
    size: int = 0
    """Scans, rows or signatures; 0 where nothing grows."""
    judged: bool = True
    """The goal is set at this size; at others the ratio only shows how it grows."""
    least: bool = False
    """The floor is to be reached in part: the ratio is of speeds, and the limit the lowest that is good enough."""

    @property
    def ratio(self) -> float:
        """How many times the floor it took; where a least is asked for, which part of the floor's speed it has."""
        return self.floor / self.took if self.least else self.took / self.floor

    @property
    def is_held(self) -> bool:
        """Whether the ratio is good enough."""
        return self.ratio >= self.limit if self.least else self.ratio <= self.limit

    @property
    def is_broken(self) -> bool:
        """Whether the goal is set here and missed."""
        return self.judged and not self.is_held

    @property
    def verdict(self) -> str:
        """What is to be said of it."""
        if not self.judged:
            return "not judged"
        return "held" if self.is_held else "beyond its limit"

    @property
    def goal(self) -> str:
        """What was asked for, and at which size."""
        if isnan(self.limit):
            return ""
        at = f" at {self.size:,}" if self.size and self.judged else ""
        return f"{'≥' if self.least else '≤'} {self.limit:g}{at}"

    @property
    def row(self) -> tuple[str, ...]:
        """Took, floor, ratio, goal and verdict in words."""
        return (shown(self.took, self.unit), shown(self.floor, self.unit), f"{self.ratio:.2f}", self.goal, self.verdict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What was not measured, and why."""

    what: str
    above: int
    """The largest size that is measured."""
    why: str


def shown(amount: float, unit: str) -> str:
    """Return seconds in milliseconds, and bytes in megabytes."""
    factor, name = _SHOWN[unit]
    many = amount * factor
    return f"{many:,.1f} {name}" if many < 1_000 else f"{many:,.0f} {name}"


def taken(act: Callable[[], object]) -> float:
    """Return the seconds that ``act`` takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def middle(pairs: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """Return the pair whose ratio is in the middle: both of its times are of one moment of the machine."""
    ordered = sorted(pairs, key=lambda pair: pair[0] / pair[1])
    return ordered[len(ordered) // 2]


def numbers(words: Sequence[str]) -> set[int]:
    """Return the sizes that were typed: 1000, 1_000 or 1,000."""
    return {int(word.replace(",", "").replace("_", "")) for word in words}


def sizes(arguments: Sequence[str], goals: Sequence[int], left: Left) -> tuple[int, ...]:
    """Return what a bench is to measure: the sizes asked for, its goals' among them, none above what is said of it."""
    asked = numbers(arguments) or set(goals)
    if max(asked) > left.above:
        _append([left])
    within = {one for one in asked if one <= left.above}
    return tuple(sorted(within | {one for one in goals if one <= max(asked)}))


def few_runs(count: int) -> int:
    """Return how many pairs are measured where no goal is set: one of the large."""
    return FEW_RUNS if count < SIZES[-2] else 1


def hand_over(lines: Iterable[Line]) -> int:
    """Print the lines as they come and keep them for the whole table; return 1 where a goal was missed."""
    print(printed_row(("what", "size", "took", "floor", "ratio", "goal", "verdict")))
    broken = 0
    for line in lines:
        print(printed_row((line.what, f"{line.size:,}" if line.size else "", *line.row)), flush=True)
        _append([line])
        broken += line.is_broken
    return int(broken > 0)


def printed_row(words: Sequence[str]) -> str:
    """Return a row of a bench's own table."""
    what, size, took, floor, ratio, goal, verdict = words
    return f"{what:<38}{size:>10}{took:>13}{floor:>13}{ratio:>8}  {goal:<18}{verdict}"


def kept() -> list[Line | Left]:
    """Return what the benches handed over."""
    if not PLACE.exists():
        return []
    found = [json.loads(text) for text in PLACE.read_text("utf-8").splitlines()]
    return [Left(**one) if "above" in one else Line(**one) for one in found]


def _append(ones: Iterable[Line | Left]) -> None:
    PLACE.parent.mkdir(exist_ok=True)
    with PLACE.open("a", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(asdict(one), ensure_ascii=False)}\n" for one in ones)
