"""Everything out, and in again: on a new computer the same logbook stands, from the bundle or from the tables alone."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.example import the_example

from sonolog.errors import Exit

from .desk import Desk

TABLES_ONLY, WHOLE = "tables", "whole"


@pytest.fixture(params=["sqlite"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where a logbook can be made; every engine a logbook can be kept in gives one."""
    return {"sqlite": str(tmp_path / "elsewhere.db")}[request.param]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk on a computer that knows nobody yet."""
    return Desk(tmp_path / "home")


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """Return a copy of the example logbook."""
    return Path(shutil.copy(the_example().path, tmp_path / "demo.db"))


def objects_in(book: Path) -> set[tuple[object, ...]]:
    """Return every object and journal entry a file holds, but those it wrote of itself while taking in."""
    with sqlite3.connect(book) as connection:
        return set(connection.execute("SELECT digest, type, text, signature FROM object"))


def exported(desk: Desk, book: Path, folder: Path, *words: str) -> Path:
    """Export a logbook, and return the folder."""
    desk.ok("--logbook", str(book), "export", str(folder), *words)
    return folder


@pytest.mark.parametrize("kept", [WHOLE, TABLES_ONLY])
def test_an_export_taken_in_elsewhere_is_the_same_logbook(
    desk: Desk, example: Path, empty: str, tmp_path: Path, kept: str
) -> None:
    """The same set of objects, the same progress and the same PDF, from the bundle and from nothing but its tables."""
    folder = exported(desk, example, tmp_path / "all")
    if kept == TABLES_ONLY:
        for one in folder.iterdir():
            if one.suffix != ".csv":
                one.unlink()
    refused = desk.ask("--logbook", empty, "absorb", str(folder))
    assert refused.code == Exit.DENIED
    assert "--accept-unconfirmed" in refused.err
    assert "Made a new" not in refused.err  # it was not kept
    assert not Path(empty).exists()
    told = desk.ok("--logbook", empty, "absorb", str(folder), "--accept-unconfirmed").err
    assert "Made a new logbook" in told
    assert "It is the logbook of Tess Trainee." in told
    assert objects_in(Path(empty)) == objects_in(example)
    answers = [desk.ok("--logbook", one, "progress", "--json", "--ids").json for one in (str(example), empty)]
    assert answers[0] == answers[1]
    for name, book in (("a.pdf", str(example)), ("b.pdf", empty)):
        desk.ok("--logbook", book, "report", "progress", str(tmp_path / name))
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert "All of it was here already" in desk.ok("--logbook", empty, "absorb", str(folder)).err


def test_records_json_is_what_the_schema_beside_it_says(desk: Desk, example: Path, tmp_path: Path) -> None:
    """Every record in its current version, valid as a file and record by record."""
    folder = exported(desk, example, tmp_path / "all")
    schema = json.loads((folder / "logbook.schema.json").read_text("utf-8"))
    found = json.loads((folder / "records.json").read_text("utf-8"))
    assert schema == json.loads(Path("schema/logbook.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    export = {**schema["$defs"]["export"], "$defs": schema["$defs"]}
    assert list(Draft202012Validator(export).iter_errors(found)) == []
    counted = desk.ok("--logbook", str(example), "scans", "--json").json["total"]
    assert sum(one["kind"] == "scan" for one in found["records"]) == counted
    found["records"][0]["body"]["invented"] = 1
    assert list(Draft202012Validator(export).iter_errors(found))


def test_a_part_holds_what_was_asked_for_and_what_was_said_of_it(desk: Desk, example: Path, tmp_path: Path) -> None:
    """The scans that ``scans`` lists for the same words, their placement and who signed; verified and taken in."""
    words = ("shoulder", "since:2026-01-01", "placement:example")
    listed = desk.ok("--logbook", str(example), "scans", *words, "--json").json
    folder = exported(desk, example, tmp_path / "part", *words, "--kind", "scan")
    held = json.loads((folder / "records.json").read_text("utf-8"))["records"]
    assert {one["id"] for one in held if one["kind"] == "scan"} == {one["id"] for one in listed["scans"]}
    assert {one["kind"] for one in held} >= {"person", "placement", "enrolment"}
    assert 0 < listed["total"] < 261
    assert not (folder / "journal.csv").exists()
    verified = desk.ask("--logbook", str(example), "verify", str(folder / "everything.slb"), "--json").json
    assert verified["faults"] == []
    assert "shoulder since:2026-01-01" in (folder / "README.txt").read_text("utf-8")
    there = str(tmp_path / "elsewhere.db")
    desk.ok("--logbook", there, "absorb", str(folder), "--accept-unconfirmed")
    assert desk.ok("--logbook", there, "scans", "--json").json["total"] == listed["total"]


def test_a_part_of_nothing_and_an_unknown_kind_are_refused(desk: Desk, example: Path, tmp_path: Path) -> None:
    """No folder is made for it; a kind that is none is told with those there are; a kept filter names words."""
    book = ("--logbook", str(example))
    assert desk.ask(*book, "export", str(tmp_path / "none"), "zebra").code != 0
    assert desk.ask(*book, "export", str(tmp_path / "none"), "--kind", "sacn").code != 0
    assert not (tmp_path / "none").exists()
    desk.ok(*book, "scans", "knee", "--keep-filter", "Knees")
    exported(desk, example, tmp_path / "knees", "--filter", "Knees", "--status", "signed")
    held = json.loads((tmp_path / "knees" / "records.json").read_text("utf-8"))["records"]
    assert {one["status"] for one in held if one["kind"] == "scan"} == {"signed"}


def test_an_export_of_several_files_is_one_again_and_a_missing_part_is_told(
    desk: Desk, example: Path, empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Split by number and by size; the folder is taken in whole, and not at all where a part is gone."""
    monkeypatch.setattr("sonolog.usecases.export_everything.MOST_IN_A_FILE", 300)
    monkeypatch.setattr("sonolog.usecases.export_everything.MOST_BYTES", 400_000)
    folder = exported(desk, example, tmp_path / "all")
    parts = sorted(one.name for one in folder.glob("everything*.slb"))
    assert parts == ["everything-2.slb", "everything-3.slb", "everything-4.slb", "everything.slb"]
    assert all((folder / one).stat().st_size < 450_000 for one in parts)
    last = (folder / "everything-4.slb").read_bytes()
    (folder / "everything-4.slb").unlink()
    assert "not part" in desk.ask("--logbook", empty, "absorb", str(folder), "--accept-unconfirmed").err
    (folder / "everything-4.slb").write_bytes(last)
    desk.ok("--logbook", empty, "absorb", str(folder), "--accept-unconfirmed")
    assert objects_in(Path(empty)) == objects_in(example)


def test_a_changed_table_a_missing_part_and_an_empty_folder_leave_nothing(
    desk: Desk, example: Path, empty: str, tmp_path: Path
) -> None:
    """Each is refused with file and line, and no logbook is left behind that was not there."""
    folder = exported(desk, example, tmp_path / "all")
    absorb = ("--logbook", empty, "absorb")
    assert desk.ask(*absorb, str(tmp_path), "--json").fault["code"] == "no-export"
    assert desk.ask(*absorb, str(folder), "--json").fault["code"] == "keys-unconfirmed"
    bundle = (folder / "everything.slb").read_bytes()
    (folder / "everything-2.slb").write_bytes(bundle)
    assert "not part 1 of 2" in desk.ask(*absorb, str(folder)).err
    for name in ("everything.slb", "everything-2.slb"):
        (folder / name).unlink()
    table = folder / "scan.csv"
    table.write_bytes(table.read_bytes().replace(b",normal,", b",abnormal,", 2))
    refused = desk.ask(*absorb, str(folder), "--accept-unconfirmed")
    assert refused.err.count("scan.csv, line ") == 2
    assert "no longer has its digest" in refused.err
    assert not Path(empty).exists()
