"""Whose logbook it is, who acts in it, and on which day: none of it is ever assumed in silence."""

from __future__ import annotations

import pytest

from sonolog.errors import Exit

from .desk import PASSPHRASE, SUPERVISOR, TRAINEE, Desk


def test_scans_stand_as_they_stood_on_the_day_asked_for(desk: Desk) -> None:
    """What was signed today was not signed the day before."""
    today = {case: one["status"] for case, one in desk.cases().items()}
    before = {case: one["status"] for case, one in desk.cases("--as-of", "2026-11-22").items()}
    assert "signed" in today.values()
    assert set(before) <= set(today)
    assert "signed" not in before.values()


@pytest.mark.parametrize("words", [("show", "C-1"), ("people",), ("inbox",), ("framework", "list"), ("records",)])
def test_a_command_that_cannot_answer_for_another_day_says_so(desk: Desk, words: tuple[str, ...]) -> None:
    """Today's story is not told as an earlier day's."""
    refused = desk.ask(*words, "--as-of", "2026-11-01")
    assert refused.code == Exit.USAGE
    assert "--as-of" in refused.err


def test_one_who_is_not_in_the_logbook_hears_as_whom_they_act(desk: Desk) -> None:
    """Somebody else's home opens the logbook as its owner, and says so on every command."""
    assert "you act as" not in desk.ok("scans").err
    place = desk.home / "config" / "identity.json"
    place.write_text('{"person":"01920000-0000-7000-8000-0000000000ff","name":"Una Other"}', "utf-8")
    told = desk.ok("scans").err
    assert f"Una Other is not in this logbook, so you act as {TRAINEE}" in told
    assert "you act as" not in desk.ok("inbox", "--as", SUPERVISOR).err


def test_nobody_submits_to_oneself(desk: Desk) -> None:
    """A trainee cannot be asked to sign their own scan; the scan stays as it was."""
    case = desk.case("draft")
    refused = desk.ask("submit", case, "--to", TRAINEE, passphrase=PASSPHRASE)
    assert refused.code == Exit.DENIED
    assert "nobody signs their own training" in refused.err
    assert desk.cases()[case]["status"] == "draft"


def test_a_supervisor_is_no_trainee(desk: Desk) -> None:
    """Progress of somebody who does not train is refused, not shown as nothing."""
    refused = desk.ask("progress", "--trainee", SUPERVISOR)
    assert refused.code == Exit.INPUT
    assert "no trainee" in refused.err


@pytest.mark.parametrize("day", ["1/1/0001", "1850-03-02", "31 Dec 1925"])
def test_a_day_of_another_age_is_refused(desk: Desk, day: str) -> None:
    """A slip in the year is caught before it is stored."""
    refused = desk.ask("log", "shoulder", "left", f"date={day}")
    assert refused.code == Exit.INPUT
    assert "too long ago" in refused.err
