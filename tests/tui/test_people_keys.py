"""People and keys: a lead pins a root, vouches and revokes; cards travel; names that look alike show."""

from __future__ import annotations

from pathlib import Path

import pytest

from sonolog.ledger.keys import Passphrase
from sonolog.tui.fingerprints import groups_of, in_groups, is_told
from sonolog.usecases.keys import KeyPlace, create_key
from sonolog.usecases.people import add_person
from sonolog.usecases.people_keys import people_keys
from sonolog.usecases.programme import pinned

from .made import SUPERVISOR, make_logbook, opened
from .pilot import desk_in, home_in
from .walk import Walk, walking_at

_WORDS = "lee chose these four words"
_LEAD = "Lee Lead"


@pytest.fixture
def lead(tmp_path: Path) -> KeyPlace:
    """Return the key of a lead in a logbook with a supervisor who has a key, and with a name that looks like hers."""
    make_logbook(tmp_path, scans=1, enrolled=False)
    with opened(tmp_path) as book:
        people = {one.person.name: one.person.id for one in people_keys(book)}
        create_key(book, Passphrase(_WORDS), people[SUPERVISOR])
        add_person(book, "Sarn Supervisor")
        return create_key(book, Passphrase(_WORDS), add_person(book, _LEAD, roles=("lead",)).id)


def _standing(folder: Path, name: str) -> str:
    with opened(folder) as book:
        return next(one.standing for one in people_keys(book) if one.person.name == name)


async def _pin(walk: Walk, key: KeyPlace) -> None:
    await walk.press("P", "g", "plus")
    await walk.paste(key.fingerprint)
    await walk.paste("Example programme")
    assert "Example programme is trusted" in walk.words
    await walk.press("escape")


async def test_a_key_is_vouched_for_and_revoked(tmp_path: Path, lead: KeyPlace) -> None:
    """The whole fingerprint is compared first; roles, days and how it was checked are signed; then it is revoked."""
    async with walking_at(desk_in(tmp_path, person=_LEAD)) as walk:
        await _pin(walk, lead)
        await walk.press("down")
        assert "! “Sam Supervisor” looks like “Sarn Supervisor” and is spelt otherwise." in walk.words
        assert "identity not confirmed" in walk.picture
        await walk.press("v")
        assert "Compare the fingerprint" in walk.picture
        await walk.press("enter", "enter", "enter", "enter", "enter")
        assert "How did you check" in walk.words
        await walk.press("enter", "enter", "enter")
        await walk.paste("staff badge seen")
        await walk.write(_WORDS)
        assert "You vouched for Sam Supervisor until 2029-11-24." in walk.words
        assert "vouched until 24 Nov 2029 by Lee Lead" in walk.words
    assert _standing(tmp_path, SUPERVISOR) == "vouched until 24 Nov 2029 by Lee Lead"
    async with walking_at(desk_in(tmp_path, person=_LEAD)) as walk:
        await walk.press("P", "down", "x", "down", "enter")
        await walk.paste("2026-11-20")
        await walk.press("enter")
        await walk.write(_WORDS)
        assert "is revoked from 2026-11-20 on" in walk.words
        assert "revoked from 20 Nov 2026 on" in walk.words
    assert _standing(tmp_path, SUPERVISOR) == "revoked from 20 Nov 2026 on"


async def test_only_a_lead_vouches_and_a_programme_is_forgotten_and_published(tmp_path: Path, lead: KeyPlace) -> None:
    """A supervisor is told so before anything is asked; what was pinned is unpinned; the list of signers is written."""
    with opened(tmp_path) as book:
        sam = next(one for one in people_keys(book) if one.person.name == SUPERVISOR)
    assert sam.person.has_key
    async with walking_at(desk_in(tmp_path, person=SUPERVISOR)) as walk:
        await _pin(walk, lead)
        await walk.press("v")
        assert "Only a lead of the programme vouches" in walk.words
        await walk.press("g", "b")
        await walk.paste(str(tmp_path / "page"))
        assert "allowed_signers, programme.slb" in walk.words
        await walk.press("enter", "x", "enter")
        assert "is trusted no longer" in walk.words
    assert pinned(home_in(tmp_path)) == ()
    assert (tmp_path / "page" / "programme.slb").exists()


async def test_a_card_is_written_and_taken_in_elsewhere(tmp_path: Path, lead: KeyPlace) -> None:
    """Card and revocation lie side by side; the lead's logbook learns person and key and asks whether to vouch."""
    other = tmp_path / "other"
    make_logbook(other, scans=0, enrolled=False)
    with opened(other) as book:
        create_key(book, Passphrase(_WORDS))
    card = tmp_path / "card.slb"
    async with walking_at(desk_in(other)) as walk:
        await walk.press("P", "k", "enter")
        await walk.paste(str(card))
        await walk.write(_WORDS)
        assert "Put the revocation in a safe" in walk.words
    assert card.with_name("card-revocation.slb").exists()
    async with walking_at(desk_in(tmp_path, person=_LEAD)) as walk:
        await _pin(walk, lead)
        await walk.press("t")
        await walk.paste(str(card))
        assert "Compare the fingerprint" in walk.picture
        await walk.press("enter", "enter", "enter", "enter")
        await walk.paste("badge seen")
        await walk.write(_WORDS)
        assert "You vouched for Tess Trainee" in walk.words


async def test_a_key_is_carried_and_a_checkpoint_made(
    tmp_path: Path, lead: KeyPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key's copy is the file as it is, told by its whole path; a checkpoint says how many chains it saw."""
    monkeypatch.chdir(tmp_path)
    async with walking_at(desk_in(tmp_path, person=_LEAD)) as walk:
        await walk.press("P", "k", "down", "enter")
        await walk.paste("lee.key")
        assert f"Your key is at {tmp_path}"[:60] in walk.words
        await walk.press("w", "enter")
        await walk.write(_WORDS)
        assert "Noted: how far 0 chains of statements have come." in walk.words
    assert (tmp_path / "lee.key").read_bytes() == lead.path.read_bytes()


def test_a_fingerprint_is_read_in_groups_and_its_end_kept_back() -> None:
    """Groups of four from the end; without the last one nothing shown tells it; blanks do not matter when typed."""
    mark = "SHA256:" + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ"
    assert groups_of(mark)[0] == "abc"
    assert groups_of(mark)[-1] == "NOPQ"
    assert "".join(groups_of(mark)) == mark.removeprefix("SHA256:")
    assert "NOPQ" in in_groups(mark)
    assert "NOPQ" not in in_groups(mark, whole=False)
    assert is_told(" NO PQ ", mark)
    assert is_told(mark, mark)
    assert not is_told("nopq", mark)
    assert not is_told("", mark)
