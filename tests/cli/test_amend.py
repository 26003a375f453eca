"""Changing a record."""

from __future__ import annotations

from sonolog.errors import Exit

from .desk import Desk


def test_a_field_is_changed_and_told(desk: Desk) -> None:
    """The answer names the field, what it said and what it says."""
    case = desk.case("draft")
    answer = desk.ok("amend", case, "side=right", "note=second look", "--json").json
    assert {one["title"]: one["new"] for one in answer["changed"]}["Note"] == "second look"
    assert answer["status"] == "draft"
    assert len(desk.ok("show", case, "--json").json["history"]) == 2


def test_an_empty_value_clears_the_field(empty_desk: Desk) -> None:
    """``note=`` says nothing any more."""
    case = empty_desk.ok("log", "knee", "note=effusion").out.strip()
    empty_desk.ok("amend", case, "note=")
    fields = empty_desk.ok("show", case, "--json").json["fields"]
    assert "note" not in {field["name"] for field in fields}


def test_a_signed_record_becomes_signed_in_an_earlier_version(desk: Desk) -> None:
    """The signature stays with the version it named, and the person is told to submit again."""
    answer = desk.ok("amend", desk.case("signed"), "minutes=20", "--why", "clock")
    assert "signed in an earlier version" in answer.err
    assert "sonolog submit" in answer.err


def test_a_waiting_record_is_not_changed(desk: Desk) -> None:
    """What somebody is asked to sign is recalled first."""
    refused = desk.ask("amend", desk.case("submitted"), "minutes=20")
    assert refused.code == Exit.DENIED
    assert "recall" in refused.err


def test_words_without_a_value_are_wrong_usage(desk: Desk) -> None:
    """Nothing to change, a bare word and a field said twice are refused before anything is opened."""
    case = desk.case("draft")
    for words in ((), ("right",), ("side=left", "side=right"), ("=left",)):
        assert desk.ask("amend", case, *words).code == Exit.USAGE


def test_every_fault_is_told_at_once(desk: Desk) -> None:
    """Two fields that cannot be understood are both named, the nearest field included."""
    refused = desk.ask("amend", desk.case("draft"), "minuts=20", "date=never")
    assert refused.code == Exit.INPUT
    assert "“minutes”" in refused.err
    assert "Date:" in refused.err
