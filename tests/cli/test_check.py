"""Checking a logbook and copying it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sonolog.errors import Exit

from .desk import Desk


def test_a_sound_logbook_is_found_sound(desk: Desk) -> None:
    """Nothing wrong: 0, and the numbers of what was looked at."""
    answer = desk.ok("check", "--rebuild")
    assert "sound" in answer.err
    result = desk.ok("check", "--rebuild", "--json").json
    assert (result["faults"], result["rebuilt"], result["same"]) == ([], True, True)
    assert sum(result["statements"].values()) == 3


def test_one_changed_letter_is_found(desk: Desk) -> None:
    """A text altered behind the program's back is a fault, and the exit code is 1."""
    with closing(sqlite3.connect(desk.logbook)) as file, file:
        for (trigger,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            file.execute(f'DROP TRIGGER "{trigger}"')
        changed = "UPDATE object SET text = replace(text, 'Example Hospital', 'Example Hospitel')"
        assert file.execute(changed).rowcount
    answer = desk.ask("check")
    assert answer.code == Exit.INVALID
    assert "digest" in answer.out
    assert desk.ask("check", "--json").json["faults"]


def test_a_backup_is_a_logbook(desk: Desk, tmp_path: Path) -> None:
    """The copy lists the same scans; a file already there is never written over."""
    target = tmp_path / "copy.db"
    assert desk.ok("backup", str(target)).out == f"{target}\n"
    copied = desk.ok("scans", "--json", "--logbook", str(target)).json
    assert copied == desk.ok("scans", "--json").json
    assert desk.ask("backup", str(target)).code == Exit.NO_OUTPUT


def test_a_backup_without_a_name_goes_to_the_home(desk: Desk) -> None:
    """The place is chosen and told."""
    made = Path(desk.ok("backup", "--json").json["backup"])
    assert made.is_relative_to(desk.home)
    assert made.stat().st_mode & 0o777 == 0o600


def test_the_standard_is_printed_without_a_logbook(empty_desk: Desk) -> None:
    """Every item of the published standard is told with how it is met, and no logbook is made for it."""
    answer = empty_desk.ok("--json", "check", "--standard").json
    assert len(answer["items"]) == 21
    assert {item["met"] for item in answer["items"]} <= {"met", "partly", "not yet"}
    assert "SCATA" in answer["source"]
    assert "essential" in empty_desk.ok("check", "--standard").out
    assert not empty_desk.logbook.exists()
