"""Run every bench, print one table of all ratios with their growth, and write docs/performance.md; exit 1 if one broke.

``python benches/whole.py [SIZE ...]``; without sizes, from a thousand scans to a million.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from performance_page import PAGE, Run, about_run, growth_rows, page
from table import PLACE, SIZES, Left, Line, kept, numbers

HERE = Path(__file__).parent
FIRST = ("startup", "evaluation", "large_logbook", "verification", "reports", "imports")
"""The order; a bench that is not named here comes after them."""
NOT_BENCHES = ("logbooks", "table", "whole", "performance_page")
ALL_GOALS = 100_000
"""The largest size at which a goal is set: a run that ends below has not judged all."""


def benches() -> list[str]:
    """Return the names of the benches in the order in which they run."""
    found = {path.stem for path in HERE.glob("*.py")} - set(NOT_BENCHES)
    return [name for name in FIRST if name in found] + sorted(found - set(FIRST))


def run(name: str, sizes: tuple[int, ...]) -> tuple[bool, list[Line | Left]]:
    """Run a bench, show what it prints, and return whether it ended well and what it measured."""
    before = len(kept())
    words = () if name == "startup" else map(str, sizes)
    print(f"\n{name}", flush=True)
    done = subprocess.run([sys.executable, str(HERE / f"{name}.py"), *words], check=False)
    return done.returncode == 0, kept()[before:]


def printed(row: Sequence[str]) -> str:
    """Return a row of the whole table."""
    what, took, floor, ratio, goal, verdict, *grown = row
    return f"{what:<38}{took:>12}{floor:>12}{ratio:>8}  {goal:<17}{verdict:<17}{''.join(f'{one:>11}' for one in grown)}"


def main() -> int:
    """Run them all, and return 1 if one broke or did not end well."""
    sizes = tuple(sorted(numbers(sys.argv[1:]) or SIZES))
    PLACE.unlink(missing_ok=True)
    before = os.getloadavg()[0]
    failed, found = [], []
    for name in benches():
        well, lines = run(name, sizes)
        found += lines
        if not well and not any(isinstance(one, Line) and one.is_broken for one in lines):
            failed.append(name)
    measured = [one for one in found if isinstance(one, Line)]
    print()
    for row in growth_rows(measured, sizes):
        print(printed(row))
    if failed:
        print(f"\nDid not end well: {', '.join(failed)}. {PAGE.name} stays as it is.")
        return 1
    if max(sizes) < ALL_GOALS:
        print(f"\nA short run: goals set above {max(sizes):,} were not judged, and {PAGE.name} stays as it is.")
    else:
        left = [one for one in found if isinstance(one, Left)]
        PAGE.write_text(page(measured, left, sizes, Run(about_run(), before, os.getloadavg()[0])), encoding="utf-8")
        print(f"\nWritten to docs/{PAGE.name}.")
    return int(any(one.is_broken for one in measured))


if __name__ == "__main__":
    sys.exit(main())
