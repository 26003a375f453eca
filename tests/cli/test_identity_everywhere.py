"""No door lets an identity in, and no message repeats one, whatever word of a command it was typed as."""

from __future__ import annotations

import pytest

from sonolog.errors import Exit

from .desk import Desk

NUMBER = "9990000018"
KEPT = "999 000 0018"

TYPED = {
    "a command": (NUMBER,),
    "an option": ("scans", f"--{NUMBER}"),
    "a value of an option": ("scans", "--status", KEPT),
    "a day": ("log", "shoulder", "left", f"date={KEPT}"),
    "a region": ("log", KEPT),
    "a key of a record": ("add", "cpd", f"{NUMBER}=1"),
    "a key with the label of a number": ("add", "cpd", f"title=Course hospital no {NUMBER}"),
    "a code of a record": ("add", "assessment", f"form={NUMBER}", "date=2026-11-02", "outcome=passed"),
    "a field of an accreditation": ("add", "accreditation", f"field={NUMBER}", "level=2", "start=2020-01-01"),
    "a framework": ("framework", "show", NUMBER),
    "an edition": ("framework", "show", f"rcr-msk@{NUMBER}"),
    "a file": ("framework", "check", f"{NUMBER}.toml"),
    "a record": ("show", NUMBER),
    "a person": ("log", "shoulder", "left", f"by=hospital no {NUMBER}"),
    "a fact": ("enrol", "case-pgc-msk", "--fact", f"{NUMBER}=yes"),
    "a scope": ("enrol", "case-pgc-msk", "--scope", KEPT),
}


@pytest.mark.parametrize("json", [(), ("--json",)], ids=["text", "json"])
@pytest.mark.parametrize("words", TYPED.values(), ids=TYPED)
def test_an_identity_is_refused_and_never_repeated(desk: Desk, words: tuple[str, ...], json: tuple[str, ...]) -> None:
    """The command fails with a documented code, nothing of the number is written, to the screen or to the disk."""
    before = desk.logbook.read_bytes()
    refused = desk.ask(*words, *json)
    assert refused.code not in (Exit.DONE, Exit.BUG), refused.out
    for told in (refused.out, refused.err):
        assert NUMBER not in told
        assert KEPT not in told
    assert desk.logbook.read_bytes() == before


def test_a_framework_with_a_patient_in_it_is_not_added(empty_desk: Desk) -> None:
    """Comments are searched as well, the line is named, and an office's address may stand."""
    file = empty_desk.home.parent / "ours.toml"
    empty_desk.ok("framework", "new", str(file))
    sound = file.read_text("utf-8")
    file.write_text(f"{sound}# as with patient no {NUMBER}\n", "utf-8")
    refused = empty_desk.ask("framework", "add", str(file))
    assert refused.code == Exit.INPUT
    assert f"line {len(sound.splitlines()) + 1}" in refused.err
    assert NUMBER not in refused.err
    file.write_text(f"{sound}# questions to office@example.org\n", "utf-8")
    empty_desk.ok("framework", "add", str(file))
