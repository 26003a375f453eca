"""All figures in one table, and docs/performance.md."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from table import Left, Line

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
LIBRARIES = ("sonolog", "textual", "sqlalchemy", "pydantic", "cryptography", "reportlab")
_HEAD = """\
# How fast it is

Written by `make bench` itself; do not edit.

"""
_HOW = """
## How to read it

Seconds tell more about a computer than about a program, so each figure is a **ratio**: what the program took, divided
by a **floor** that was measured beside it in the same run, the two in turn, so that whatever else the machine does
slows both. The floor is the least that could do the same work: reading the same rows with nothing but SQLite, a bare
program of the same library, the same bytes hashed. Where a goal begins with ≥, the ratio is of speeds, and more is
better.

*Took*, *floor* and *ratio* are medians at the size the goal names. The columns on the right are the ratio at other
sizes: one that stays level grows as its floor does, one that rises grows faster. Only the size of the goal is judged;
the others are of fewer runs and wander more. A dash is a size that was not measured; the end of the page says why.
`make bench` ends with 1 when a goal is missed. `make bench SIZES="1000 10000"` is a short run that leaves this page
alone.
"""


@dataclass(frozen=True, slots=True)
class Run:
    """Where and when it was measured, and how many programs wanted a processor before and after."""

    machine: str
    before: float
    after: float

    @property
    def load(self) -> str:
        """How busy the machine was, and what that means for the figures."""
        many = max(self.before, self.after)
        words = f"Programs that wanted a processor: {self.before:.1f} before the run, {self.after:.1f} after it"
        if many <= (os.cpu_count() or 1):
            return f"{words}."
        return f"{words}, more than there are: others worked meanwhile, and every time is longer than at rest."


def about_run() -> str:
    """Return the day, the machine and the versions."""
    day = datetime.now(UTC).date().isoformat()
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"Last run on {day}: {os.cpu_count()} processors ({_processor()}), {platform.system()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}; {libraries}."
    )


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    if told.exists():
        for line in told.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def growth_rows(lines: Sequence[Line], sizes: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """Yield the heading and a row for each goal, with the ratio at every size."""
    yield "what", "took", "floor", "ratio", "goal", "verdict", *(f"{size:,}" for size in sizes)
    for what in dict.fromkeys(line.what for line in lines):
        family = [line for line in lines if line.what == what]
        at = {line.size: f"{line.ratio:.2f}" for line in family}
        grown = ["" if set(at) == {0} else at.get(size, "—") for size in sizes]
        for line in [one for one in family if one.judged] or family[-1:]:
            yield what, *line.row, *grown
            grown = [""] * len(sizes)


def page(lines: Sequence[Line], left: Sequence[Left], sizes: Sequence[int], run: Run) -> str:
    """Return the text of the page."""
    heading, *rows = growth_rows(lines, sizes)
    marks = ["---", *["---:"] * 3, "---", "---", *["---:"] * len(sizes)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in (heading, marks, *rows))
    floors = "\n".join(f"- **{what}**: {about}" for what, about in {one.what: one.about for one in lines}.items())
    text = f"{_HEAD}{run.machine}\n{run.load}\n\n{table}\n{_HOW}\n## The floors\n\n{floors}\n"
    if not left:
        return text
    told = "\n".join(f"- **{one.what}**, above {one.above:,}: {one.why}" for one in left)
    return f"{text}\n## What was not measured\n\n{told}\n"
