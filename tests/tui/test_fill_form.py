"""An assessment form filled in by keys: levels with anchors, critical items, and what it comes to so far."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.pilot import Pilot

from sonolog.usecases.add_record import ADDABLE
from sonolog.usecases.list_records import list_records
from sonolog.usecases.people import the_trainee
from sonolog.usecases.show_record import show_record

from .form import drafts_in
from .made import make_logbook, opened
from .pilot import app_on, desk_in, picture, press, same_as_picture, settled, write


async def _begin(pilot: Pilot[None], form: str) -> None:
    """Open the page of a new assessment, name the form, and begin to fill it in."""
    await press(pilot, "d", "plus")
    await pilot.press(*["down"] * ADDABLE.index("assessment"))
    await press(pilot, "enter")
    await write(pilot, form)
    await press(pilot, "f6")


def _kept(folder: Path) -> dict[str, str]:
    """Return the fields of the only assessment."""
    with opened(folder) as book:
        (kept,) = list_records(book, the_trainee(book).id, kinds=("assessment",))
        return {one.name: one.text for one in show_record(book, kept.id).fields}


async def test_a_form_is_filled_in_by_a_digit_an_item(tmp_path: Path) -> None:
    """Ten keys fill OSAUS in and two save it; the result runs along, and an item is left out where it may be."""
    make_logbook(tmp_path)
    async with app_on(desk_in(tmp_path)) as pilot:
        await _begin(pilot, "osaus")
        same_as_picture(pilot, "fill_form")
        await press(pilot, "4", "3", "3", "4")
        assert "Mean 3.5 (needs 3); 3 of 7 items still to judge." in picture(pilot)
        await press(pilot, "2", "x", "3")
        assert "Mean 3.16 (needs 3); passed." in picture(pilot)
        await press(pilot, "v", "v")
        assert "Mean 3.16 (needs 2.5); passed." in picture(pilot)
        await press(pilot, "escape", "ctrl+l")
        assert "Added" in picture(pilot)
    kept = _kept(tmp_path)
    assert (kept["outcome"], kept["variant"]) == ("Passed", "transvaginal")
    assert kept["item.documentation"] == "Not assessed"


async def test_a_critical_item_fails_the_whole_at_once(tmp_path: Path) -> None:
    """It is marked as critical, and the running result says so before the last item."""
    make_logbook(tmp_path)
    async with app_on(desk_in(tmp_path)) as pilot:
        await _begin(pilot, "clinical-competency")
        await press(pilot, "3", "1")
        shown = picture(pilot)
        assert "critical: identity below what is needed" in shown
        assert "failed" in shown
        same_as_picture(pilot, "fill_form_critical")
        await press(pilot, "up", "2")
        assert "failed" not in picture(pilot)


async def test_levels_of_two_digits_and_steps(tmp_path: Path) -> None:
    """Ten marks are typed as 1 and 0; the arrows give the next level; what there is not is said."""
    make_logbook(tmp_path)
    async with app_on(desk_in(tmp_path)) as pilot:
        await _begin(pilot, "osce")
        await press(pilot, "1", "0", "8", "7", "6", "9")
        assert "Sum 40 (needs 30); passed." in picture(pilot)
        await press(pilot, "left", "left")
        assert "Sum 38 (needs 30); passed." in picture(pilot)
        await press(pilot, "x")
        assert "always assessed" in picture(pilot)
        await press(pilot, "backspace")
        assert "1 of 5 items still to judge" in picture(pilot)


async def test_what_was_filled_in_comes_back_and_is_amended(tmp_path: Path) -> None:
    """A page that was left half-way has its levels; a saved one is opened with its form and changed."""
    make_logbook(tmp_path)
    async with app_on(desk_in(tmp_path)) as pilot:
        await _begin(pilot, "entrustment")
        await press(pilot, "3", "escape", "escape", "enter")
        await press(pilot, "plus")
        await pilot.press(*["down"] * ADDABLE.index("assessment"))
        await press(pilot, "enter", "f6")
        assert "Level 3, Supervisor at hand (needs 4); unsatisfactory." in picture(pilot)
        await press(pilot, "escape", "ctrl+l")
        await press(pilot, "a", "f6", "4", "escape", "ctrl+l")
    assert (_kept(tmp_path)["outcome"], _kept(tmp_path)["entrustment"]) == ("Satisfactory", "4")


async def test_what_cannot_be_filled_in_is_said(tmp_path: Path) -> None:
    """No form named, a form that is not there, and a record that is no assessment."""
    make_logbook(tmp_path)
    async with app_on(desk_in(tmp_path)) as pilot:
        await _begin(pilot, "")
        assert "Say first which form" in picture(pilot)
        await write(pilot, "osauz")
        await press(pilot, "f6")
        assert "There is no form “osauz”. Did you mean osaus?" in picture(pilot)
        await press(pilot, "backspace")
        await write(pilot, "s")
        await press(pilot, "f6", "4", "escape")
        assert "There is no form" not in picture(pilot)


async def test_a_level_outlasts_an_app_that_is_killed(tmp_path: Path) -> None:
    """Half a second after a digit it is on the disk, with variant and group; another app goes on from there."""
    make_logbook(tmp_path)
    async with app_on(desk_in(tmp_path)) as pilot:
        await _begin(pilot, "osaus")
        await press(pilot, "4", "3", "v", "v")
        await asyncio.sleep(0.6)
        await settled(pilot)
        (kept,) = drafts_in(tmp_path, "assessment")
        assert kept.typed["item_levels"] == "indication 4; equipment 3"
        assert kept.typed["variant"] == "transvaginal"
        async with app_on(desk_in(tmp_path)) as another:
            await press(another, "d", "plus")
            await another.press(*["down"] * ADDABLE.index("assessment"))
            await press(another, "enter", "f6")
            assert "Mean 3.5 (needs 2.5); 5 of 7 items still to judge." in picture(another)
