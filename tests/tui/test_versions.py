"""A record changed on two machines: both versions are shown field by field and settled in the app."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sonolog.usecases.absorb import Acceptance, absorb, read_incoming
from sonolog.usecases.amend import amend
from sonolog.usecases.list_scans import list_scans
from sonolog.usecases.people import the_trainee
from sonolog.usecases.show_record import show_record
from sonolog.usecases.versions import side_by_side

from .made import make_logbook, opened
from .pilot import desk_in, home_in
from .walk import walking_at


@pytest.fixture
def split(tmp_path: Path) -> Path:
    """Return a home whose only scan was changed here and, in two fields, in another copy that was absorbed."""
    here, there = tmp_path / "here", tmp_path / "there"
    make_logbook(here, scans=1, enrolled=False)
    shutil.copytree(here, there, ignore=shutil.ignore_patterns("state"))
    with opened(there) as book:
        amend(book, _scan(there), {"side": "right", "note": "there"})
    with opened(here) as book:
        amend(book, _scan(here), {"note": "here"})
        absorb(book, read_incoming(book, home_in(there).logbook), Acceptance(unconfirmed=True))
    return here


def _scan(home: Path) -> str:
    with opened(home) as book:
        return list_scans(book, the_trainee(book).id).scans[0].id


def _texts(home: Path) -> dict[str, str]:
    record = _scan(home)
    with opened(home) as book:
        return {one.name: one.text for one in show_record(book, record).fields}


async def test_a_field_is_taken_from_each_version(split: Path) -> None:
    """Opened from the list: one field of each; the new version follows both, and both stay in the history."""
    with opened(split) as book:
        found = side_by_side(book, _scan(split))
    here = next(at for at, text in enumerate(_note_of(found)) if text == "here") + 1
    there = 3 - here
    async with walking_at(desk_in(split)) as walk:
        await walk.press("l", "enter", "v")
        assert "in two versions" in walk.picture
        assert "The record as a whole" in walk.picture
        await walk.press(str(there))
        for one in found.differences:
            await walk.press(str(here if one.name == "note" else there))
        walk.same_as("versions")
        await walk.press("enter")
        assert "is one again" in walk.words
    texts = _texts(split)
    assert texts["note"] == "here"
    assert texts["side"] == "Right"
    with opened(split) as book:
        view = show_record(book, _scan(split))
    assert view.status == "draft"
    assert len(view.history) == 4


async def test_one_version_is_kept_whole_and_leaving_changes_nothing(split: Path) -> None:
    """Escape leaves both; Enter at once keeps the newest as it is; then there is nothing to settle."""
    async with walking_at(desk_in(split), size=(60, 18)) as walk:
        await walk.press("l", "enter", "a")
        assert "in two versions" in walk.picture
        await walk.press("escape")
        assert "two versions disagree" in walk.words
        await walk.press("v", "1", "enter")
        assert "is one again" in walk.words
        await walk.press("v")
        assert "has one current version" in walk.words


def _note_of(found: object) -> tuple[str, ...]:
    return next(one.texts for one in found.differences if one.name == "note")  # type: ignore[attr-defined, no-any-return]
