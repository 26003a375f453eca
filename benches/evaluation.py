"""How long judging takes, as a ratio to reading the same rows from SQLite in the same run; exit 1 beyond a limit.

One trainee with 3,000 scans on three frameworks, evaluated with every reason.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median

from sonolog.clock import SystemClock
from sonolog.domain.admission import make_record
from sonolog.frameworks.shipped import load_shipped
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.paths import Home
from sonolog.progress.together import evaluate_together
from sonolog.store.evidence import load_evidence
from sonolog.usecases.begin import begin
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.open_logbook import open_logbook
from sonolog.usecases.people import add_person, the_trainee
from sonolog.usecases.writing import Place, writing

SCANS = 3_000
FRAMEWORKS = ("rcr-msk", "case-pgc-msk", "rcr-msk")
RUNS = 15
LIMIT = 4.0
REGIONS = {
    "shoulder": ("supraspinatus", "infraspinatus"),
    "elbow": ("common-extensor-origin", "distal-biceps"),
    "knee": ("patellar-tendon", "quadriceps-tendon"),
    "ankle-foot": ("achilles-tendon", "plantar-fascia"),
}


def make_logbook(path: Path, home: Home) -> Logbook:
    """Return a logbook of one trainee with :data:`SCANS` scans of three years."""
    logbook = begin(open_logbook(str(path), home=home, clock=SystemClock(), make=True), "Tess Trainee")
    supervisor = add_person(logbook, "Sam Supervisor").id
    trainee = the_trainee(logbook).id
    chance = Random(2026)  # noqa: S311  the same scans on every run
    with writing(logbook, "import") as act:
        for at in range(SCANS):
            act.record(
                make_record("scan", scan(at, chance, supervisor)), Place(record=logbook.new_id(), subject=trainee)
            )
    return logbook


def scan(at: int, chance: Random, supervisor: str) -> dict[str, object]:
    """Return one believable scan."""
    region = chance.choice(list(REGIONS))
    return {
        "date": date(2023, 11, 1) + timedelta(days=at // 3),
        "case": f"C-{at:04d}",
        "examination": "msk",
        "region": region,
        "side": chance.choice(("left", "right")),
        "structures": REGIONS[region],
        "indication": "pain on loading",
        "age_band": chance.choice(("30-39", "40-49", "50-59")),
        "role": chance.choice(("performed", "performed", "performed", "observed")),
        "supervision": chance.choice(("direct", "indirect")),
        "supervisor": supervisor,
        "adequate": True,
        "finding": chance.choice(("normal", "abnormal")),
        "reported": chance.random() < 0.6,
        "audited": chance.random() < 0.5,
        "minutes": chance.choice((10, 15, 20)),
        "note": "as expected",
    }


def seconds(act: Callable[[], object]) -> float:
    """Return how long ``act`` took."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def read_rows(path: Path) -> int:
    """Read every row the evaluator reads, with the standard library alone."""
    with sqlite3.connect(path) as connection:
        query = "SELECT * FROM head JOIN scan ON scan.record = head.record ORDER BY head.day, head.record"
        return len(connection.execute(query).fetchall())


def main() -> int:
    """Print the line and return 1 where the limit is broken."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.db"
        home = Home(*(Path(folder) / name for name in ("data", "config", "state")))
        logbook = make_logbook(path, home)
        trainee = the_trainee(logbook).id
        vocabulary = load_vocabulary()
        frameworks = [load_shipped(name) for name in FRAMEWORKS]
        with logbook.reading() as connection:
            evidence = load_evidence(connection, trainee, logbook.today)
        judged, read = [], []
        for turn in range(RUNS + 1):
            took = seconds(lambda: evaluate_together(frameworks, evidence, vocabulary=vocabulary))
            floor = seconds(lambda: read_rows(path))
            if turn:
                judged.append(took)
                read.append(floor)
        logbook.close()
    took, floor = median(judged), median(read)
    held = took / floor <= LIMIT
    print(f"{'what':<40}{'took':>10}{'floor':>10}{'ratio':>8}{'limit':>8}")
    times = f"{took * 1000:>7.1f} ms{floor * 1000:>7.1f} ms{took / floor:>8.2f}{LIMIT:>8.1f}"
    print(f"{'three frameworks over 3,000 scans':<40}{times}{'' if held else '  beyond its limit'}")
    return int(not held)


if __name__ == "__main__":
    sys.exit(main())
