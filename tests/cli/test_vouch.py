"""Vouching, cards, programmes and lost keys on the command line: who may, what is said, what is written."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from sonolog.errors import Exit

from .desk import PASSPHRASE, SUPERVISOR, Desk

LEAD = "Lea Lead"
CHECKED = ("--checked", "badge seen")


@pytest.fixture
def led(desk: Desk) -> Desk:
    """Return the desk of :func:`tests.cli.desk.lived_in` with a lead who has a key."""
    desk.ok("people", "add", LEAD, "--role", "lead")
    desk.ok("identity", "create", "--as", LEAD, passphrase=PASSPHRASE)
    return desk


def _root(desk: Desk) -> str:
    return str(desk.ok("identity", "--as", LEAD, "--json").json["fingerprint"])


def _word(desk: Desk) -> str:
    """Return what verification says of the sign-off of the one scan that is signed."""
    history = desk.ok("show", desk.case("signed"), "--json").json["history"]
    return next(str(line["verification"]) for line in history if line["act"].startswith("signed"))


def _vouch(desk: Desk, *words: str) -> None:
    desk.ok("vouch", *words, *CHECKED, "--as", LEAD, passphrase=PASSPHRASE)


def test_only_a_lead_vouches(led: Desk) -> None:
    """A supervisor who vouches is refused, and nothing is signed."""
    before = led.ok("check", "--json").json
    who = ("--as", SUPERVISOR)
    answer = led.ask("vouch", SUPERVISOR, "--role", "lead", *CHECKED, *who, passphrase=PASSPHRASE)
    assert answer.code == Exit.DENIED
    assert "Only a lead" in answer.err
    assert led.ok("check", "--json").json == before


def test_somebody_without_a_key_is_vouched_for_by_their_card(led: Desk, tmp_path: Path) -> None:
    """A name alone is not enough where nothing was signed; the card brings person and key."""
    other = Desk(tmp_path / "other")
    other.known_as("Olive Other", "01920000-0000-7000-8000-000000000009")
    other.ok("identity", "create", passphrase=PASSPHRASE)
    other.ok("identity", "card", str(tmp_path / "card.slb"), passphrase=PASSPHRASE)
    led.ok("people", "add", "Nora New")
    refused = led.ask("vouch", "Nora New", "--role", "supervisor", *CHECKED, "--as", LEAD, passphrase=PASSPHRASE)
    assert refused.code == Exit.INPUT
    assert "identity card FILE" in refused.err
    _vouch(led, str(tmp_path / "card.slb"), "--role", "supervisor")
    assert not led.ok("check", "--json").json["faults"]


def test_the_card_of_somebody_who_is_here_makes_no_second_person(led: Desk, tmp_path: Path) -> None:
    """The same name and number under another id: refused with the way to vouch for who is here, by the key told."""
    other = Desk(tmp_path / "other")
    other.known_as(SUPERVISOR, "01920000-0000-7000-8000-000000000009")
    other.ok("identity", "create", passphrase=PASSPHRASE)
    for desk, written in ((other, "ra 00001"), (led, "RA00001")):
        known = {one["name"]: one["id"] for one in desk.ok("people", "--json").json["people"]}
        desk.ok("amend", known[SUPERVISOR], "register_body=HCPC", f"register_number={written}")
    other.ok("identity", "card", str(tmp_path / "card.slb"), passphrase=PASSPHRASE)
    words = ("--role", "supervisor", *CHECKED, "--as", LEAD)
    refused = led.ask("vouch", str(tmp_path / "card.slb"), *words, passphrase=PASSPHRASE)
    assert refused.code == Exit.DENIED
    assert "is here already" in refused.err
    assert len([one for one in led.ok("people", "--json").json["people"] if one["name"] == SUPERVISOR]) == 1
    public = "ssh-ed25519 " + refused.err.partition("ssh-ed25519 ")[2].partition("”")[0]
    _vouch(led, SUPERVISOR, "--key", public, "--role", "supervisor")


def test_a_name_that_looks_like_another_is_pointed_out(led: Desk) -> None:
    """When somebody is added, and again when a lead vouches for them."""
    twin = "Sarn Supervisor"
    added = led.ok("people", "add", twin)
    assert f"“{twin}” looks like “{SUPERVISOR}”" in added.err
    assert "looks like" not in led.ok("people", "add", "Wholly Different").err
    answer = led.ask("vouch", SUPERVISOR, "--role", "supervisor", *CHECKED, "--as", LEAD, passphrase=PASSPHRASE)
    assert f"looks like “{twin}”" in answer.err


def test_a_programme_is_pinned_by_a_fingerprint_alone(led: Desk) -> None:
    """Anything else is refused; pinned, its people are confirmed, and unpinned they are not."""
    assert led.ask("programme", "pin", "SHA256:short").code == Exit.INPUT
    _vouch(led, SUPERVISOR, "--role", "supervisor")
    assert _word(led) == "Valid, identity not confirmed"
    led.ok("programme", "pin", _root(led), "--name", "Example")
    assert _word(led) == "Valid"
    assert "Example" in led.ok("programme").out
    led.ok("programme", "unpin", _root(led))
    assert _word(led) == "Valid, identity not confirmed"


def test_progress_says_what_is_not_confirmed(led: Desk) -> None:
    """For people in a sentence, for programs as numbers; with everything confirmed there is nothing to say."""
    assert "1 record is signed: 1 with identity not confirmed; 1 walk-up." in led.ok("progress").out
    _vouch(led, SUPERVISOR, "--role", "supervisor")
    led.ok("programme", "pin", _root(led))
    told = led.ok("progress", "--json").json["sign_offs"]
    assert (told["records"], told["identity_not_confirmed"]) == (1, 0)


def test_the_last_day_of_the_calendar_can_be_published(led: Desk, tmp_path: Path) -> None:
    """Somebody vouched for until the last day there is stands in the list; there is no day after it to name."""
    _vouch(led, SUPERVISOR, "--role", "supervisor", "--until", "9999-12-31")
    led.ok("programme", "publish", str(tmp_path / "page"))
    assert 'valid-before="99991231Z"' in (tmp_path / "page" / "allowed_signers").read_text("utf-8")


def test_openssh_knows_the_people_vouched_for(led: Desk, tmp_path: Path) -> None:
    """The published list checks a signature with ssh-keygen, on the days of the vouch and on no other."""
    keygen = shutil.which("ssh-keygen")
    assert keygen is not None
    _vouch(led, SUPERVISOR, "--role", "supervisor", "--from", "2026-01-01", "--until", "2027-01-01")
    published = led.ok("programme", "publish", str(tmp_path / "page"), "--json").json
    assert published["roots"] == [_root(led)]
    led.ok("show", led.case("signed"), "--evidence", str(tmp_path / "proof"))
    person = led.ok("identity", "--as", SUPERVISOR, "--json").json["id"]
    files = (tmp_path / "proof").glob("*.sig")
    signature = next(one for one in files if '"t":"sign"' in one.with_suffix("").read_text("utf-8"))

    def verified(day: str) -> bool:
        command = [keygen, "-Y", "verify", "-f", str(tmp_path / "page" / "allowed_signers"), "-I", person]
        command += ["-n", "sonolog-statement@v1", "-s", str(signature), "-O", f"verify-time={day}"]
        done = subprocess.run(command, input=signature.with_suffix("").read_bytes(), capture_output=True, check=False)
        return done.returncode == 0

    assert verified("20261123120000Z")
    assert not verified("20251231120000Z")
    assert not verified("20270102120000Z")


def test_the_revocation_beside_a_card_works(led: Desk, tmp_path: Path) -> None:
    """Signed in advance, absorbed when the key is lost: from then on what it signed says so, in progress too."""
    led.ok("identity", "card", str(tmp_path / "sam.slb"), "--as", SUPERVISOR, passphrase=PASSPHRASE)
    asked = led.ask("absorb", str(tmp_path / "sam-revocation.slb"))
    assert (asked.code, _word(led)) == (Exit.USAGE, "Valid, identity not confirmed")
    led.ok("absorb", str(tmp_path / "sam-revocation.slb"), "--yes")
    assert _word(led) == "Valid, key since revoked"
    assert "by a key later reported lost, order not proven" in " ".join(led.ok("progress").out.split())
    assert not led.ok("check", "--json").json["faults"]


def test_a_lead_revokes_anybodys_key_and_others_only_their_own(led: Desk) -> None:
    """A supervisor cannot revoke the lead's key."""
    mark = led.ok("identity", "--as", SUPERVISOR, "--json").json["fingerprint"]
    words = ("--reason", "lost", "--from", "2026-11-20")
    refused = led.ask("identity", "revoke", _root(led), *words, "--as", SUPERVISOR, passphrase=PASSPHRASE)
    assert refused.code == Exit.DENIED
    led.ok("identity", "revoke", mark, *words, "--as", LEAD, passphrase=PASSPHRASE)
    assert led.ok("check", "--json").json["statements"]["Valid, key since revoked"] > 0


def test_a_checkpoint_names_its_trainee(led: Desk) -> None:
    """One trainee is meant without being named; of two it has to be said."""
    assert led.ok("checkpoint", "--as", LEAD, "--json", passphrase=PASSPHRASE).json["chains"] >= 2
    led.ok("people", "add", "Tom Two", "--role", "trainee")
    assert led.ask("checkpoint", "--as", LEAD, passphrase=PASSPHRASE).code == Exit.USAGE
    led.ok("checkpoint", "--as", LEAD, "--trainee", "Tess Trainee", passphrase=PASSPHRASE)
    assert not led.ok("check", "--json").json["faults"]
