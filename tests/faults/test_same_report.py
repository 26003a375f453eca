"""T14: the same report in two processes and on two days has the same bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.usecases.ward import TESS, Ward

from sonolog.usecases.enrol import enrol
from sonolog.usecases.report_kinds import REPORTS

from .programme import Programme

_DRAW = """
import hashlib, sys
from datetime import date, datetime
from pathlib import Path
from sonolog.clock import HeldClock
from sonolog.paths import Home
from sonolog.usecases.open_logbook import open_logbook
from sonolog.usecases.make_report import report_bytes
path, folder, now, trainee, kind, paper = sys.argv[1:]
home = Home(*(Path(folder) / name for name in ("data", "config", "state")))
logbook = open_logbook(path, home=home, clock=HeldClock(datetime.fromisoformat(now)))
made = report_bytes(logbook, trainee, kind, as_of=date(2026, 11, 23), paper=paper)
print(hashlib.sha256(made).hexdigest())
logbook.close()
"""
_QUICK = ("portfolio",)


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Ward:
    """Return a ward with three scans signed, whose logbook is closed."""
    ward = Ward(tmp_path_factory.mktemp("reports") / "home")
    ward.settle_in()
    enrol(ward.book, "rcr-msk")
    for region in ("shoulder", "knee", "hip"):
        ward.signed(region=region)
    ward.book.close()
    return ward


@pytest.mark.parametrize("kind", REPORTS)
def test_a_report_has_the_same_bytes_everywhere(ward: Ward, tmp_path: Path, programme: Programme, kind: str) -> None:
    """Two processes, two days, two zones, another order of every set: one digest for each paper.

    A portfolio holds every other report, so that the quick part draws that alone.
    """
    if not programme.full and kind not in _QUICK:
        return
    runs = [("2026-11-24T09:00:00+00:00", "UTC", "1"), ("2027-02-01T23:59:00+00:00", "Pacific/Auckland", "2")]
    count = 0
    for paper in ("a4", "letter") if programme.full else ("a4",):
        digests = set()
        for at, (now, zone, order) in enumerate(runs):
            words = [str(ward.path), str(tmp_path / f"other {at}"), now, ward.people[TESS], kind, paper]
            environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": order}
            done = subprocess.run(
                [sys.executable, "-c", _DRAW, *words], capture_output=True, text=True, check=True, env=environment
            )
            digests.add(done.stdout.strip())
            count += 1
        assert len(digests) == 1
        assert len(digests.pop()) == len(hashlib.sha256().hexdigest())
    programme.figure("T14", f"{kind} report drawn in processes, days and zones", count=count, least=4)
