"""``sonolog import FOLDER``: the stick of an ultrasound machine becomes drafts, and nobody can be identified."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.exchange.dicom_files import SECRETS, deflated_file, dicom_file

from sonolog.errors import Exit

from .desk import Desk


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Return a stick with three studies, one of which tells no region, and three files that are not taken."""
    folder = tmp_path / "stick" / "DICOM"
    folder.mkdir(parents=True)
    dicom_file(folder / "Nobody^Invented-1")
    dicom_file(folder / "Nobody^Invented-2", study="2", BodyPartExamined="KNEE", StudyDate="2026.11.03")
    dicom_file(folder / "Nobody^Invented-3", study="3", BodyPartExamined=None)
    dicom_file(folder / "Nobody^Invented-4", study="4", Modality="MR")
    deflated_file(folder / "Nobody^Invented-5")
    (folder / "Nobody^Invented-6.txt").write_text("no picture", "utf-8")
    return tmp_path / "stick"


def test_a_stick_becomes_drafts_that_are_completed_known_again_and_taken_back(empty_desk: Desk, stick: Path) -> None:
    """Previewed, imported, completed; the same stick adds nothing even then; one command takes the others back."""
    told = empty_desk.ok("import", str(stick), "--region", "elbow", "--dry-run")
    assert "3 scans would be imported" in told.err
    for why in ("not ultrasound but MR", "deflated", "not DICOM"):
        assert why in told.out
    done = empty_desk.ok("import", str(stick), "--region", "elbow", "--json").json
    assert (done["imported"], len(done["refused"])) == (3, 3)
    cases = empty_desk.cases()
    assert {one["region"] for one in cases.values()} == {"Shoulder", "Knee", "Elbow"}
    assert {(one["status"], one["date"]) for one in cases.values()} == {
        ("draft", "2026-11-02"),
        ("draft", "2026-11-03"),
    }
    shown = empty_desk.ok("show", next(iter(cases))).out
    assert "Example Medical" in shown and "Probe 7" in shown

    elbow = next(case for case, one in cases.items() if one["region"] == "Elbow")
    empty_desk.ok("amend", elbow, "region=wrist", "side=left", "finding=normal")
    again = empty_desk.ok("import", str(stick), "--region", "hip", "--json").json
    assert (again["imported"], again["here"]) == (0, 3)
    undone = empty_desk.ok("import", "--undo", "--json").json
    assert (undone["withdrawn"], undone["left"]) == (2, [elbow])
    assert empty_desk.ok("import", str(stick), "--region", "elbow", "--json").json["imported"] == 2


def test_a_region_nobody_told_is_asked_for(empty_desk: Desk, stick: Path) -> None:
    """A scan is of a region: without one nothing is stored; at a terminal it is asked; no other word is one."""
    refused = empty_desk.ask("import", str(stick))
    assert (refused.code, "The region is missing" in refused.out) == (Exit.INPUT, True)
    assert "--region" in refused.err
    unknown = empty_desk.ask("import", str(stick), "--region", "elbwo")
    assert unknown.code == Exit.INPUT and "elbow" in unknown.err.lower()
    assert empty_desk.cases() == {}
    empty_desk.at_terminal("import", str(stick), answers="elbow\n")
    assert len(empty_desk.cases()) == 3


def test_nobody_can_be_identified(empty_desk: Desk, stick: Path) -> None:
    """No name, number, birth date, description, unique id or file name is told or stored, on any way."""
    outs = [
        empty_desk.ask("import", str(stick), "--dry-run"),
        empty_desk.ask("import", str(stick), "--json"),
        empty_desk.ok("import", str(stick), "--region", "elbow", "--json"),
    ]
    told = "".join(one.out + one.err for one in outs)
    kept = b"".join(one.read_bytes() for one in empty_desk.home.rglob("*") if one.is_file())
    for secret in (*SECRETS, "Nobody"):
        assert secret not in told
        assert secret.encode() not in kept


def test_a_machine_named_after_a_patient_is_refused(empty_desk: Desk, tmp_path: Path) -> None:
    """What is taken passes the guard of everything typed."""
    (tmp_path / "stick").mkdir()
    dicom_file(tmp_path / "stick" / "a", ManufacturerModelName="NHS number 999 123 4560")
    refused = empty_desk.ask("import", str(tmp_path / "stick"))

    assert refused.code == Exit.INPUT and "123 4560" not in refused.out + refused.err
    assert empty_desk.cases() == {}


def test_a_folder_without_ultrasound_is_refused(empty_desk: Desk, tmp_path: Path) -> None:
    """An empty folder, and options that only a table has, are refused in words."""
    assert "no ultrasound study" in empty_desk.ask("import", str(tmp_path / "home")).err
    assert empty_desk.ask("import", str(tmp_path), "--sheet", "Log").code == Exit.USAGE
