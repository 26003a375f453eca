"""A supervisor with nothing installed signs on the trainee's computer: how many keys and pages that takes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.tui.form import scans_in
from tests.tui.made import opened
from tests.tui.pilot import desk_in
from tests.tui.submitted import make_submitted
from tests.tui.walk import Walk, walking_at

from sonolog.ledger.objects import Statement, read_object
from sonolog.store.objects import all_objects
from sonolog.usecases.keys import key_of
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.people import find_person, list_people
from sonolog.usecases.show_record import show_record

_WORDS = "vera chose four words"
_MOST_TYPED = 90
"""Keys of everything a visitor types; at two a second that is three quarters of a minute."""
_MOST_PAGES = 4


class _Counted:
    """Counts keys, and the pages they were pressed on."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self.keys = 0
        self.pages: list[str] = []

    async def press(self, *keys: str) -> None:
        for key in keys:
            self._note(1)
            await self._walk.press(key)

    async def write(self, text: str) -> None:
        self._note(len(text) + 1)
        await self._walk.write(text)

    def _note(self, keys: int) -> None:
        self.keys += keys
        page = type(self._walk.app.screen).__name__
        if not self.pages or self.pages[-1] != page:
            self.pages.append(page)


async def test_a_visitor_makes_a_key_and_signs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Name, register, number, passphrase twice: their records open; signed as walk-up, and the trainee is back."""
    make_submitted(tmp_path, scans=2)
    stick = tmp_path / "stick"
    stick.mkdir()
    async with walking_at(desk_in(tmp_path)) as walk:
        visit = _Counted(walk)
        await visit.press("o", "w")
        walk.same_as("walk_up")
        await visit.write("HCPC")
        await visit.write("RA12345")
        await visit.write(_WORDS)
        await visit.write(_WORDS)
        assert "do you want your key with you" in walk.words
        made = visit.keys, len(visit.pages)
        await walk.paste(str(stick))
        assert "Walk-up: Sam Supervisor signs. 2 waiting" in walk.words
        await walk.press("enter", "y", "y")
        await walk.press("s")
        await walk.write(_WORDS)
        assert "This is the computer of Tess Trainee again." in walk.words
        assert "Who signs on this computer?" in walk.words
    with capsys.disabled():
        sys.stdout.write(
            f"\nwalk-up: a key is made with {made[0]} keys on {made[1]} pages ({', '.join(visit.pages)})\n"
        )
    assert made[0] <= _MOST_TYPED
    assert made[1] <= _MOST_PAGES
    with opened(tmp_path) as book:
        sam = find_person(book, "Sam Supervisor")
        assert sam.register == "HCPC RA12345"
        place = key_of(book, sam.id)
        with book.reading() as connection:
            found = [read_object(one.text) for one in all_objects(connection)]
        assert {one.assurance for one in found if isinstance(one, Statement) and one.act == "sign"} == {"walk-up"}
        told = [line.words for one in scans_in(tmp_path) for line in show_record(book, one.case).history]
        assert any("signed walk-up" in words for words in told)
    assert place is not None
    assert (stick / f"{sam.id}.key").read_bytes() == place.path.read_bytes()


async def test_somebody_unknown_is_added_and_a_weak_passphrase_makes_nothing(tmp_path: Path) -> None:
    """A short passphrase is refused with everything else still there; a trainee's name is refused."""
    make_submitted(tmp_path, scans=1)
    async with walking_at(desk_in(tmp_path)) as walk:
        await walk.press("o", "end", "w")
        await walk.press("shift+tab")
        await walk.paste("Vera Visitor")
        for text in ("GMC", "7654321", "short", "short"):
            await walk.write(text)
        assert "12 characters" in walk.words
        assert "Vera Visitor" in walk.picture
        with opened(tmp_path) as book:
            assert "Vera Visitor" not in _names(book)
        for text in (_WORDS, "something else entirely", _WORDS):
            await walk.write(text)
        await walk.press("escape")
        assert "Walk-up: Vera Visitor" not in walk.picture or "Nothing waits for" in walk.words
        await walk.press("h", "o")
        assert "Who signs on this computer?" in walk.words
        await walk.press("w")
        await walk.press("shift+tab")
        await walk.paste("Tess Trainee")
        for text in ("", "", _WORDS, _WORDS):
            await walk.write(text)
        assert "trainees do not sign" in walk.words
    with opened(tmp_path) as book:
        assert find_person(book, "Vera Visitor").has_key
        assert _names(book).count("Vera Visitor") == 1


def _names(book: Logbook) -> list[str]:
    return [one.name for one in list_people(book)]
