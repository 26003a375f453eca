"""Withdrawing records, and undoing the last change."""

from __future__ import annotations

from sonolog.errors import Exit

from .desk import PASSPHRASE, WRONG, Desk


def test_a_draft_is_withdrawn_without_a_key(desk: Desk) -> None:
    """What nobody was asked to sign needs neither reason nor passphrase."""
    first, second = desk.cases("--status", "draft")
    answer = desk.ok("withdraw", first, second, "--json").json
    assert {one["label"] for one in answer["records"]} == {first, second}
    assert {one["status"] for one in answer["records"]} == {"withdrawn"}


def test_a_signed_record_takes_a_reason_and_a_signature(desk: Desk) -> None:
    """Without a reason it is wrong usage, with a wrong passphrase denied, with both withdrawn and visible."""
    case = desk.case("signed")
    assert desk.ask("withdraw", case, passphrase=PASSPHRASE).code == Exit.USAGE
    assert desk.ask("withdraw", case, "--why", "twice", passphrase=WRONG).code == Exit.DENIED
    desk.ok("withdraw", case, "--why", "twice", passphrase=PASSPHRASE)
    assert desk.cases("--status", "withdrawn")[case]["id"]


def test_undo_takes_back_the_last_scan_and_then_the_one_before(empty_desk: Desk) -> None:
    """Each undo goes one step further back, and says what it did."""
    first = empty_desk.ok("log", "knee").out.strip()
    second = empty_desk.ok("log", "hip").out.strip()
    assert second in empty_desk.ok("undo").out
    assert first in empty_desk.ok("undo", "--json").json["undone"]
    assert set(empty_desk.cases("--status", "withdrawn")) == {first, second}


def test_undo_of_an_amendment_brings_back_what_was_said(desk: Desk) -> None:
    """The version before is said again."""
    case = desk.case("draft")
    before = desk.ok("show", case, "--json").json["fields"]
    desk.ok("amend", case, "minutes=35")
    desk.ok("undo")
    assert desk.ok("show", case, "--json").json["fields"] == before


def test_undo_of_a_submission_is_signed(desk: Desk) -> None:
    """A signed statement is answered by a signed one: the key is asked for."""
    case = desk.case("draft")
    desk.ok("submit", case, passphrase=PASSPHRASE)
    answer = desk.ask("undo")
    assert answer.code == Exit.USAGE
    assert "no longer submitted" in answer.err
    desk.ok("undo", passphrase=PASSPHRASE)
    assert desk.cases()[case]["status"] == "draft"


def test_nothing_to_undo_is_told(empty_desk: Desk) -> None:
    """The first act of all cannot be taken back."""
    empty_desk.ok("people", "add", "A. Example")
    assert empty_desk.ask("undo").code == Exit.INPUT
