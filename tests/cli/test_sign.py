"""Sign-off by the supervisor: what waits, signing, giving back, revoking."""

from __future__ import annotations

from typing import get_args

import pytest

from sonolog.cli.selection import select
from sonolog.cli.sign import AGREEMENTS, FINDINGS, OUTCOMES
from sonolog.domain.scan import Agreement, Finding
from sonolog.domain.value import Outcome
from sonolog.errors import Exit

from .desk import PASSPHRASE, SUPERVISOR, WRONG, Desk

AS = ("--as", SUPERVISOR)


def test_choices_are_those_of_the_records() -> None:
    """What may be typed is what may be stored."""
    assert get_args(Outcome) == OUTCOMES
    assert get_args(Agreement) == AGREEMENTS
    assert get_args(Finding) == FINDINGS


def test_the_inbox_shows_what_waits_and_what_a_signature_would_say(desk: Desk) -> None:
    """One scan waits; its meaning follows the supervision recorded."""
    (line,) = desk.ok("inbox", *AS, "--json").json["inbox"]
    assert line["label"] == desk.case("submitted")
    assert line["meaning"] == "observed-directly"
    assert line["label"] in desk.ok("inbox", *AS).out
    assert desk.ok("inbox", "--json").json == {"inbox": []}


def test_all_that_waits_is_signed_with_one_passphrase(desk: Desk) -> None:
    """The record is signed, and the sentence signed is told."""
    case = desk.case("submitted")
    answer = desk.ok("sign", "--all", *AS, "--agreement", "agree", "--json", passphrase=PASSPHRASE)
    assert [one["label"] for one in answer.json["records"]] == [case]
    assert "You sign: I directly observed this scan. (1 record)" in answer.err
    assert desk.cases()[case]["status"] == "signed"
    assert "agreement: agree" in desk.ok("show", case).out
    assert desk.ask("sign", "--all", *AS, passphrase=PASSPHRASE).code == Exit.INPUT


def test_in_a_terminal_one_chooses_from_a_numbered_list(desk: Desk) -> None:
    """Without ids what waits is listed; the record chosen is shown whole before the passphrase."""
    answer = desk.at_terminal("sign", *AS, answers="seven\n1\n")
    assert answer.code == 0, answer.err
    assert "No." in answer.out
    assert answer.err.count("Which?") == 2
    assert "Structures:" in answer.err or "Region:" in answer.err
    assert desk.cases("--status", "submitted") == {}


def test_a_wrong_passphrase_signs_nothing(desk: Desk) -> None:
    """77, and the record still waits."""
    refused = desk.ask("sign", "--all", *AS, passphrase=WRONG)
    assert refused.code == Exit.DENIED
    assert "Nothing was signed." in refused.err
    assert len(desk.cases("--status", "submitted")) == 1


def test_another_meaning_must_fit_the_kind(desk: Desk) -> None:
    """A code of another kind of record is refused with those that fit."""
    refused = desk.ask("sign", "--all", *AS, "--meaning", "assessed", passphrase=PASSPHRASE)
    assert refused.code == Exit.USAGE
    assert "reviewed-afterwards" in refused.err
    desk.ok("sign", "--all", *AS, "--meaning", "reviewed-afterwards", passphrase=PASSPHRASE)


def test_nobody_signs_their_own(desk: Desk) -> None:
    """The trainee is refused in their own logbook."""
    assert desk.ask("sign", desk.case("submitted"), passphrase=PASSPHRASE).code == Exit.DENIED


def test_a_record_is_given_back_with_a_reason(desk: Desk) -> None:
    """Without a reason nothing happens; in a terminal it is asked for."""
    case = desk.case("submitted")
    assert desk.ask("return", case, *AS, passphrase=PASSPHRASE).code == Exit.USAGE
    answer = desk.at_terminal("return", case, *AS, answers="which structure?\n")
    assert answer.code == 0, answer.err
    assert desk.cases()[case]["status"] == "returned"
    assert "which structure?" in desk.ok("show", case).out


def test_a_sign_off_is_revoked_by_whoever_gave_it(desk: Desk) -> None:
    """The scan falls back to a draft; another record's sign-off cannot be revoked."""
    case, other = desk.case("signed"), desk.case("draft")
    assert desk.ask("revoke", other, *AS, "--why", "x", passphrase=PASSPHRASE).code == Exit.DENIED
    answer = desk.ok("revoke", case, *AS, "--why", "by mistake", "--json", passphrase=PASSPHRASE)
    assert [one["label"] for one in answer.json["records"]] == [case]
    assert desk.cases()[case]["status"] != "signed"


@pytest.mark.parametrize(
    ("answer", "numbers"),
    [
        ("all", (1, 2, 3, 4)),
        ("2", (2,)),
        ("1-2, 4", (1, 2, 4)),
        ("4 1", (1, 4)),
        ("0", ()),
        ("5", ()),
        ("2-9", (2, 3, 4)),
        ("1-", ()),
        ("one", ()),
        ("", ()),
        ("3-1", ()),
        ("1-99999999999999", (1, 2, 3, 4)),
    ],
)
def test_numbers_of_a_list(answer: str, numbers: tuple[int, ...]) -> None:
    """Ranges, lists and all are understood; anything else is asked again."""
    assert select(answer, 4) == numbers


def test_indirect_supervision_is_no_word_about_having_been_there(desk: Desk) -> None:
    """Signing everything at once asks whether one was in the room, or wants it said; a no signs nothing."""
    case = desk.ok("log", "knee", "supervision=indirect", f"by={SUPERVISOR}", "--json").json["case"]
    desk.ok("submit", case, passphrase=PASSPHRASE)
    refused = desk.ask("sign", "--all", *AS, passphrase=PASSPHRASE)
    assert refused.code != Exit.DONE
    assert "1 record with indirect supervision:" in refused.err
    assert "--meaning CODE, or --yes" in refused.err
    no = desk.at_terminal("sign", "--all", *AS, answers="n\n")
    assert "Nothing was signed." in no.err
    assert desk.cases()[case]["status"] == "submitted"
    desk.ok("sign", "--all", *AS, "--meaning", "reviewed-afterwards", passphrase=PASSPHRASE)
    assert desk.cases()[case]["status"] == "signed"
