"""Home and the first start, used by keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from sonolog.usecases.drafts import keep_form

from .made import make_logbook, opened
from .pilot import app_on, desk_in, home_in, picture, press, same_as_picture, settled, write


async def test_the_first_start_asks_for_a_name_and_nothing_else(tmp_path: Path) -> None:
    """Before a name is given nothing is made; after it Home says what to do first."""
    async with app_on(desk_in(tmp_path)) as pilot:
        same_as_picture(pilot, "begin")
        assert not home_in(tmp_path).logbook.exists()
        await press(pilot, "enter")
        assert "Type your name first." in picture(pilot)
        await write(pilot, "Tess Trainee")
        await press(pilot, "enter")
        same_as_picture(pilot, "home_empty")
    async with app_on(desk_in(tmp_path)) as pilot:
        same_as_picture(pilot, "home_empty")


async def test_a_name_that_may_not_be_kept_is_asked_for_again(tmp_path: Path) -> None:
    """A number of the health service is refused beside the input, and never echoed."""
    async with app_on(desk_in(tmp_path)) as pilot:
        await write(pilot, "999 000 0018")
        await press(pilot, "enter")
        shown = picture(pilot)
        assert "What is your name?" in shown
        assert "health" in shown.split("What is your name?")[1]
    assert not home_in(tmp_path).logbook.exists()


async def test_a_known_name_is_offered_for_another_logbook(tmp_path: Path) -> None:
    """Whoever begins a second logbook on the same machine only presses enter."""
    make_logbook(tmp_path)
    async with app_on(desk_in(tmp_path, logbook=tmp_path / "second.db")) as pilot:
        assert "Tess Trainee" in picture(pilot)
        await press(pilot, "enter")
        assert "No scans yet." in picture(pilot)


async def test_home_shows_where_one_stands(tmp_path: Path) -> None:
    """Figures, bars, what to scan next and what is open, at 80 by 24."""
    async with app_on(desk_in(make_logbook(tmp_path))) as pilot:
        same_as_picture(pilot, "home")


async def test_a_framework_is_chosen_from_home(tmp_path: Path) -> None:
    """``e`` lists the frameworks, enter enrols, and its bars stand on Home."""
    async with app_on(desk_in(make_logbook(tmp_path, enrolled=False))) as pilot:
        assert "no framework yet" in picture(pilot)
        await press(pilot, "e", *["down"] * 7, "enter")
        assert "Before you rely on it" in picture(pilot)
        await press(pilot, "enter")
        shown = picture(pilot)
        assert "Level 1" in shown
        assert "█" in shown


async def test_undo_from_home_takes_the_last_scan_back(tmp_path: Path) -> None:
    """``u`` says what it would do, enter does it, escape does not."""
    async with app_on(desk_in(make_logbook(tmp_path))) as pilot:
        await press(pilot, "u")
        assert "is withdrawn" in picture(pilot)
        await press(pilot, "escape")
        assert "5 scans" in picture(pilot)
        await press(pilot, "u", "enter")
        assert "4 scans" in picture(pilot)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (132, 43), (20, 5)])
async def test_home_can_be_read_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    """No line is wider than the terminal, and nothing breaks when it is made small."""
    async with app_on(desk_in(make_logbook(tmp_path)), size) as pilot:
        assert "sonolog" in picture(pilot)
        await pilot.resize_terminal(50, 12)
        await settled(pilot)
        shown = picture(pilot)
        assert "Level 1" in shown
        assert max(map(len, shown.splitlines())) <= 50


async def test_an_unfinished_form_is_offered_at_the_next_start(tmp_path: Path) -> None:
    """After a crash, or kept for later: Home says that it waits and which key brings it back."""
    make_logbook(tmp_path, scans=1)
    with opened(tmp_path) as book:
        keep_form(book, book.new_id(), "scan", {"region": "wrist"})
    async with app_on(desk_in(tmp_path)) as pilot:
        assert "An unfinished scan of 24 Nov, 09:00 waits: press n." in picture(pilot)
        await press(pilot, "n", "ctrl+t", "enter")
        assert "unfinished" not in picture(pilot)
