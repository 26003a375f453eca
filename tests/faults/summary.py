"""Print what the fault programme reached, and write it down: ``python -m tests.faults.summary FOLDER``."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path

from .programme import LINES, Figure, figures_in

PLACE = Path(__file__).resolve().parents[2] / "docs" / "faults.md"
_HEAD = """\
# The fault programme

Written by `make faults` itself; do not edit. Every line is tried through the program's own store and command line.
A figure is the number of cases that were tried, beside the number the programme asks for; none of them may come out
wrong. A small part of every line also runs in `make test`. `SONOLOG_SEED` makes chance begin elsewhere.

"""


def missing_lines(figures: Sequence[Figure]) -> list[str]:
    """Return the lines of the programme on which nothing was reported."""
    return [line for line in LINES if not any(one.line == line for one in figures)]


def is_met(one: Figure) -> bool:
    """Tell whether a figure is at its target."""
    return one.wrong == 0 and one.count >= one.least


def page(figures: Sequence[Figure], machine: str) -> str:
    """Return the text of ``docs/faults.md``."""
    parts = [_HEAD, f"{machine}\n"]
    for line, title in LINES.items():
        here = [one for one in figures if one.line == line]
        if here:
            parts.append(f"\n## {line}: {title}\n\n| | tried | asked for | wrong |\n| --- | ---: | ---: | ---: |\n")
            parts += [f"| {_told(one)} | {one.count:,} | {one.least:,} | {one.wrong:,} |\n" for one in here]
    return "".join(parts)


def _told(one: Figure) -> str:
    return f"{one.what} ({one.note})" if one.note else one.what


def _machine(figures: Sequence[Figure]) -> str:
    seeds = sorted({str(one.seed) for one in figures if one.seed is not None})
    day = datetime.now(timezone.utc).date().isoformat()  # noqa: UP017
    return (
        f"Last run on {day}: Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{platform.system()}, {os.cpu_count()} processors; seed {', '.join(seeds)}."
    )


def main(folder: Path) -> int:
    """Print a line for each figure, write the page, and return 0 if the whole programme is at its target."""
    figures = figures_in(folder)
    for one in figures:
        mark = "met   " if is_met(one) else "BELOW "
        print(f"{one.line:4} {mark} {one.count:>9,} of {one.least:>9,}  {one.wrong} wrong  {_told(one)}")
    missing = missing_lines(figures)
    for line in missing:
        print(f"{line:4} NOTHING REPORTED  {LINES[line]}")
    if missing or not all(map(is_met, figures)):
        return 1
    PLACE.write_text(page(figures, _machine(figures)), encoding="utf-8")
    print(f"Every line of the programme is at its target; written to docs/{PLACE.name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
