"""``sonolog cohort``: the board on a terminal, for programs, and as files."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.example import the_example

from .desk import Desk

SCHEMA = Path(__file__).parents[2] / "schema" / "cohort.schema.json"


@pytest.fixture
def lead(tmp_path: Path) -> Desk:
    """Return somebody in front of a copy of the example logbook."""
    book = tmp_path / "book.db"
    shutil.copy(the_example().path, book)
    return Desk(tmp_path / "lead", {"SONOLOG_LOGBOOK": str(book)})


def test_the_board_is_told_to_people(lead: Desk) -> None:
    """Who stands where, what waits for whom, and the places; the second time nobody is judged anew."""
    first = lead.ok("cohort")
    assert "Tess Trainee" in first.out
    assert "Sam Supervisor" in first.out
    assert "St Example's Hospital" in first.out
    assert "1 judged anew" in first.err
    assert "0 judged anew" in lead.ok("cohort").err
    assert "1 judged anew" in lead.ok("cohort", "--anew").err


def test_programs_get_what_the_schema_describes(lead: Desk, tmp_path: Path) -> None:
    """``--json`` and a file of JSON keep to the schema and say the same; CSV has a row for each stage."""
    told = json.loads(lead.ok("cohort", "--json").out)
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(told)
    lead.ok("cohort", str(tmp_path / "board.json"))
    assert json.loads((tmp_path / "board.json").read_text("utf-8"))["trainees"] == told["trainees"]
    rows = list(csv.DictReader(io.StringIO(lead.ok("cohort", "--format", "csv", "--framework", "rcr-msk").out)))
    assert [(one["name"], one["stage"]) for one in rows] == [("Tess Trainee", "level-1")]


def test_a_pdf_is_written_once_unless_it_may_be_replaced(lead: Desk, tmp_path: Path) -> None:
    """Pages go to a file, never over another one unasked, and not to a terminal."""
    path = tmp_path / "board.pdf"
    assert lead.ok("cohort", str(path)).out.strip() == str(path)
    before = path.read_bytes()
    assert lead.ask("cohort", str(path)).code != 0
    assert lead.ok("cohort", str(path), "--replace") and path.read_bytes() == before
    path.write_text("somebody's own", "utf-8")
    assert lead.ask("cohort", str(path)).code == 73
    assert path.read_text("utf-8") == "somebody's own"
    lead.ok("cohort", str(path), "--replace")
    assert path.read_bytes() == before
    assert lead.ask("cohort", "--format", "pdf").code == 2
