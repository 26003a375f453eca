"""A small logbook for the app's tests: a trainee, a supervisor and a few scans, the same in every run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sonolog.ledger.keys import Passphrase
from sonolog.usecases.begin import begin
from sonolog.usecases.enrol import enrol
from sonolog.usecases.keys import create_key
from sonolog.usecases.log_scan import log_scan
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.open_logbook import open_logbook
from sonolog.usecases.people import add_person

from .pilot import held_clock, home_in, seeded

PASSPHRASE = "correct horse battery staple"
TRAINEE, SUPERVISOR = "Tess Trainee", "Sam Supervisor"
SCANS = (
    {"region": "shoulder", "side": "left", "structures": "supraspinatus", "finding": "normal"},
    {
        "region": "shoulder",
        "side": "right",
        "structures": "biceps",
        "finding": "abnormal",
        "pathologies": "tear",
    },
    {"region": "knee", "side": "left", "structures": "quadriceps", "finding": "normal"},
    {"region": "elbow", "side": "right", "finding": "indeterminate"},
    {"region": "ankle-foot", "side": "left", "structures": "achilles", "finding": "abnormal"},
)


@contextmanager
def opened(folder: Path) -> Iterator[Logbook]:
    """Open the logbook of the home in ``folder``, made if there is none."""
    book = open_logbook(None, home=home_in(folder), clock=held_clock(), make=True, entropy=seeded("made"))
    try:
        yield book
    finally:
        book.close()


def make_logbook(folder: Path, *, scans: int = len(SCANS), enrolled: bool = True) -> Path:
    """Make a logbook in the home in ``folder`` and return the folder."""
    with opened(folder) as empty:
        book = begin(empty, TRAINEE)
        add_person(book, SUPERVISOR)
        if enrolled:
            enrol(book, "rcr-msk", day="2026-01-05")
        for number in range(scans):
            typed = SCANS[number % len(SCANS)] | {"supervisor": SUPERVISOR, "supervision": "direct"}
            log_scan(book, typed | {"date": f"2026-11-{1 + number % 20:02}", "role": "performed"})
    return folder


def make_key(folder: Path) -> Path:
    """Give the trainee a key and return the folder."""
    with opened(folder) as book:
        create_key(book, Passphrase(PASSPHRASE))
    return folder
