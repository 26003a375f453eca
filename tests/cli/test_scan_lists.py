"""Filters, columns, days, tags and tables of the list of scans, from the command line."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sonolog.errors import Exit

from .desk import Desk


@pytest.fixture
def three(empty_desk: Desk) -> tuple[Desk, list[str]]:
    """Return a desk with three scans of three days, and their cases, the oldest first."""
    lines = (
        "shoulder left supraspinatus tear date=2026-09-01 by='A. Example' site='Example Clinic' note='=1+1'",
        "knee right normal date=2026-10-05 by='A. Example' tags=viva",
        "elbow left normal date=2026-11-02 custom.Probe=linear",
    )
    return empty_desk, empty_desk.ok("log", "-", stdin="\n".join(lines).encode()).out.split()


def _found(desk: Desk, *words: str) -> list[str]:
    return [one["case"] for one in desk.ok("scans", *words, "--json").json["scans"]]


def test_days_bound_the_list(three: tuple[Desk, list[str]]) -> None:
    """since: and until: are days as they are spoken, and go with other words."""
    desk, (first, second, third) = three
    assert _found(desk, "since:2026-10-01") == [third, second]
    assert _found(desk, "until:30/9/2026") == [first]
    assert _found(desk, "since:2/9/2026", "until:1/11/2026", "knee") == [second]
    assert _found(desk, "since:someday") == [third, second, first]


def test_a_filter_is_kept_used_and_forgotten(three: tuple[Desk, list[str]]) -> None:
    """Further words narrow a kept filter; its name is found whatever its case."""
    desk, (first, _, third) = three
    desk.ok("scans", "left", "--status", "draft", "--keep-filter", "Lefts")
    assert _found(desk, "--filter", "lefts") == [third, first]
    assert _found(desk, "tear", "--filter", "Lefts") == [first]
    desk.ok("scans", "--drop-filter", "Lefts")
    gone = desk.ask("scans", "--filter", "Lefts")
    assert (gone.code, "None is kept" in gone.err) == (int(Exit.INPUT), True)
    assert desk.ask("scans", "--keep-filter", "All").code == int(Exit.INPUT)


def test_columns_are_chosen_once_for_every_list(three: tuple[Desk, list[str]]) -> None:
    """Any field can be a column; an unknown one is answered with the nearest; “usual” goes back."""
    desk, (first, *_) = three
    desk.ok("scans", "--columns", "case,site,tags")
    lines = desk.ok("scans", "--plain").out.splitlines()
    assert lines[0].split("\t") == ["Date", "Scan", "Case", "Site", "Tags"]
    assert lines[-1].split("\t") == ["2026-09-01", "Left shoulder: Supraspinatus tendon", first, "Example Clinic", ""]
    wrong = desk.ask("scans", "--columns", "sit")
    assert "Did you mean site" in wrong.err
    assert "Site" in desk.ok("scans", "--plain").out
    desk.ok("scans", "--columns", "usual")
    assert "Supervisor" in desk.ok("scans", "--plain").out.splitlines()[0]


def test_scans_are_written_as_a_table(three: tuple[Desk, list[str]], tmp_path: Path) -> None:
    """Every field somebody filled in has a column; a formula is defused; an existing file stays."""
    desk, (first, second, third) = three
    path = tmp_path / "out.csv"
    assert desk.ok("scans", "--csv", str(path), "--json").json == {"file": str(path), "scans": 3}
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    assert [row["case"] for row in rows] == [first, second, third]
    assert rows[0]["note"] == "'=1+1"
    assert (rows[0]["site"], rows[1]["tags"], rows[2]["custom.Probe"]) == ("Example Clinic", "viva", "linear")
    assert (rows[0]["supervisor"], rows[0]["structures"]) == ("A. Example", "Supraspinatus tendon")
    kept = path.read_bytes()
    assert desk.ask("scans", "knee", "--csv", str(path)).code == int(Exit.NO_OUTPUT)
    assert path.read_bytes() == kept
    assert "1 scan written" in desk.ok("scans", "knee", "--csv", str(path), "--yes").err


def test_several_scans_are_tagged_and_one_undo_takes_it_back(three: tuple[Desk, list[str]]) -> None:
    """Tags are added and removed in one change; what has them already is no change."""
    desk, (first, second, _) = three
    assert desk.ok("tag", first, second, "--add", "course", "--remove", "viva").out.split() == [first, second]
    assert _found(desk, "course") == [second, first]
    assert "Tags: viva → course" in desk.ok("show", second).out
    again = desk.ask("tag", first, "--add", "course")
    assert (again.code, "have these tags already" in again.err) == (int(Exit.INPUT), True)
    desk.ok("undo")
    assert _found(desk, "course") == []
    assert _found(desk, "viva") == [second]


def test_a_tag_that_may_identify_a_patient_is_refused(three: tuple[Desk, list[str]]) -> None:
    """Nothing is written, and the number is not repeated."""
    desk, (first, *_) = three
    refused = desk.ask("tag", first, "--add", "NHS 999 000 0018")
    assert refused.code == int(Exit.INPUT)
    assert "9990000018" not in refused.err.replace(" ", "")
    assert "amended" not in desk.ok("show", first).out
