"""A logbook put back from an older copy: the app says what is missing and offers its two ways on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sonolog.usecases.list_scans import list_scans
from sonolog.usecases.marks import what_is_missing
from sonolog.usecases.people import the_trainee
from sonolog.usecases.tag_scans import tag_scans

from .made import make_logbook, opened
from .pilot import desk_in, home_in
from .walk import walking_at


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """Put back an older copy of a home's logbook and return the newer one, kept elsewhere."""
    make_logbook(tmp_path, scans=1, enrolled=False)
    book, old, new = home_in(tmp_path).logbook, tmp_path / "old.db", tmp_path / "new.db"
    shutil.copy(book, old)
    with opened(tmp_path) as logbook:
        tag_scans(logbook, [_scan(tmp_path)], add=["newer"])
    shutil.copy(book, new)
    shutil.copy(old, book)
    return new


def _scan(home: Path) -> str:
    with opened(home) as book:
        return list_scans(book, the_trainee(book).id).scans[0].id


async def test_the_newer_copy_is_taken_in(tmp_path: Path, newer: Path) -> None:
    """What is missing is said at once; Enter asks for the newer copy, and both are united."""
    async with walking_at(desk_in(tmp_path)) as walk:
        walk.same_as("older")
        assert "This logbook is older than the one used here" in walk.words
        await walk.press("enter")
        await walk.paste(str(newer))
        await walk.press("enter")
        assert "Taken in:" in walk.words
    with opened(tmp_path) as book:
        assert what_is_missing(book) == ()


@pytest.mark.usefixtures("newer")
async def test_the_older_copy_is_gone_on_with_or_asked_about_again(tmp_path: Path) -> None:
    """Escape asks again at the next start; the second way accepts it, and then nothing is asked."""
    async with walking_at(desk_in(tmp_path)) as walk:
        await walk.press("escape")
    async with walking_at(desk_in(tmp_path)) as walk:
        assert "Something is missing" in walk.picture
        await walk.press("down", "enter")
        assert "You go on with this logbook as it is." in walk.words
    async with walking_at(desk_in(tmp_path)) as walk:
        assert "Something is missing" not in walk.picture
