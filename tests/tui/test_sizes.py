"""From 60 by 18 to 200 by 60, and while it changes: every screen shows where one is, what it is about, and its keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from .made import make_logbook
from .pilot import app_on, desk_in, picture, press, settled

SIZES = ((60, 18), (80, 24), (160, 50), (200, 60))
SCREENS = {
    "home": ((), "5 scans"),
    "scans": (("l",), "Right elbow"),
    "record": (("l", "enter"), "History"),
    "records": (("d",), "Nothing here yet"),
    "progress": (("p",), "Level 1"),
    "forecast": (("t",), "Level 1"),
    "charts": (("c",), "5 scans of"),
    "insights": (("I",), "Agreement with supervisors"),
    "learned": (("I", "enter"), "Learned?"),
    "sign-off": (("o",), "Who signs"),
    "form": (("n",), "Region"),
    "line": (("i",), "In one line"),
    "frameworks": (("F",), "CASE-style"),
    "forms": (("A",), "Assessment forms"),
    "people": (("P",), "Sam Supervisor"),
    "reports": (("R",), "Scope card"),
    "programmes": (("P", "g"), "None yet"),
    "pin": (("P", "g", "plus"), "What to call it"),
    "my key": (("P", "k"), "Write my card"),
    "files": (("o", "f"), "Ask by file"),
    "walk-up": (("o", "w"), "Your name"),
    "path": (("K", "v"), "completes a name"),
    "safekeeping": (("K",), "Check this logbook"),
    "settings": (("S",), "Colours"),
    "tour": (("T",), "1 of 6"),
    "help": (("question_mark",), "Keys"),
    "more": (("0",), "Frameworks"),
}


def _whole(pilot: Pilot[None], size: tuple[int, int], words: str) -> None:
    lines = picture(pilot).splitlines()
    assert len(lines) == size[1]
    assert max(map(len, lines)) <= size[0]
    assert lines[0].strip(), "the title is there"
    assert lines[-1].strip(), "the keys are there"
    assert words in "\n".join(lines)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_screen_fits(tmp_path: Path, size: tuple[int, int]) -> None:
    """Title, subject and keys are on every screen, and no line is wider than it."""
    make_logbook(tmp_path)
    async with app_on(desk_in(tmp_path), size) as pilot:
        for name, (keys, words) in SCREENS.items():
            await press(pilot, *keys)
            try:
                _whole(pilot, size, words)
            except AssertionError as fault:
                raise AssertionError(f"{name}: {fault}\n{picture(pilot)}") from fault
            await press(pilot, *["escape"] * max(len(keys), 1), "h")


@pytest.mark.parametrize("name", ["home", "scans", "progress", "form", "charts", "insights", "frameworks", "tour"])
async def test_a_screen_is_whole_after_its_terminal_changed(tmp_path: Path, name: str) -> None:
    """Dragged small, large and back: nothing is cut off that fits, and nothing fails."""
    make_logbook(tmp_path)
    keys, words = SCREENS[name]
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, *keys)
        for size in (*SIZES, *reversed(SIZES), (20, 5), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            if size[0] >= 60:
                _whole(pilot, size, words)
