"""``--not-patient``: what looks like a patient's detail is stored once somebody says what it is, and never before."""

from __future__ import annotations

import sqlite3

import pytest

from sonolog.cli.global_options import NOT_PATIENT
from sonolog.domain.identity_reasons import WHY
from sonolog.errors import Exit

from .desk import PASSPHRASE, SUPERVISOR, Desk

DAY = "12/03/2026"
TEXT = f"indication=repeat of {DAY}"


def _guard(desk: Desk, case: str) -> list[str]:
    fields = desk.ok("show", case, "--json").json["fields"]
    return [one["text"] for one in fields if one["name"] == "guard"]


def test_the_option_offers_what_the_domain_takes() -> None:
    """The words of the option and those that can be stored are the same, in the same order."""
    assert tuple(WHY) == NOT_PATIENT


def test_without_an_answer_nothing_is_stored(desk: Desk) -> None:
    """Without a terminal the scan is refused, with the field, the mask, another way to write it and the option."""
    before = desk.logbook.read_bytes()
    refused = desk.ask("log", "shoulder", "left", TEXT)
    assert refused.code == Exit.INPUT
    assert DAY not in refused.err
    for told in ("indication has a date with its year (•••••)", "28+3 weeks", "--not-patient measurement, code"):
        assert told in refused.err
    assert desk.logbook.read_bytes() == before


@pytest.mark.parametrize("why", NOT_PATIENT)
def test_the_answer_is_kept_with_the_version_and_its_place_alone(desk: Desk, why: str) -> None:
    """Rule, place and answer are stored, the text itself in the record only, and ``show`` says it in words."""
    case = desk.ok("log", "shoulder", "left", TEXT, "--not-patient", why).out.strip()
    assert _guard(desk, case) == [f"Indication “{DAY}”: {WHY[why]}"]
    with sqlite3.connect(desk.logbook) as connection:
        (text,) = connection.execute("SELECT text FROM object WHERE text LIKE '%\"guard\":%'").fetchone()
    assert f'"guard":[{{"rule":"full-date","span":"indication:10-20","why":"{why}"}}]' in text
    assert text.count(DAY) == 1


def test_yes_is_no_answer(desk: Desk) -> None:
    """``--yes`` answers questions of yes or no, and this is none."""
    assert desk.ask("log", "shoulder", "left", TEXT, "--yes").code == Exit.INPUT


def test_no_answer_lets_an_identity_in(desk: Desk) -> None:
    """What is blocked stays blocked, whatever it is said to be, a date beside it included."""
    refused = desk.ask("log", "shoulder", "left", "note=999 000 0018 on 12/03/2026", "--not-patient", "other")
    assert refused.code == Exit.INPUT
    assert refused.err.count("9••••••••8") == 1


def test_an_answer_holds_for_later_versions(desk: Desk) -> None:
    """Another field or the place of the text may change; a new date is asked about."""
    case = desk.ok("log", "shoulder", "left", TEXT, "--not-patient", "staff").out.strip()
    desk.ok("amend", case, "finding=normal")
    desk.ok("amend", case, f"indication=Once more: repeat of {DAY}")
    desk.ok("amend", case, "indication=")
    desk.ok("amend", case, f"indication={DAY}")
    assert _guard(desk, case) == [f"Indication “{DAY}”: {WHY['staff']}"]
    assert desk.ask("amend", case, f"note={DAY}").code == Exit.INPUT
    assert desk.ask("amend", case, "indication=13/03/2026").code == Exit.INPUT
    assert desk.ask("amend", case, "finding=abnormal", "--why", f"letter of {DAY}").code == Exit.INPUT
    desk.ok("undo")
    assert _guard(desk, case) == []


def test_at_a_terminal_it_is_asked(desk: Desk) -> None:
    """Each place is asked about by itself; the first line offered is to write it another way, which stores nothing."""
    words = ("log", "shoulder", "left", f"{TEXT} by Mrs Example")
    answered = desk.at_terminal(*words, answers="5\n6\n")
    assert answered.code == 0, answered.err
    assert _guard(desk, answered.out.strip()) == [
        f"Indication “{DAY}”: {WHY['staff']}; Indication “Mrs Example”: {WHY['other']}"
    ]
    before = desk.logbook.read_bytes()
    left = desk.at_terminal(*words, answers="5\n1\n")
    assert left.code == Exit.INPUT
    assert DAY not in left.err
    assert desk.logbook.read_bytes() == before


def test_the_option_holds_for_every_line(desk: Desk) -> None:
    """Without it a line is refused by its number and the others are stored; with it all are."""
    lines = f'knee left "{TEXT}"\nknee right\nelbow left "note=Mrs Example"\n'.encode()
    refused = desk.ask("log", "-", stdin=lines)
    assert refused.code == Exit.INPUT
    assert len(refused.out.split()) == 1
    assert "Line 1: " in refused.err
    assert "Line 3: " in refused.err
    assert "Example" not in refused.err
    assert len(desk.ok("log", "-", "--not-patient", "staff", stdin=lines).out.split()) == 3


@pytest.mark.parametrize(
    "words",
    [
        ("add", "cpd", "name=Course", "note=Mrs Example"),
        ("clock", "out", "--minutes", "60", "--note", "Mrs Example"),
        ("tag", "{case}", "--add", "Mrs Example"),
        ("amend", "{case}", "custom.Seen=Mrs Example"),
    ],
)
def test_every_command_that_writes_asks_alike(desk: Desk, words: tuple[str, ...]) -> None:
    """Refused without an answer, stored with one, asked for at a terminal."""
    desk.ok("add", "placement", "site=Example Hospital", "start=2026-09-01")
    desk.ok("clock", "in")
    typed = [one.format(case=desk.case("draft")) for one in words]
    assert desk.ask(*typed).code == Exit.INPUT
    assert desk.at_terminal(*typed, answers="1\n").code == Exit.INPUT
    assert desk.at_terminal(*typed, answers="5\n").code == 0


def test_a_signed_reason_is_reworded(desk: Desk) -> None:
    """A statement has no place for an answer: a doubtful reason or comment is refused, and another way is named."""
    case = desk.case("submitted")
    for words in (("sign", case, "--comment", f"seen {DAY}"), ("return", case, "--why", "that was Mrs Example")):
        refused = desk.ask(*words, "--as", SUPERVISOR, "--not-patient", "staff", passphrase=PASSPHRASE)
        assert refused.code == Exit.INPUT, refused.out
        assert "without the date, number or name" in refused.err


def test_a_return_as_identifiable_offers_redaction(desk: Desk) -> None:
    """The short word becomes the sentence, and the record tells the trainee how the text goes for good."""
    case = desk.case("submitted")
    desk.ok("return", case, "--as", SUPERVISOR, "--why", "identifiable", passphrase=PASSPHRASE)
    told = " ".join(desk.ok("show", case).out.split())
    assert "This may identify a patient." in told
    assert f"sonolog redact {case} --keep-current" in told
    desk.ok("amend", case, "note=said another way")
    desk.ok("redact", case, "--keep-current", "--why", "identifiable", "--yes", passphrase=PASSPHRASE)


def test_people_and_their_numbers_are_not_asked_about(desk: Desk) -> None:
    """A register number and a titled name of staff are what these records are for."""
    desk.ok("people", "add", "Mr Example Surgeon", "register_body=GMC", "register_number=7654321")
