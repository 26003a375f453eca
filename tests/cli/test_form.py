"""Looking at assessment forms, checking and adding one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from sonolog.errors import Exit

from .desk import Desk


@pytest.fixture
def ours(empty_desk: Desk, tmp_path: Path) -> Path:
    """Return a file with a form of one's own, begun from a shipped one."""
    text = empty_desk.ok("form", "show", "osaus").out
    file = tmp_path / "ours.toml"
    file.write_text(text.replace('form = "osaus"', 'form = "ours"', 1), "utf-8")
    return file


def test_shipped_forms_are_listed(empty_desk: Desk) -> None:
    """Each with its rule and licence."""
    found = {one["id"]: one for one in empty_desk.ok("form", "list", "--json").json["forms"]}
    assert found["osaus"]["rule"] == "mean"
    assert "CC BY" in found["osaus"]["licence"]
    assert "multi-source" in empty_desk.ok("form", "list").out


def test_a_form_of_ones_own_is_checked_added_and_listed(empty_desk: Desk, ours: Path) -> None:
    """What was begun from a shipped one is sound and can be added, once."""
    assert "0 faults" in empty_desk.ok("form", "check", str(ours), "osce").err
    empty_desk.ok("form", "add", str(ours))
    assert "ours" in empty_desk.ok("form", "list").out
    assert empty_desk.ok("form", "show", "ours", "--json").json["text"] == ours.read_text("utf-8")
    again = empty_desk.ask("form", "add", str(ours))
    assert again.code != Exit.DONE
    assert "exactly this text" in again.err


def test_editions_stand_side_by_side(empty_desk: Desk, ours: Path) -> None:
    """The newest is meant where no edition is said."""
    empty_desk.ok("form", "add", str(ours))
    text = ours.read_text("utf-8")
    ours.write_text(text.replace('edition = "2013-1"', 'edition = "2027"', 1), "utf-8")
    empty_desk.ok("form", "add", str(ours))
    assert empty_desk.ok("form", "show", "ours", "--json").json["edition"] == "2027"
    assert empty_desk.ok("form", "show", "ours@2013-1", "--json").json["text"] == text
    assert "Known:" in empty_desk.ask("form", "show", "ours@2014").err


def test_every_fault_is_printed_with_its_place(empty_desk: Desk, ours: Path) -> None:
    """File, line, item, sentence and nearest name, for all faults at once; 65, and nothing is added."""
    text = (
        ours.read_text("utf-8").replace('scale = "one-to-five"', 'scale = "one-to-fiv"', 1).replace("rule =", "rul =")
    )
    ours.write_text(text, "utf-8")
    line = text.splitlines().index('scale = "one-to-fiv"') + 1
    checked = empty_desk.ask("form", "check", str(ours))
    assert checked.code == Exit.INPUT
    assert f"{ours}:{line}: [indication] There is no scale “one-to-fiv”. Did you mean “one-to-five”?" in checked.out
    assert "Did you mean “rule”?" in checked.out
    problems = empty_desk.ask("form", "check", str(ours), "--json").json["problems"]
    assert len(problems) == len(checked.out.splitlines())
    refused = empty_desk.ask("form", "add", str(ours))
    assert refused.code == Exit.INPUT
    assert refused.out == checked.out


def test_what_cannot_be_read_is_told(empty_desk: Desk, tmp_path: Path) -> None:
    """A missing file and an unknown name are different things; the nearest is named."""
    assert empty_desk.ask("form", "check", str(tmp_path / "no.toml")).code == Exit.NO_INPUT
    unknown = empty_desk.ask("form", "show", "osuas")
    assert "Did you mean osaus" in unknown.err


def test_a_form_is_filled_in_by_words(empty_desk: Desk) -> None:
    """The levels of the items are words of the command; all that is missing is named at once and nothing is stored."""
    words = ("add", "assessment", "form=entrustment")
    refused = empty_desk.ask("add", "assessment", "form=osce", "item.machine=8", "item.report=eight")
    assert refused.code == Exit.INPUT
    assert "“eight” is no level" in refused.err
    missing = empty_desk.ask("add", "assessment", "form=osce", "item.machine=8")
    assert missing.err.count("has no level yet") == 4
    record = empty_desk.ok(*words, "item.supervision=4", "--json").json["id"]
    fields = {one["name"]: one["text"] for one in empty_desk.ok("show", record, "--json").json["fields"]}
    assert fields["item.supervision"] == "4 Alone"
    assert (fields["outcome"], fields["entrustment"]) == ("Satisfactory", "4")
    empty_desk.ok("amend", record, "item.supervision=3")
    assert "Unsatisfactory" in empty_desk.ok("show", record).out


def test_results_say_what_is_asked_for_and_what_is_held_back(empty_desk: Desk) -> None:
    """An unsigned assessment is no evidence; answers held back are told as such."""
    levels = [f"item.{name}=3" for name in ("patients", "team", "reliable", "help", "teaching")]
    empty_desk.ok("add", "assessment", "form=multi-source", "group=doctors", *levels)
    found = empty_desk.ok("form", "results", "multi-source", "--json").json
    assert found["signed"] == 0
    assert {"what": "occasions (Doctors)", "have": 0, "need": 2, "met": False} in found["needs"]
    assert not any(group["released"] for group in found["groups"])
    assert (
        "Doctors: held back until 5 people have answered; 0 have."
        in empty_desk.ok("form", "results", "multi-source").err
    )
