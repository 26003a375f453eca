"""The command that issues a badge: who may, what it says, and that verify understands it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.ours import OURS

from .desk import NOW, PASSPHRASE, TRAINEE, Desk

LENA = "Lena Lead"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk where a trainee follows a small framework, and a lead is known."""
    desk = Desk(tmp_path / "home")
    desk.known_as(TRAINEE)
    (tmp_path / "ours.toml").write_text(OURS, "utf-8")
    desk.ok("log", "knee", "left")
    desk.ok("framework", "add", str(tmp_path / "ours.toml"))
    desk.ok("enrol", "ours", "--yes")
    desk.ok("people", "add", LENA, "--role", "lead")
    return desk


def test_a_lead_issues_a_badge_and_anyone_checks_it(desk: Desk, tmp_path: Path) -> None:
    """Completed stages are listed; the passphrase is asked for; verify says what it is worth, by exit code."""
    file = tmp_path / "badge.json"
    assert desk.ok("badge", "--json").json["stages"] == [{"id": "ours/first", "title": "First steps: Ours"}]
    refused = desk.ask("badge", "first", str(file), "--json")
    assert (refused.code, refused.fault["code"]) == (77, "not-a-lead")
    lead = ("--as", LENA, "--trainee", TRAINEE)
    done = desk.ok("badge", "first", str(file), *lead, "--json", passphrase=PASSPHRASE).json
    assert (done["issuer"], done["holder"], done["key"][:12]) == (LENA, TRAINEE, "did:key:z6Mk")
    assert desk.ask("badge", "first", str(file), *lead, passphrase=PASSPHRASE).code == 73
    checked = desk.ask("verify", str(file), "--json")
    assert (checked.code, checked.json["word"]) == (3, "Valid, identity not confirmed")
    for words in ((), ("--all",)):
        (line,) = [one for one in desk.ask("verify", str(file), *words).out.splitlines() if "First steps: Ours" in one]
        assert all(one in line for one in (TRAINEE, LENA, NOW[:10], "Valid, identity not confirmed"))
    document = json.loads(file.read_text("utf-8"))
    document["credentialSubject"]["achievement"]["name"] = "Last steps"
    file.write_text(json.dumps(document), "utf-8")
    assert desk.ask("verify", str(file)).code == 1
    file.write_text('{"type": "OpenBadgeCredential"', "utf-8")
    assert desk.ask("verify", str(file), "--json").fault["code"] == "no-badge"


def test_nothing_is_asked_before_it_is_clear_that_a_badge_can_be_issued(desk: Desk, tmp_path: Path) -> None:
    """An unknown stage, a taken file: refused without a passphrase, and no key is made."""
    lead = ("--as", LENA, "--trainee", TRAINEE)
    assert desk.ask("badge", "last", str(tmp_path / "x.json"), *lead, "--json").fault["code"] == "unknown-stage"
    (tmp_path / "x.json").write_text("mine", "utf-8")
    assert desk.ask("badge", "first", str(tmp_path / "x.json"), *lead).code == 73
    assert not (desk.home / "data" / "keys").exists()
