"""How many keys a scan takes, counted while a person presses them; the numbers are printed (``pytest -rP``)."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tui.form import scans_in
from tests.tui.made import make_logbook
from tests.tui.pilot import app_on, desk_in, press, settled

REPEAT = ("r", "a", "enter", "ctrl+l")
NEW = ("n", *"kn", "enter", "r", "enter", *"quad", "enter", "a", "enter", *"tend", "enter", "ctrl+l")
NEXT_OF_A_LIST = (*"elb", "enter", "l", "enter", *"ceo", "enter", "n", "enter", "ctrl+n")
TEMPLATE = ("1", "n", "enter", "ctrl+l")
MOST_FOR_A_REPEAT = 10
MOST_FOR_A_NEW_SCAN = 25
FINDING = 2
"""Keys of :data:`REPEAT` that say what was found: the letter, and enter."""


def _tell(words: str) -> None:
    print(words)  # noqa: T201  (the count is there to be read)


async def test_a_repeat_takes_at_most_ten_keys_beside_the_finding(tmp_path: Path) -> None:
    """``r``, what was found, and saving: place, people and what was scanned are the last scan's."""
    make_logbook(tmp_path, scans=1)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, *REPEAT)
    newest, last = scans_in(tmp_path)
    assert (newest.region, newest.side, newest.supervisor) == (last.region, last.side, last.supervisor)
    assert newest.finding == "Abnormal"
    _tell(f"a repeated scan: {len(REPEAT) - FINDING} keys, and {FINDING} for the finding")
    assert len(REPEAT) - FINDING <= MOST_FOR_A_REPEAT


async def test_a_new_scan_takes_at_most_25_keys(tmp_path: Path) -> None:
    """Region, side, structure, finding and pathology by first letters; place and people stand there already."""
    make_logbook(tmp_path, scans=1)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, *NEW)
    newest, last = scans_in(tmp_path)
    assert (newest.region, newest.side, newest.structures) == ("Knee", "Right", "Quadriceps tendon")
    assert (newest.finding, newest.pathology) == ("Abnormal", "Tendinopathy")
    assert (newest.supervisor, newest.supervision) == (last.supervisor, last.supervision)
    _tell(f"a new scan: {len(NEW)} keys")
    assert len(NEW) <= MOST_FOR_A_NEW_SCAN


async def test_a_new_scan_in_one_line_takes_at_most_25_keys_beside_its_words(tmp_path: Path) -> None:
    """``i``, the line, enter: saved with the place and people of the last scan."""
    make_logbook(tmp_path, scans=1)
    line = "knee r quads tear"
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "i")
        await pilot.press(*("space" if one == " " else one for one in line))
        await settled(pilot)
        await press(pilot, "enter")
    newest = scans_in(tmp_path)[0]
    assert (newest.region, newest.side, newest.structures, newest.pathology) == (
        "Knee",
        "Right",
        "Quadriceps tendon",
        "Tear",
    )
    keys = 2 + len(line)
    _tell(f"a new scan in one line: {keys} keys")
    assert keys <= MOST_FOR_A_NEW_SCAN


async def test_a_morning_of_ten_scans(tmp_path: Path) -> None:
    """Ten scans one after the other with ctrl+n: each has its own findings, all the same place and people."""
    make_logbook(tmp_path, scans=1)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        for _ in range(10):
            await press(pilot, *NEXT_OF_A_LIST)
        await press(pilot, "escape")
    scans = scans_in(tmp_path)[:10]
    assert len(scans_in(tmp_path)) == 11
    assert {(one.region, one.side, one.finding) for one in scans} == {("Elbow", "Left", "Normal")}
    assert {one.supervisor for one in scans} == {"Sam Supervisor"}
    assert len({one.case for one in scans}) == 10
    _tell(f"each of ten scans of a list: {len(NEXT_OF_A_LIST)} keys")


@pytest.mark.parametrize("first", ["t", "enter"])
async def test_a_template_is_made_of_a_scan_and_fires_by_its_digit(tmp_path: Path, first: str) -> None:
    """``t`` in the list or on the page of a scan keeps it under 1; then 1, the finding and saving log another."""
    make_logbook(tmp_path, scans=1)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "l", *([first] if first == "t" else [first, "t"]), "enter", "enter")
        if first == "enter":
            await press(pilot, "escape")
        await press(pilot, *TEMPLATE)
    newest, last = scans_in(tmp_path)
    assert (newest.region, newest.side, newest.structures) == (last.region, last.side, last.structures)
    assert newest.finding == "Normal"
    _tell(f"a scan from a template: {len(TEMPLATE)} keys")
