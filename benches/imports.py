"""How long an import takes, as a ratio to a floor measured in the same run; exit 1 beyond its limit.

A logbook of another program with 100,000 rows, from the path of its file to the rows kept for good: encoding, columns
and dates found out, every cell read, validated and guarded, every row looked for among the others.  The floor reads the
same file with ``csv`` and puts the same rows into a table of the same columns with ``executemany``.
"""

from __future__ import annotations

import csv
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from table import Left, Line, few_runs, hand_over, middle, sizes, taken

from sonolog.clock import HeldClock
from sonolog.domain.identity_text import words_of
from sonolog.paths import Home
from sonolog.usecases.begin import begin
from sonolog.usecases.import_file import import_file
from sonolog.usecases.import_look import look_at
from sonolog.usecases.import_survey import Choices
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.open_logbook import open_logbook

ROWS = 100_000
RUNS = 5
LIMIT = 15.0
LEFT = Left(
    what="import of a spreadsheet",
    above=100_000,
    why="a file of a million such rows is four times as large as an import takes, and no logbook anybody brings is.",
)
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
HEADINGS = (
    "Log no",
    "Date of scan",
    "Hospital",
    "Department",
    "Age",
    "Gender",
    "Clinical indication",
    "Region",
    "Side",
    "Structures examined",
    "Normal/Abnormal",
    "Diagnosis",
    "Comments",
    "Supervisor",
    "Level of supervision",
    "My role",
    "Report written",
    "Images stored",
    "Difficulty",
    "Duration (minutes)",
    "Learning points",
    "Category",
    "Probe",
    "Machine",
)
_PLACES = (
    ("Shoulder", ("Supraspinatus", "SSP, ISP", "biceps", "subscap")),
    ("Knee", ("Quadriceps tendon", "Patellar tendon", "MCL")),
    ("Elbow", ("Common extensor origin", "Common flexor origin")),
    ("Ankle and foot", ("Achilles tendon", "Plantar fascia")),
    ("Hip and groin", ("Iliopsoas tendon", "")),
)
_FOUND = (("Normal", ""), ("Normal", ""), ("Abnormal", "Tendinopathy"), ("Abnormal", "Bursitis"), ("Abnormal", "Tear"))
_WORDS = sorted(
    words_of(
        """tendon thickened small effusion fibrillar pattern lost no tear seen doppler signal mild calcification bursa
    fluid compared with other side normal dynamic views painful arc probe tenderness discussed measured at insertion"""
    )
)


def rows(count: int) -> Iterator[list[str]]:
    """Yield rows of an invented logbook; comments and learning points are seldom the same twice."""
    chance = Random(2026)  # noqa: S311  the same rows on every run
    for at in range(count):
        region, structures = chance.choice(_PLACES)
        finding, diagnosis = chance.choice(_FOUND)
        yield [
            str(at),
            (date(2019, 1, 7) + timedelta(days=at * 2_800 // count)).strftime("%d/%m/%Y"),
            "Example General Hospital" if at % 3 else "Example Infirmary",
            chance.choice(("Radiology", "Rheumatology", "Physiotherapy")),
            f"{18 + at % 70} years",
            chance.choice(("F", "M")),
            chance.choice(("Pain", "Swelling", "Reduced movement", "Follow-up", "Query tear")),
            region,
            chance.choice(("Lt", "Rt")),
            chance.choice(structures),
            finding,
            diagnosis,
            f"{' '.join(chance.choices(_WORDS, k=14))}, {chance.randrange(30) / 10} mm",
            chance.choice(("Dr Sam Supervisor", "Ann Assessor", "Lee Lead")),
            chance.choice(("Direct", "Indirect")),
            chance.choice(("Performed", "Observed", "Assisted")),
            chance.choice(("Yes", "No")),
            "Y",
            str(1 + at % 5),
            str(10 + at % 30),
            " ".join(chance.choices(_WORDS, k=6)) if at % 4 == 0 else "",
            chance.choice(("Clinic", "Ward", "")),
            chance.choice(("L12-5", "L18-5", "C5-1")),
            chance.choice(("Example One", "Example Two")),
        ]


def write_table(path: Path, count: int) -> None:
    """Write the logbook as a spreadsheet saves it."""
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(rows(count))


def bare(path: Path, database: Path) -> None:
    """Read the file and keep its rows, and nothing else."""
    database.unlink(missing_ok=True)
    connection = sqlite3.connect(database)
    connection.execute(f"CREATE TABLE scan ({', '.join(f'{chr(34)}{name}{chr(34)} TEXT' for name in HEADINGS)})")
    with path.open(newline="", encoding="utf-8-sig") as file:
        reader = csv.reader(file)
        next(reader)
        connection.executemany(f"INSERT INTO scan VALUES ({', '.join('?' * len(HEADINGS))})", reader)  # noqa: S608
    connection.commit()
    connection.close()


def new_logbook(folder: Path) -> Logbook:
    """Return an empty logbook with its trainee."""
    home = Home(*(folder / name for name in ("data", "config", "state")))
    return begin(open_logbook(None, home=home, clock=HeldClock(NOON), make=True), "Tess Trainee")


def imported(logbook: Logbook, path: Path, count: int) -> None:
    """Import the file; stop everything where a row of it was not kept."""
    done = import_file(logbook, look_at(path), Choices(twins="keep"))
    if done.kept != count:
        sys.exit(f"{done.kept} of {count} rows were kept: {done.survey.problems[:3]}")


def measured(count: int = ROWS) -> Line:
    """Return the figure: the pair whose ratio is in the middle of several, each in a logbook of its own."""
    pairs = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "logbook.csv"
        write_table(path, count)
        for run in range(RUNS if count == ROWS else few_runs(count)):
            logbook = new_logbook(Path(folder) / str(run))
            took = taken(lambda kept=logbook: imported(kept, path, count))  # type: ignore[misc]
            pairs.append((took, taken(lambda: bare(path, Path(folder) / "bare.db"))))
            logbook.close()
    took, floor = middle(pairs)
    return Line(
        what="import of a spreadsheet",
        size=count,
        judged=count == ROWS,
        took=took,
        floor=floor,
        about="reading the same file with csv and putting its rows into a table of the same columns with executemany.",
        limit=LIMIT,
    )


if __name__ == "__main__":
    sys.exit(hand_over(map(measured, sizes(sys.argv[1:], (ROWS,), LEFT))))
