"""Asking for sign-off, and taking the question back."""

from __future__ import annotations

import pytest

from sonolog.errors import Exit

from .desk import PASSPHRASE, SUPERVISOR, WRONG, Desk


def test_the_first_submission_makes_a_key_and_says_so(empty_desk: Desk) -> None:
    """One line of the descriptor serves for making the key and for signing with it."""
    case = empty_desk.ok("log", "knee", "by=Sam Supervisor").out.strip()
    answer = empty_desk.ok("submit", case, "--json", passphrase=PASSPHRASE)
    assert answer.json["to"] == [SUPERVISOR]
    assert answer.json["records"][0]["status"] == "submitted"
    assert "Made the signing key" in answer.err
    (key,) = (empty_desk.home / "data" / "keys").glob("*.key")
    assert key.stat().st_mode & 0o777 == 0o600


def test_the_first_submission_in_a_terminal_explains_the_key(empty_desk: Desk) -> None:
    """Somebody who never had a key reads what it is for, and sees a passphrase offered."""
    empty_desk.ok("log", "knee")
    answer = empty_desk.at_terminal("submit", answers="y\n")
    assert answer.code == 0, answer.err
    assert "Submit 1 record?" in answer.err
    assert "locked by a passphrase that only you know" in answer.err
    assert "waiting for sign-off" in answer.out


def test_a_weak_passphrase_makes_no_key(empty_desk: Desk) -> None:
    """A passphrase too short is refused, and nothing is submitted."""
    case = empty_desk.ok("log", "knee").out.strip()
    refused = empty_desk.ask("submit", case, passphrase=WRONG[:5])
    assert refused.code == Exit.INPUT
    assert empty_desk.cases()[case]["status"] == "draft"


def test_everything_open_goes_with_all(desk: Desk) -> None:
    """--all takes every draft, to the person said."""
    answer = desk.ok("submit", "--all", "--to", SUPERVISOR, passphrase=PASSPHRASE)
    assert f"to {SUPERVISOR}" in answer.err
    assert desk.cases("--status", "draft") == {}
    assert desk.ask("submit", "--all", passphrase=PASSPHRASE).code == Exit.INPUT


@pytest.mark.parametrize("words", [("submit",), ("recall",), ("sign",), ("submit", "--all", "C-7K3M")])
def test_it_must_be_clear_which_records_are_meant(desk: Desk, words: tuple[str, ...]) -> None:
    """Without a terminal nothing is guessed: ids or --all, and not both."""
    assert desk.ask(*words, passphrase=PASSPHRASE).code == Exit.USAGE


def test_what_nobody_knows_is_refused_before_the_passphrase(desk: Desk) -> None:
    """An unknown record or person is told at once, though no passphrase is there."""
    assert desk.ask("submit", "C-0000").code == Exit.NO_INPUT
    assert desk.ask("submit", desk.case("draft"), "--to", "Nobody Known").code == Exit.INPUT


def test_no_to_the_question_submits_nothing(desk: Desk) -> None:
    """Answering no leaves the drafts as they are."""
    answer = desk.at_terminal("submit", answers="n\n")
    assert answer.code == Exit.USAGE
    assert len(desk.cases("--status", "draft")) == 2


def test_a_submission_is_recalled(desk: Desk) -> None:
    """By its id or with all others; afterwards it is a draft."""
    case = desk.case("submitted")
    assert desk.ok("recall", case, "--json", passphrase=PASSPHRASE).json["records"][0]["status"] == "draft"
    desk.ok("submit", case, passphrase=PASSPHRASE)
    desk.ok("recall", "--all", passphrase=PASSPHRASE)
    assert desk.cases()[case]["status"] == "draft"
    assert desk.ask("recall", "--all", passphrase=PASSPHRASE).code == Exit.INPUT
