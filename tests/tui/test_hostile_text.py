"""Text that would be markup, orders to the terminal, or too long: shown as it was typed, on every screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from sonolog.usecases.log_scan import log_scan
from sonolog.usecases.people import add_person

from .made import make_logbook, opened
from .pilot import app_on, desk_in, picture, press, settled

_NAMES = {
    "A [/] Example": "A [/] Example",
    "B [bold Example": "B [bold Example",
    "C [@click=app.quit]Example[/]": "C [@click=app.quit]Example[/]",
    "D [see image] Example": "D [see image] Example",
    "E \u202eelpmaxE": "E <U+202E>elpmaxE",
    "F\u200bExample": "F<U+200B>Example",
    "G Ex\u0301\u0302\u0303ample": "G E",
    "H 例 Example 🩻": "H 例 Example 🩻",
    "I $name ${x} %s {0}": "I $name ${x} %s {0}",
}


@pytest.mark.parametrize("name", _NAMES)
async def test_a_name_is_shown_as_it_is(tmp_path: Path, name: str) -> None:
    """On the list at full width, on the page of the scan, and in its history."""
    make_logbook(tmp_path, scans=0)
    with opened(tmp_path) as book:
        add_person(book, name)
        log_scan(book, {"region": "knee", "supervisor": name, "note": f"{name} {name}", "site": name})
    async with app_on(desk_in(tmp_path), (140, 40)) as pilot:
        await press(pilot, "l")
        assert _NAMES[name][:12] in picture(pilot)
        await press(pilot, "enter")
        assert picture(pilot).count(_NAMES[name]) >= 3


async def test_a_very_long_note_is_shown_whole(tmp_path: Path) -> None:
    """Its end can be scrolled to; the list shows its beginning at most."""
    make_logbook(tmp_path, scans=0)
    with opened(tmp_path) as book:
        log_scan(book, {"region": "knee", "note": "word " * 1_500 + "and the very end"})
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "l", "enter", "end")
        assert "and the very end" in picture(pilot).replace("\n", " ")


@pytest.mark.parametrize("words", ["[/]", "[bold", "\"'%;--", "例", "a AND b*", "C-"])
async def test_any_words_can_be_searched_for(tmp_path: Path, words: str) -> None:
    """No word breaks the search, and the words stand over the list as they were typed."""
    async with app_on(desk_in(make_logbook(tmp_path))) as pilot:
        await press(pilot, "l", "slash")
        pilot.app.screen.query_one("#words", Input).value = words
        await settled(pilot)
        assert f"“{words}”" in picture(pilot)


async def test_a_hostile_trainee_name_stands_in_the_title(tmp_path: Path) -> None:
    """The title line reads no markup."""
    async with app_on(desk_in(tmp_path), size=(100, 24)) as pilot:
        pilot.app.screen.query_one("#name", Input).value = "[/][bold N. Example"
        await press(pilot, "enter")
        assert "[/][bold N. Example" in picture(pilot).splitlines()[0]
