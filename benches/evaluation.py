"""How long judging takes, as a ratio to reading the same rows from SQLite in the same run; exit 1 beyond a limit.

One trainee with 3,000 scans on three frameworks, evaluated with every reason.  Sizes are arguments; the goal is set at
3,000, and at others the ratio shows how it grows.
"""

from __future__ import annotations

import gc
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from logbooks import add_scans
from table import Left, Line, few_runs, hand_over, sizes, taken

from sonolog.__main__ import OBJECTS_BEFORE_COLLECTING
from sonolog.clock import SystemClock
from sonolog.frameworks.shipped import load_shipped
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.paths import Home
from sonolog.progress.together import evaluate_together
from sonolog.store.evidence import load_evidence
from sonolog.usecases.begin import begin
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.open_logbook import open_logbook
from sonolog.usecases.people import the_trainee

SCANS = 3_000
FRAMEWORKS = ("rcr-msk", "case-pgc-msk", "rcr-msk")
RUNS = 15
LIMIT = 4.0
DAYS = 1_000
"""Of the logbook, whatever its size."""
LEFT = Left(
    what="three frameworks with every reason",
    above=1_000_000,
    why="a million scans of one trainee are 300 a day for ten years already.",
)


def make_logbook(folder: Path, count: int) -> Logbook:
    """Return a logbook of one trainee with ``count`` scans of three years."""
    home = Home(*(folder / name for name in ("data", "config", "state")))
    logbook = begin(open_logbook(str(folder / "book.db"), home=home, clock=SystemClock(), make=True), "Tess Trainee")
    add_scans(logbook, count, lambda at: date(2023, 11, 1) + timedelta(days=at * DAYS // count))
    return logbook


def read_rows(path: Path) -> int:
    """Read every row the evaluator reads, with the standard library alone."""
    with sqlite3.connect(path) as connection:
        query = "SELECT * FROM head JOIN scan ON scan.record = head.record ORDER BY head.day, head.record"
        return len(connection.execute(query).fetchall())


def measured(folder: Path, count: int) -> Line:
    """Return the medians of judging and reading, run in turn."""
    logbook = make_logbook(folder, count)
    vocabulary = load_vocabulary()
    frameworks = [load_shipped(name) for name in FRAMEWORKS]
    with logbook.reading() as connection:
        evidence = load_evidence(connection, the_trainee(logbook).id, logbook.today)
    turns = [
        (
            taken(lambda: evaluate_together(frameworks, evidence, vocabulary=vocabulary)),
            taken(lambda: read_rows(folder / "book.db")),
        )
        for _ in range(1 + (RUNS if count == SCANS else few_runs(count)))
    ][1:]
    logbook.close()
    return Line(
        what="three frameworks with every reason",
        size=count,
        judged=count == SCANS,
        took=median(took for took, _ in turns),
        floor=median(floor for _, floor in turns),
        about="reading the same scans from the file with Python's own sqlite3, and nothing else.",
        limit=LIMIT,
    )


def lines(counts: Sequence[int]) -> Iterator[Line]:
    """Yield a figure for each size."""
    gc.set_threshold(OBJECTS_BEFORE_COLLECTING)  # as the program does, and for the floor as well
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            yield measured(Path(folder), count)


if __name__ == "__main__":
    sys.exit(hand_over(lines(sizes(sys.argv[1:], (SCANS,), LEFT))))
