"""The examples do what they say."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from sonolog.usecases.demo_year import demo_year

REPOSITORY = Path(__file__).parents[2]
YEAR = REPOSITORY / "examples" / "imports" / "year.txt"


def sonolog(logbook: Path, *words: str, typed: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the program on ``logbook``."""
    return subprocess.run(
        [sys.executable, "-m", "sonolog", "--logbook", str(logbook), *words],
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_a_years_lines_are_all_logged_with_place_and_people_carried_forward(tmp_path: Path) -> None:
    """Every line of the example goes in; the second scan of a session has the first's place and supervisor."""
    logbook = tmp_path / "book.db"
    logged = sonolog(logbook, "log", "-", "--json", typed=YEAR.read_text("utf-8"))

    assert logged.returncode == 0, logged.stderr
    planned = [scan for session in demo_year() for scan in session.scans]
    assert len(logged.stdout.splitlines()) == len(planned)
    second = json.loads(logged.stdout.splitlines()[1])["case"]
    shown = sonolog(logbook, "show", second, "--json")
    fields = {one["name"]: one["text"] for one in json.loads(shown.stdout)["fields"]}
    assert fields["supervisor"] == planned[1]["supervisor"]
    assert fields["site"] == planned[1]["site"]
