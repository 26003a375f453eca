"""The disk is full, a file too large, a folder not to be written: it is said, nothing is lost, and it goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tui.form import fill, paste, rows, save, scans_in
from tests.tui.made import make_logbook
from tests.tui.pilot import app_on, desk_in, picture, press

from sonolog.store import connections
from sonolog.tui.desk import Desk

from .conftest import Play
from .programme import Programme


def test_limits_of_the_disk_are_said_and_lose_nothing(play: Play, programme: Programme) -> None:
    """Through the command line: a message, exit code 74 or 73, everything acknowledged is there, and a retry works."""
    for name, told in play("limits").items():
        print("\n".join(told["wrong"]))  # noqa: T201  (which they were)
        programme.figure("T3b", name, count=1, wrong=len(told["wrong"]), note=told["note"])


async def test_a_form_stays_when_the_disk_is_full(
    tmp_path: Path, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the app the form stays with all its text; once there is room the same key saves it, once."""
    make_logbook(tmp_path, scans=0)
    text = "The probe was turned a little. " * 60
    desk = desk_in(tmp_path)
    async with app_on(desk) as pilot:
        await press(pilot, "n")
        await fill(pilot, region="wrist", side="left")
        await paste(pilot, "note", text)
        with monkeypatch.context() as full:
            full.setitem(connections.SETTINGS, "max_page_count", "1")
            _forget_connections(desk)
            await save(pilot)
            assert "The disk is full" in picture(pilot)
            await press(pilot, "escape")
            assert rows(pilot)["region"] == "wrist"
            assert rows(pilot)["note"].split() == text.split()
        _forget_connections(desk)
        await save(pilot)
        assert "Logged C-" in picture(pilot)
    programme.figure(
        "T3b", "in the app: the form stays, and the retry works", count=1, wrong=len(scans_in(tmp_path)) - 1
    )


def _forget_connections(desk: Desk) -> None:
    """Let the next act open the file anew, and meet the disk as it is now."""
    desk.logbook().database.engine.dispose()
