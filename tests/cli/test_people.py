"""People, and one's own identity."""

from __future__ import annotations

from typing import get_args

from sonolog.cli.people import ROLES
from sonolog.domain.people import PersonRole
from sonolog.errors import Exit

from .desk import PASSPHRASE, SUPERVISOR, TRAINEE, Desk


def test_roles_are_those_of_a_person() -> None:
    """What may be typed is what may be stored."""
    assert set(get_args(PersonRole)) == set(ROLES)


def test_people_are_added_and_listed(empty_desk: Desk) -> None:
    """Several at once, with roles; without an accreditation it is not recorded, never failed."""
    added = empty_desk.ok("people", "add", "A. Example", "B. Other", "--role", "assessor", "--json").json
    assert [one["roles"] for one in added["people"]] == [["assessor"], ["assessor"]]
    page = empty_desk.ok("people").out
    assert "A. Example" in page
    assert "not recorded" in page
    assert f"{TRAINEE} (you)" in page


def test_register_and_address_belong_to_a_person(empty_desk: Desk) -> None:
    """Register and number are shown together."""
    words = ("--register", "HCPC", "--number", "RA00001", "--email", "a@example.org")
    (one,) = empty_desk.ok("people", "add", "A. Example", *words, "--json").json["people"]
    assert one["register"] == "HCPC RA00001"


def test_nobody_is_added_twice(empty_desk: Desk) -> None:
    """Whoever is here is named with the way out, --yes or not; somebody else of the name is added when that is said."""
    registered = ("--register", "HCPC", "--number", "RA00001")
    empty_desk.ok("people", "add", "A. Example", *registered)
    for words in ((), registered, ("--register", "hcpc", "--number", "ra 00001")):
        refused = empty_desk.ask("people", "add", "a.  example", *words, "--yes")
        assert refused.code == Exit.DENIED
        assert "A. Example, HCPC RA00001 is here already (…" in refused.err
        assert "Nobody was added." in refused.err
    assert empty_desk.ask("people", "add", "A. Example", *registered, "--namesake").code == Exit.DENIED
    empty_desk.ok("people", "add", "A. Example", "--namesake")
    empty_desk.ok("people", "add", "A. Example", "--register", "HCPC", "--number", "RA00002", "--namesake")
    assert len(empty_desk.ok("people", "--json").json["people"]) == 4


def test_an_identity_without_a_key_is_told_how_to_make_one(empty_desk: Desk) -> None:
    """Before the first signature there is no key, and a card cannot be printed."""
    empty_desk.ok("log", "knee")
    answer = empty_desk.ok("identity")
    assert TRAINEE in answer.out
    assert "identity create" in answer.err
    assert empty_desk.ask("identity", "card").code == Exit.DENIED


def test_a_key_is_made_once(empty_desk: Desk) -> None:
    """The first time it is made, the second time kept; its fingerprint is the answer."""
    first = empty_desk.ok("identity", "create", passphrase=PASSPHRASE).out
    assert first.startswith("SHA256:")
    again = empty_desk.ok("identity", "create", passphrase=PASSPHRASE)
    assert again.out == first
    assert "has a key already" in again.err


def test_a_card_shows_the_public_key_and_no_secret(desk: Desk) -> None:
    """What is handed to others has the fingerprint and the public key."""
    card = desk.ok("identity", "card", "--as", SUPERVISOR)
    shown = desk.ok("identity", "show", "--as", SUPERVISOR, "--json").json
    assert shown["fingerprint"] in card.out
    assert "ssh-ed25519 " in card.out
    assert "PRIVATE" not in card.out
    assert desk.ok("identity", "card", "--json").json["public"].startswith("ssh-ed25519 ")
    assert str(desk.home) in desk.ok("identity").out
