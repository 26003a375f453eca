"""Several programs that start for the first time, all at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def test_first_starts_at_once_make_one_logbook_of_one_person(tmp_path: Path) -> None:
    """Six scans logged at the same moment where nothing was set up: one logbook, one trainee, six scans."""
    program = [sys.executable, "-m", "sonolog", "--logbook", str(tmp_path / "book.db")]
    started = [
        subprocess.Popen([*program, "log", "knee"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for _ in range(6)
    ]
    cases = {one.communicate(timeout=60)[0].strip() for one in started}
    people = json.loads(subprocess.run([*program, "people", "--json"], capture_output=True, check=True).stdout)
    scans = json.loads(subprocess.run([*program, "scans", "--json"], capture_output=True, check=True).stdout)

    assert [one.returncode for one in started] == [0] * 6
    assert len(people["people"]) == 1
    assert {scan["case"] for scan in scans["scans"]} == cases
    assert len(cases) == 6
