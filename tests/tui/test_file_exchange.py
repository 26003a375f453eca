"""Signatures by files, through the app alone: one home asks, the other opens, judges and answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from sonolog.ledger.keys import Passphrase
from sonolog.tui.fingerprints import groups_of
from sonolog.usecases.absorb import Acceptance
from sonolog.usecases.identity import read_identity
from sonolog.usecases.inbox import inbox
from sonolog.usecases.keys import create_key, key_of, open_key
from sonolog.usecases.list_scans import list_scans
from sonolog.usecases.open_request import open_request, read_request
from sonolog.usecases.people import the_trainee
from sonolog.usecases.request import request, respond
from sonolog.usecases.show_record import show_record
from sonolog.usecases.sign import Choice, sign

from .made import SUPERVISOR, opened
from .pilot import desk_in, home_in
from .submitted import make_submitted
from .walk import Walk, walking_at

_SAMS = "sam chose these four words"


@pytest.fixture
def tess(tmp_path: Path) -> Path:
    """Return the home of a trainee with two scans that wait for Sam."""
    make_submitted(tmp_path / "tess")
    return tmp_path / "tess"


@pytest.fixture
def sam(tmp_path: Path) -> Path:
    """Return the home of somebody who has never used the program."""
    (tmp_path / "sam").mkdir()
    return tmp_path / "sam"


async def test_a_request_is_opened_judged_answered_and_taken_in(tess: Path, sam: Path, tmp_path: Path) -> None:
    """One is signed and one returned on Sam's own computer; both homes tell the same afterwards."""
    asked, answer = tmp_path / "request.slb", tmp_path / "answer.slb"
    async with walking_at(desk_in(tess)) as walk:
        await walk.press("o", "f")
        walk.same_as("files")
        await walk.press("enter")
        assert "Sam Supervisor: 2 records waiting" in walk.picture
        await walk.press("enter")
        assert "~/request-sam-supervisor-2026-11-24-0900.slb" in walk.picture
        await walk.paste(str(asked))
        assert "2 records to be judged" in walk.words
    async with walking_at(desk_in(sam)) as walk:
        await walk.press("f2")
        await walk.paste(str(asked))
        assert "Is that you? Enter says that you are Sam Supervisor." in walk.words
        await walk.press("enter")
        assert "Tess Trainee asks you." in walk.words
        assert "Sam Supervisor signs. 2 waiting" in walk.words
        await _sign_one_return_one(walk)
        await walk.press("v")
        await walk.paste(str(answer))
        assert "They take it in with" in walk.words
    async with walking_at(desk_in(tess)) as walk:
        await walk.press("o", "j")
        await walk.paste(str(answer))
        assert "Sam Supervisor signed: 1 statement" in walk.words
        assert groups_of(_key_of_sam(sam))[-1] in walk.picture
        await walk.press("enter")
        assert "It stays “identity not confirmed”" in walk.words
        await walk.press("enter")
        assert "Taken in:" in walk.words
        await walk.press("K", "t")
        await walk.paste(str(answer))
        assert "Nothing: all of it is here already." in walk.words
    assert sorted(_statuses(tess)) == sorted(_statuses(sam)) == ["returned", "signed"]
    identity = read_identity(home_in(sam))
    assert identity is not None
    assert identity.name == SUPERVISOR


async def _sign_one_return_one(walk: Walk) -> None:
    await walk.press("s", "enter")
    await walk.press("enter")
    await walk.write(_SAMS)
    await walk.write(_SAMS)
    assert "Sam Supervisor signed 1 record." in walk.words
    await walk.press("b", "enter")
    await walk.write("Say which structures")
    await walk.write(_SAMS)
    assert "1 record returned" in walk.words or "returned" in walk.words


async def test_another_key_of_a_known_person_takes_more_than_a_yes(tess: Path, sam: Path, tmp_path: Path) -> None:
    """The end of its fingerprint is not on the screen and has to be typed; any other lets nothing in."""
    first, second = _answers_by_two_keys(tess, sam, tmp_path)
    async with walking_at(desk_in(tess)) as walk:
        await walk.press("o", "j")
        await walk.paste(str(first))
        await walk.press("enter", "enter")
        assert "Taken in:" in walk.words
        await walk.press("j")
        await walk.paste(str(second))
        assert "ALARM" in walk.words
        secret = groups_of(_key_of_sam(tmp_path / "sam2"))[-1]
        assert secret not in walk.picture
        await walk.press("enter")
        assert secret not in walk.picture
        await walk.write("yes")
        assert "That is not this key." in walk.words
        await walk.press("escape")
        assert "Nothing was taken in." in walk.words
        await walk.press("j")
        await walk.paste(str(second))
        await walk.press("enter")
        await walk.write(secret)
        assert "Taken in:" in walk.words


async def test_a_file_that_is_none_and_a_request_that_is_none_are_refused(
    tess: Path, sam: Path, tmp_path: Path
) -> None:
    """Said in words; the home stays nobody's."""
    other = tmp_path / "letter.slb"
    other.write_text("Dear all\n", "utf-8")
    async with walking_at(desk_in(sam)) as walk:
        await walk.press("f2")
        await walk.paste(str(other))
        assert "That was not done" in walk.words
        await walk.press("escape")
        assert "What is your name?" in walk.words
    async with walking_at(desk_in(tess)) as walk:
        await walk.press("o", "k")
        await walk.paste(str(tmp_path / "missing.slb"))
        assert "cannot be read" in walk.words
        await walk.press("escape", "v")
        assert "Nothing was signed or returned yet" in walk.words
    assert read_identity(home_in(sam)) is None


def _answers_by_two_keys(tess: Path, sam: Path, folder: Path) -> tuple[Path, Path]:
    """Return two answers of the same person, signed with keys made on two computers."""
    asked = folder / "request.slb"
    with opened(tess) as book:
        request(book, SUPERVISOR, asked)
    made = []
    for home in (sam, folder / "sam2"):
        with opened(home) as empty:
            book, _ = open_request(empty, read_request(empty, asked), Acceptance(unconfirmed=True))
            create_key(book, Passphrase(_SAMS))
            waiting = _waiting(home, book.actor or "")
            sign(book, [Choice(waiting[len(made)])], key=open_key(book, Passphrase(_SAMS)))
            made.append(respond(book, folder / f"answer-{len(made)}.slb").path)
    return made[0], made[1]


def _waiting(home: Path, person: str) -> list[str]:
    with opened(home) as book:
        return [one.id for one in inbox(book, person)]


def _key_of_sam(home: Path) -> str:
    with opened(home) as book:
        found = key_of(book)
    assert found is not None
    return found.fingerprint


def _statuses(home: Path) -> list[str]:
    with opened(home) as book:
        ids = [one.id for one in list_scans(book, the_trainee(book).id).scans]
        return [show_record(book, one).status for one in ids]
