"""What is typed into the form of a scan is not lost: not by leaving, quitting, a full disk or a fast hand."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from textual.pilot import Pilot

from sonolog.errors import SonologError
from sonolog.tui.desk import Desk

from .form import drafts_in, fill, focused, go, rows, save, scans_in
from .made import make_logbook
from .pilot import NOW, app_on, desk_in, held_clock, home_in, picture, press, seeded, settled, write

_FULL = SonologError("The disk is full.", kept="Nothing was stored.", hint="Make room, then try again.")


async def _kept_soon(pilot: Pilot[None]) -> None:
    """Wait as long as the form may take to keep what was typed."""
    await asyncio.sleep(0.6)
    await settled(pilot)


async def test_what_is_typed_is_kept_while_one_looks_at_it(tmp_path: Path) -> None:
    """Half a second after a keystroke the draft holds it, without any key to save."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        await fill(pilot, region="wrist", indication="Swollen")
        await _kept_soon(pilot)
        (kept,) = drafts_in(tmp_path)
        assert (kept.typed["region"], kept.typed["indication"]) == ("wrist", "Swollen")


async def test_quitting_keeps_the_last_keystroke(tmp_path: Path) -> None:
    """ctrl+q right after a letter: the letter is in the form that comes back."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        await pilot.press(*"elbow", "ctrl+q")
    (kept,) = drafts_in(tmp_path)
    assert kept.typed["region"] == "elbow"


async def test_a_form_that_comes_back_goes_on_where_something_is_missing(tmp_path: Path) -> None:
    """The cursor is in the first field of the day that is empty, and the day is the day it was typed."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        await fill(pilot, region="wrist", side="left")
        await press(pilot, *["up"] * 2, *["backspace"] * 11)
        await write(pilot, "yesterday")
        await press(pilot, "escape", "enter")
    tomorrow = held_clock(NOW + timedelta(days=1))
    desk = Desk(None, person=None, home=home_in(tmp_path), clock=tomorrow, entropy=seeded("tomorrow"))
    async with app_on(desk) as pilot:
        await press(pilot, "n")
        assert focused(pilot) == "structures"
        assert rows(pilot)["date"] == "23 Nov 2026"


async def test_a_day_is_shown_as_soon_as_its_field_is_left(tmp_path: Path) -> None:
    """“mon” becomes the Monday meant; what is no day stays as typed until it is corrected."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n", "up", *["backspace"] * 11)
        await write(pilot, "mon")
        await press(pilot, "enter")
        assert rows(pilot)["date"] == "23 Nov 2026"
        await press(pilot, "up", *["backspace"] * 11)
        await write(pilot, "someday")
        await press(pilot, "enter")
        assert rows(pilot)["date"] == "someday"


async def test_a_form_nobody_typed_into_is_not_kept(tmp_path: Path) -> None:
    """A repeat that is only looked at leaves nothing, and neither does a letter that was taken back."""
    make_logbook(tmp_path, scans=1)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "r", "escape", "n", "x")
        await _kept_soon(pilot)
        assert len(drafts_in(tmp_path)) == 1
        await press(pilot, "backspace", "escape")
        assert "[h Home]" in picture(pilot)
    assert drafts_in(tmp_path) == ()


async def test_a_saved_form_leaves_no_draft(tmp_path: Path) -> None:
    """Neither a form kept before it was saved, nor one saved before it was kept."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        await fill(pilot, region="wrist")
        await _kept_soon(pilot)
        await save(pilot)
        await press(pilot, "n")
        await pilot.press(*"knee", "ctrl+l")
        await _kept_soon(pilot)
    assert drafts_in(tmp_path) == ()
    assert {one.region for one in scans_in(tmp_path)} == {"Wrist and hand", "Knee"}


async def test_keys_pressed_before_the_form_is_there_are_not_lost(tmp_path: Path) -> None:
    """A hand that knows the way types ahead: ``r a ^l`` in one go logs an abnormal scan like the last."""
    make_logbook(tmp_path, scans=1)
    async with app_on(desk_in(tmp_path)) as pilot:
        await pilot.press("r", "a", "ctrl+l")
        await settled(pilot)
        assert "Logged C-" in picture(pilot)
    newest = scans_in(tmp_path)[0]
    assert (newest.region, newest.finding) == ("Shoulder", "Abnormal")


async def test_a_full_disk_takes_nothing_of_the_form(tmp_path: Path) -> None:
    """What happened, what was kept and what to do is said; the form stays, its draft too, and can be saved later."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        await fill(pilot, region="wrist", indication="Swollen")
        with patch("sonolog.usecases.log_scan.log_scan", side_effect=_FULL):
            await save(pilot)
            assert "The disk is full." in picture(pilot)
            assert "Make room, then try again." in picture(pilot)
        await press(pilot, "escape")
        assert rows(pilot)["indication"] == "Swollen"
        await _kept_soon(pilot)
        assert len(drafts_in(tmp_path)) == 1
        await save(pilot)
        assert "Logged C-" in picture(pilot)
    assert len(scans_in(tmp_path)) == 1


async def test_leaving_a_form_that_cannot_be_kept_asks_first(tmp_path: Path) -> None:
    """While typing it is said in a line; escape asks whether to lose it, and no is no."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        with patch("sonolog.usecases.drafts.keep_form", side_effect=_FULL):
            await fill(pilot, region="wrist")
            await _kept_soon(pilot)
            assert "Not kept as a draft: The disk is full." in picture(pilot)
            await press(pilot, "escape")
            assert "Leave and lose it?" in picture(pilot)
            await press(pilot, "escape")
            assert rows(pilot)["region"] == "wrist"
            await press(pilot, "escape", "enter")
            assert "[h Home]" in picture(pilot)
    assert drafts_in(tmp_path) == ()


async def test_an_amendment_begun_comes_back_and_goes_when_it_is_written(tmp_path: Path) -> None:
    """Each scan has a draft of its own; the form of a new scan does not show it."""
    make_logbook(tmp_path, scans=1)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "l", "a")
        await fill(pilot, indication="Fell on it")
        await press(pilot, "escape", "enter")
        assert "Kept as you left it" in picture(pilot)
        await press(pilot, "n")
        assert rows(pilot)["indication"] == ""
        await press(pilot, "escape", "a")
        assert "What you had begun to amend is back" in picture(pilot)
        await go(pilot, "why")
        await write(pilot, "Was left out")
        await save(pilot)
        assert "amended: Indication" in " ".join(picture(pilot).split())
    assert drafts_in(tmp_path, "amend") == ()
