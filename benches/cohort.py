"""A lead's board of many trainees, as a ratio to one covering aggregate query in the same run; exit 1 beyond a limit.

``cohort.py [SCANS …]``: for each number of scans (1,000,000 if none is named) 500 trainees, or one for every 20 scans
where that is fewer, all in one file.  The floor is the standard library's sqlite3 counting everybody's records by
status, from the index alone.  It limits 100,000 scans and more; below that, opening the cache outweighs the floor.
The first board, which judges everybody, is printed in seconds; one new scan has to judge one trainee again.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from logbooks import add_scans
from table import Line, hand_over, numbers, taken

from sonolog.clock import SystemClock
from sonolog.paths import Home
from sonolog.usecases.begin import begin
from sonolog.usecases.cohort import cohort
from sonolog.usecases.enrol import enrol
from sonolog.usecases.log_scan import log_scan
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.open_logbook import open_logbook
from sonolog.usecases.people import add_person

SCANS = 1_000_000
TRAINEES = 500
LEAST = 20
"""Scans of a trainee, where there are too few for 500."""
SITE = "Example Hospital"
RUNS = 7
LIMIT, FROM = 3.0, 100_000
COUNTED = "SELECT subject, kind, status, count(*) FROM head GROUP BY subject, kind, status"


def make_logbook(folder: Path, scans: int) -> tuple[Logbook, list[str]]:
    """Return a file of many trainees on a framework with ``scans`` scans in all, and whose they are."""
    home = Home(*(folder / name for name in ("data", "config", "state")))
    logbook = begin(open_logbook(None, home=home, clock=SystemClock(), make=True), "Lea Lead")
    count = max(1, min(TRAINEES, scans // LEAST))
    trainees = [add_person(logbook, f"Tess Trainee {at:03d}", roles=("trainee",)).id for at in range(count)]
    for one in trainees:
        enrol(logbook.acting_as(one), "rcr-msk", trainee=one)
    add_scans(logbook, scans, lambda at: date(2024, 1, 1) + timedelta(days=at % 1_000), trainees=trainees, site=SITE)
    return logbook, trainees


def counted(path: Path) -> int:
    """Count from the index, with the standard library alone."""
    with sqlite3.connect(path) as connection:
        rows = connection.execute(COUNTED).fetchall()
    connection.close()
    return len(rows)


def measured(scans: int) -> Line:
    """Return the figure of a size, and print beside it how long the first board took and what one new scan costs.

    Raises:
        SystemExit: one new scan judged another number of trainees than one again.
    """
    with tempfile.TemporaryDirectory() as folder:
        logbook, trainees = make_logbook(Path(folder), scans)
        cold = taken(lambda: cohort(logbook))
        floors, warm = [], []
        for _ in range(RUNS):
            floors.append(taken(lambda: counted(logbook.path)))
            warm.append(taken(lambda: cohort(logbook)))
        log_scan(logbook.acting_as(trainees[0]), {"region": "knee", "side": "left"})
        begun = time.perf_counter()
        again = cohort(logbook).refreshed
        after = time.perf_counter() - begun
        logbook.close()
    if again != 1:
        sys.exit(f"after one new scan {again} trainees were judged again")
    print(f"{scans:,} scans of {len(trainees):,}: first board {cold:.1f} s, after one new scan {after * 1000:.0f} ms")
    return Line(
        what="board",
        size=scans,
        judged=scans >= FROM,
        took=median(warm),
        floor=median(floors),
        about="one query that counts every trainee's records by status from the index alone.",
        limit=LIMIT,
    )


if __name__ == "__main__":
    sys.exit(hand_over(map(measured, sorted(numbers(sys.argv[1:]) or {SCANS}))))
