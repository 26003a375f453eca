"""Reports against bare drawing with the same library in the same run; exit 1 beyond a limit.

A logbook of 3,000 scans against a canvas that is fed the same words as operators, without wrapping,
heads or page breaks that look ahead, and its memory; one of 30,000, with its evidence, against ten of 3,000; and the
progress report of the example year, in a process of its own, against only importing the library's layout and charts.
What the structure for screen readers costs is measured by leaving it out.  Sizes are arguments; the goals are set at
3,000 and 30,000.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from random import Random
from statistics import median
from typing import Any
from unittest.mock import patch

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from table import Left, Line, few_runs, hand_over, sizes, taken

from sonolog.reports import structure
from sonolog.reports.days import day_words
from sonolog.reports.logbook_report import LogbookReport, logbook_pages
from sonolog.reports.model import Grid
from sonolog.reports.pdf import write_pdf
from sonolog.reports.report import Evidence

ROWS, MANY = 3_000, 30_000
RUNS, PROGRAM_RUNS = 9, 7
SPEED, STRAIGHT, MEMORY, PROGRESS, TAGGED = 0.5, 1.25, 3.0, 2.0, 2.0
"""At least so much of the canvas's rows a second; at most so much longer a row among many; at most so many times the
canvas's memory; at most so many times the import; at most so many times the same without structure."""
LEFT = Left(
    what="reports",
    above=MANY,
    why="30,000 scans are a thousand pages already, and to trace the memory of more slows everything many times.",
)
_NAMES = ("date", "case", "scan", "found", "role", "supervision", "signed")
_PLACES = ("shoulder: supraspinatus tendon", "knee: quadriceps tendon", "elbow", "ankle and foot: Achilles tendon")
_FOUND = ("Normal", "Full thickness tear", "Tendinopathy", "Effusion")
_LEFTS = (40, 100, 150, 290, 360, 410, 470)
_SCAN = 900
"""Bytes of evidence of one scan."""
_SIZE, _LEADING, _FIRST, _LAST = 7.5, 12.0, 800.0, 45.0
_IMPORT = "import reportlab.platypus, reportlab.graphics.charts.linecharts, reportlab.graphics.charts.barcharts"
_PRINT = """
from pickle import loads
from pathlib import Path
from sys import argv
from sonolog.reports.pdf import write_progress_pdf
Path(argv[2]).write_bytes(write_progress_pdf(loads(Path(argv[1]).read_bytes())))
"""
Row = tuple[str, ...]


def rows(count: int) -> tuple[Row, ...]:
    """Return believable lines of a logbook, oldest first, the same in every run."""
    chance = Random(2026)  # noqa: S311  nothing is kept secret by it
    return tuple(_row(at, chance) for at in range(count))


def _row(at: int, chance: Random) -> Row:
    day = date(2000, 1, 1) + timedelta(days=at // 3)
    place = f"{chance.choice(('Left', 'Right'))} {chance.choice(_PLACES)}"
    how = chance.choice(("Performed", "Assisted")), chance.choice(("Direct", "Indirect"))
    signed = f"{day_words(day + timedelta(days=chance.randrange(30)))}, Sam Supervisor"
    return (day.isoformat(), f"C-{at:05}", place, chance.choice(_FOUND), *how, signed)


def report(lines: Sequence[Row], evidence: Evidence | None = None) -> LogbookReport:
    """Return them as a logbook."""
    days = [date.fromisoformat(line[0]) for line in (lines[0], lines[-1])]
    grid = Grid(_NAMES, tuple(name.title() for name in _NAMES), tuple(lines))
    about = {"trainee": "Tess Trainee", "as_of": days[1], "made_by": "sonolog", "evidence": evidence}
    return LogbookReport(**about, start=days[0], until=days[1], listed=len(lines), signed=len(lines), scans=grid)  # type: ignore[arg-type]


def whole(lines: Sequence[Row]) -> bytes:
    """Print them with evidence of the size that so many scans have."""
    content = Random(2026).randbytes(_SCAN * len(lines))  # noqa: S311  (likewise)
    return write_pdf(logbook_pages(report(lines, Evidence(content, "every scan"))))


class Bare:
    """A structure that keeps nothing, and into whose place nothing is written."""

    kinds = ("Figure",)

    def __len__(self) -> int:
        """Return that there is no element."""
        return 0

    def add(self, *_words: object) -> int:
        """Add none."""
        return 0

    add_row = mark = add

    def begin_page(self, *_words: object) -> None:
        """Do nothing."""

    describe = begin_page

    def spelt(self, *_words: object) -> tuple[()]:
        """Return none."""
        return ()

    spelt_pages = spelt


def untagged(lines: Sequence[Row]) -> bytes:
    """Print them without a structure."""
    with patch.object(structure, "Structure", Bare):
        return write_pdf(logbook_pages(report(lines)))


def bare(lines: Sequence[Row]) -> bytes:
    """Draw them with as little as will do: each word's width and spelling known after the first time."""
    out = BytesIO()
    canvas: Any = Canvas(out, pageCompression=1, invariant=1)
    known: dict[str, tuple[float, str]] = {}
    y = _FIRST
    code = [f"BT /F1 {_SIZE} Tf"]
    for line in lines:
        for left, text in zip(_LEFTS, line, strict=True):
            found = known.get(text)
            if found is None:
                found = known[text] = (stringWidth(text, "Helvetica", _SIZE), f"({canvas._escape(text)}) Tj")
            code.append(f"1 0 0 1 {left:.2f} {y:.2f} Tm {found[1]}")
        y -= _LEADING
        if y < _LAST:
            y = _FIRST
            _end_page(canvas, code)
            code = [f"BT /F1 {_SIZE} Tf"]
    _end_page(canvas, code)
    canvas.save()
    return out.getvalue()


def _end_page(canvas: Any, code: list[str]) -> None:
    canvas._code.append("\n".join([*code, "ET"]))
    canvas.showPage()


def most_memory(act: Callable[[], object]) -> int:
    """Return the most bytes ``act`` held at once."""
    tracemalloc.start()
    act()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def both(ours: Callable[[], object], floor: Callable[[], object], runs: int) -> tuple[float, float]:
    """Return the medians of both, taken by turns after one turn that is not counted."""
    turns = [(taken(ours), taken(floor)) for _ in range(runs + 1)][1:]
    return median(one for one, _ in turns), median(other for _, other in turns)


def a_program(code: str, *words: str) -> Callable[[], object]:
    """Return what runs a program of its own."""
    return lambda: subprocess.run([sys.executable, "-c", code, *words], check=True)


def progress(folder: Path) -> tuple[float, float]:
    """Return how long the progress report of the example year takes with its imports, and importing the other."""
    from pickle import dumps

    from sonolog.clock import SystemClock
    from sonolog.paths import Home
    from sonolog.usecases.demo import make_demo
    from sonolog.usecases.open_logbook import open_logbook
    from sonolog.usecases.people import the_trainee
    from sonolog.usecases.report_asked import Asked
    from sonolog.usecases.report_kinds import REPORTS

    made = make_demo(folder / "demo.db")
    home = Home(*(folder / name for name in ("data", "config", "state")))
    logbook = open_logbook(str(made.path), home=home, clock=SystemClock())
    model = REPORTS["progress"].model(logbook, the_trainee(logbook).id, logbook.today, Asked(), None)
    logbook.close()
    kept = folder / "model"
    kept.write_bytes(dumps(model))
    start = median(taken(a_program("")) for _ in range(PROGRAM_RUNS))
    took, floor = both(a_program(_PRINT, str(kept), str(folder / "out.pdf")), a_program(_IMPORT), PROGRAM_RUNS)
    return took - start, floor - start


def grown(count: int) -> Iterator[Line]:
    """Yield what depends on the size of the logbook."""
    lines, few = rows(count), rows(ROWS)
    runs = RUNS if count == ROWS else few_runs(count)
    ours = partial(_printed, lines)
    took, floor = both(ours, partial(bare, lines), runs)
    canvas = "a bare canvas fed the same words as operators."
    one = Line(what="rows a second of a report", took=took, floor=floor, about=canvas, limit=SPEED)
    yield replace(one, size=count, judged=count == ROWS, least=True)
    took, floor = both(ours, partial(untagged, lines), runs)
    one = replace(one, what="structure for screen readers", took=took, floor=floor, limit=TAGGED, size=count)
    yield replace(one, judged=count == ROWS, about="the same report printed without it.")
    if count > ROWS:
        long, short = both(partial(whole, lines), partial(whole, few), 3 if count == MANY else 1)
        about = f"as many rows at the speed of a logbook of {ROWS:,}, both with their evidence."
        one = replace(one, what="a row among many", took=long, floor=short * count / ROWS, about=about)
        yield replace(one, limit=STRAIGHT, judged=count == MANY)
    if count <= MANY:
        most = most_memory(ours), most_memory(partial(bare, lines))
        one = Line(what="most memory of a report", took=most[0], floor=most[1], about=canvas, limit=MEMORY, unit="B")
        yield replace(one, size=count, judged=count in (ROWS, MANY))


def _printed(lines: Sequence[Row]) -> bytes:
    return write_pdf(logbook_pages(report(lines)))


def measured(counts: Sequence[int]) -> Iterator[Line]:
    """Yield the figures."""
    for count in counts:
        yield from grown(count)
    with tempfile.TemporaryDirectory() as folder:
        took, floor = progress(Path(folder))
    about = "importing the same library's own layout and charts."
    yield Line(what="progress report of a year", took=took, floor=floor, about=about, limit=PROGRESS)


if __name__ == "__main__":
    sys.exit(hand_over(measured(sizes(sys.argv[1:], (ROWS, MANY), LEFT))))
