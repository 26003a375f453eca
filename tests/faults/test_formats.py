"""Logbooks of every released format: brought up to date without a byte of an object changed, whatever fails."""

from __future__ import annotations

import gzip
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.desk import Desk

from sonolog.errors import Exit
from sonolog.store.database import FORMAT

from .conftest import Play
from .programme import Programme

DATA = Path(__file__).parents[1] / "data"
GOLDEN = {number: DATA / f"format-{number}.db.gz" for number in range(1, FORMAT + 1)}
"""A logbook of each format, made by the program of its time: signed, returned and redacted records among others."""
_KEPT = "SELECT digest, text, signature FROM object ORDER BY digest"


def _golden(number: int, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.decompress(GOLDEN[number].read_bytes()))
    path.chmod(0o600)
    return path


def _objects(path: Path) -> list[tuple[str, str, bytes | None]]:
    with closing(sqlite3.connect(path)) as file:
        return file.execute(_KEPT).fetchall()


def _format(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[60:64], "big")


def _desk(tmp_path: Path, number: int) -> Desk:
    desk = Desk(tmp_path / "home")
    _golden(number, desk.logbook)
    return desk


@pytest.mark.parametrize("number", GOLDEN)
def test_every_signature_is_still_valid(tmp_path: Path, number: int, programme: Programme) -> None:
    """Opened by this program it is of this format, every object is the same, every statement verifies, all is sound."""
    desk = _desk(tmp_path, number)
    before = _objects(desk.logbook)
    found = desk.ok("check", "--rebuild", "--json").json
    signed = [row for row in before if row[2] is not None]
    assert _format(desk.logbook) == FORMAT
    assert _objects(desk.logbook) == before
    assert (found["faults"], found["same"]) == ([], True)
    assert signed
    assert sum(found["statements"].values()) == len(signed)
    assert all(word.startswith("Valid") for word in found["statements"]), found["statements"]
    programme.figure("T10", f"signatures of format {number} that verify", count=len(signed), least=3)


@pytest.mark.parametrize("number", [one for one in GOLDEN if one < FORMAT])
def test_a_copy_from_before_is_kept_and_can_be_gone_back_to(tmp_path: Path, number: int) -> None:
    """The file of the old format lies beside the backups, whole and of that format, and can be restored."""
    desk = _desk(tmp_path, number)
    before, scans = _objects(desk.logbook), desk.cases()
    (copy,) = (desk.home / "data" / "backups").glob(f"*/before-format-{FORMAT}-*.db")
    assert _format(copy) == number
    assert _objects(copy) == before
    desk.ok("restore", str(copy))
    assert _format(desk.logbook) == FORMAT
    assert desk.cases() == scans


def test_one_that_goes_on_being_used(tmp_path: Path) -> None:
    """A logbook of the first format is written in, and is sound afterwards."""
    desk = _desk(tmp_path, 1)
    desk.ok("log", "knee", "left", "finding=normal")
    assert desk.ok("check", "--rebuild", "--json").json["faults"] == []


def test_an_older_program_refuses_a_newer_logbook(tmp_path: Path, programme: Programme) -> None:
    """Of the next format and of far ones: reading works, writing ends with 78, no byte changes."""
    wrong = 0
    for further in (1, 2, 97):
        desk = Desk(tmp_path / f"home-{further}")
        content = bytearray(gzip.decompress(GOLDEN[FORMAT].read_bytes()))
        content[60:64] = (FORMAT + further).to_bytes(4, "big")
        desk.logbook.parent.mkdir(parents=True)
        desk.logbook.write_bytes(content)
        read, written = desk.ask("scans"), desk.ask("log", "knee", "left", "finding=normal")
        wrong += (read.code, written.code) != (0, Exit.FORMAT) or desk.logbook.read_bytes() != content
    programme.figure("T10", "newer formats that an older program leaves alone", count=3, least=3, wrong=wrong)


def test_a_bundle_of_the_first_version_is_read(tmp_path: Path) -> None:
    """A file written by the first version verifies, and goes into a new logbook of the same trainee."""
    bundle = tmp_path / "bundle.slb"
    bundle.write_bytes(gzip.decompress((DATA / "bundle-1.slb.gz").read_bytes()))
    desk = Desk(tmp_path / "home")
    assert desk.ask("verify", str(bundle)).code == Exit.UNCONFIRMED
    desk.known_as("Tess Trainee")
    desk.ok("log", "knee", "left", "finding=normal")
    desk.ok("absorb", str(bundle), "--accept-unconfirmed")
    assert len(desk.cases()) == 5  # one was redacted, one is new
    assert desk.ok("check", "--json").json["faults"] == []


def test_whatever_fails_it_is_old_or_new(play: Play, programme: Programme) -> None:
    """A write of the upgrade fails or is cut off: the old logbook or the new one, sound, and every copy whole."""
    told = play("write_points", "migrate", "--most", programme.amount(9, 120), "--seed", programme.seed + 10)["migrate"]
    note = f"of {told['points']} write points in six ways"
    wrong = told["wrong"]
    programme.figure("T10", "faults during the upgrade", count=told["tried"], least=120, wrong=len(wrong), note=note)
    assert wrong == []


def test_a_changed_object_would_be_noticed(tmp_path: Path) -> None:
    """One letter of a golden logbook changed: the check above fails."""
    desk = _desk(tmp_path, FORMAT)
    with closing(sqlite3.connect(desk.logbook)) as file, file:
        file.execute("DROP TRIGGER object_is_fixed")
        file.execute("UPDATE object SET text = replace(text, 'Example', 'Exemple') WHERE signature IS NOT NULL")
        file.execute("UPDATE object SET text = replace(text, 'Example', 'Exemple') WHERE signature IS NULL")
    answer = desk.ask("check", "--json")
    assert answer.code == Exit.INVALID
    assert json.loads(answer.out)["faults"]
