"""The scripts of the examples do what they say, on a real logbook, under a plain shell."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.example import the_example

SCRIPTS = Path(__file__).parents[2] / "examples" / "scripts"
_SHELL = shutil.which("dash") or "/bin/sh"


class Account:
    """A home with the example logbook."""

    def __init__(self, folder: Path) -> None:
        self.out = folder / "with a space"
        self.book = folder / "book.db"
        shutil.copy(the_example().path, self.book)
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self.environment = {"HOME": str(folder), "PATH": path, "LANG": "C.UTF-8", "SONOLOG_LOGBOOK": str(self.book)}

    def run(self, script: str, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a script."""
        command = [_SHELL, str(SCRIPTS / script), *words]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def account(tmp_path: Path) -> Account:
    """Return an account of one's own."""
    return Account(tmp_path)


def test_the_months_portfolio_is_written_and_written_anew(account: Account) -> None:
    """The file is named after the month, and nothing unfinished is left beside it."""
    for _ in range(2):
        done = account.run("monthly-pdf.sh", str(account.out), "2026-11-23")
        assert done.returncode == 0, done.stderr
    assert done.stdout == f"{account.out / 'portfolio-2026-11.pdf'}\n"
    assert [one.name for one in account.out.iterdir()] == ["portfolio-2026-11.pdf"]
    assert (account.out / "portfolio-2026-11.pdf").read_bytes().startswith(b"%PDF-")


def test_a_nightly_copy_is_checked_and_the_oldest_go(account: Account) -> None:
    """As many copies as were asked for are kept, and a file of another name is never deleted."""
    account.out.mkdir()
    for old in ("logbook-20200101-000000.db", "logbook-20200102-000000.db", "logbook-mine.db"):
        (account.out / old).write_bytes(b"old")
    done = account.run("nightly-backup.sh", str(account.out), "2")

    assert done.returncode == 0, done.stderr
    kept = sorted(one.name for one in account.out.iterdir())
    assert kept[0] == "logbook-20200102-000000.db" and kept[2] == "logbook-mine.db" and len(kept) == 3
    assert done.stdout == f"{account.out / kept[1]}\n"


def test_no_copy_is_made_of_a_damaged_logbook(account: Account) -> None:
    """The code of sonolog is passed on, and the copies of before stay."""
    account.out.mkdir()
    (account.out / "logbook-20200101-000000.db").write_bytes(b"old")
    account.book.write_bytes(b"SQLite format 3\0" + bytes(4096))
    done = account.run("nightly-backup.sh", str(account.out), "1")

    assert done.returncode not in (0, 2)
    assert [one.name for one in account.out.iterdir()] == ["logbook-20200101-000000.db"]


def test_a_spreadsheet_holds_the_scans_asked_for(account: Account) -> None:
    """The number printed is that of the rows; filters and quoted words reach the program as they are."""
    account.out.mkdir()
    table = account.out / "scans.csv"
    for filters in ([], ["knee"]):
        done = account.run("spreadsheet-out.sh", str(table), *filters)
        assert done.returncode == 0, done.stderr
        with table.open(encoding="utf-8-sig", newline="") as file:
            assert len(list(csv.reader(file))) - 1 == int(done.stdout) > 0


def test_a_refusal_is_passed_on_and_leaves_what_was_there(account: Account) -> None:
    """A filter that is not understood ends with its own code and in words; the table of before stays."""
    account.out.mkdir()
    table = account.out / "scans.csv"
    table.write_text("before", "utf-8")
    done = account.run("spreadsheet-out.sh", str(table), "--status", "no-such")

    assert done.returncode == 2 and "no-such" in done.stderr
    assert table.read_text("utf-8") == "before"
    assert [one.name for one in account.out.iterdir()] == ["scans.csv"]


@pytest.mark.parametrize("script", sorted(one.name for one in SCRIPTS.glob("*.sh")))
def test_a_script_says_how_it_is_used(script: str, account: Account) -> None:
    """Without words it ends with 2 and its usage; it stops at the first fault, and can be run as it lies there."""
    done = account.run(script)

    assert done.returncode == 2 and done.stderr.startswith(f"usage: {script}")
    assert "\nset -eu\n" in (SCRIPTS / script).read_text("utf-8")
    assert os.access(SCRIPTS / script, os.X_OK)
