"""Any text a person can keep is shown on the screens of sign-off and progress, whole, and never obeyed."""

from __future__ import annotations

from pathlib import Path

import pytest

from sonolog.ledger.keys import Passphrase
from sonolog.usecases.begin import begin
from sonolog.usecases.enrol import enrol
from sonolog.usecases.frameworks import add_framework, find_framework
from sonolog.usecases.keys import create_key, open_key
from sonolog.usecases.log_scan import log_scan
from sonolog.usecases.people import add_person
from sonolog.usecases.submit import submit

from .walk import opened, walking

_BIDI = "\u202eevil\u2066"
_MARKUP = "[/] [bold [@click=app.quit]x[/] \U0001f469\u200d\u2695\ufe0f العربية"
_HOSTILE = f"{_MARKUP} {_BIDI}"
_WORDS = "tess chose these four words"


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_hostile_text_is_shown_in_the_list_and_whole_when_read(tmp_path: Path, size: tuple[int, int]) -> None:
    """Markup, hidden marks and 10,000 characters in names and notes: all shown, to the last word."""
    book = _book(tmp_path)
    async with walking(book, size=size) as walk:
        await walk.press("o")
        _assert_harmless(walk.picture)
        await walk.press("enter")
        _assert_harmless(walk.picture)
        await walk.press("enter")
        pages = [walk.picture]
        while "More below" in pages[-1]:
            await walk.press("enter")
            pages.append(walk.picture)
            assert len(pages) < 60
        for page in pages:
            _assert_harmless(page)
        assert "THE-END" in "".join(pages)
        await walk.press("t")
        await walk.write("[/] [bold")
        await walk.press("g", "enter", "m", "space", "escape", "s")
        _assert_harmless(walk.picture)
        await walk.press("escape", "b", "enter")
        _assert_harmless(walk.picture)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_hostile_titles_of_a_framework_are_shown(tmp_path: Path, size: tuple[int, int]) -> None:
    """A framework file is somebody's text too: titles of stages and requirements are never markup."""
    book = _book(tmp_path)
    _enrol_on_hostile(book, tmp_path / "own.toml")
    async with walking(book, size=size) as walk:
        await walk.press("p")
        _assert_harmless(walk.picture)
        for _ in range(20):
            await walk.press("down")
            _assert_harmless(walk.picture)
        await walk.press("home", "down", "down", "down", "w")
        _assert_harmless(walk.picture)
        await walk.press("escape", "e")
        _assert_nothing_hidden(walk.picture)


def _assert_nothing_hidden(shown: str) -> None:
    assert "\u202e" not in shown
    assert "\u2066" not in shown


def _assert_harmless(shown: str) -> None:
    _assert_nothing_hidden(shown)
    assert "[/" in shown or "[bold" in shown or "U+202E" in shown or "xxxx" in shown or "Nothing" in shown


def _book(folder: Path) -> Path:
    book = folder / "book.db"
    with opened(book) as empty:
        logbook = begin(empty, f"Tess {_HOSTILE}")
        words = Passphrase(_WORDS)
        create_key(logbook, words)
        sam = add_person(logbook, f"Sam {_HOSTILE}")
        typed = {"region": "shoulder", "side": "left", "finding": "normal", "supervision": "direct"}
        note = f"{_HOSTILE}\n{'x' * 4000}\n{'word [bold ' * 500}THE-END"
        log_scan(logbook, typed | {"supervisor": sam.id, "site": _HOSTILE, "note": note})
        submit(logbook, None, key=open_key(logbook, words))
    return book


def _enrol_on_hostile(book: Path, file: Path) -> None:
    with opened(book) as logbook:
        text = find_framework("rcr-msk", logbook.home).text
        titled = text.replace('title = "', f'title = "{_MARKUP} ')
        file.write_text(titled.replace('framework = "rcr-msk"', 'framework = "own"'), "utf-8")
        add_framework(file, logbook.home)
        enrol(logbook, "own")
