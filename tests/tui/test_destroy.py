"""Destroying everything in the app: it is listed first, the name is asked, and the app closes afterwards."""

from __future__ import annotations

import os
from pathlib import Path

from .made import make_logbook
from .pilot import app_on, desk_in, picture, press


async def test_everything_is_listed_then_destroyed_once_the_name_is_typed(tmp_path: Path) -> None:
    """Leaving and another name destroy nothing; with the name nothing is left, and the app has ended."""
    make_logbook(tmp_path, scans=2)
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "S", "end")
        assert "▶ Destroy everything" in picture(pilot)
        await press(pilot, "enter")
        assert "logbook.db" in picture(pilot)
        await press(pilot, "D")
        assert "copies that you gave to others" in " ".join(picture(pilot).replace("│", " ").split())
        await press(pilot, "escape")
        assert "Nothing was destroyed." in picture(pilot)
        await press(pilot, "D", *"Sam", "enter")
        assert "That is not “Tess Trainee”" in " ".join(picture(pilot).split())
        assert (tmp_path / "data" / "logbook.db").exists()
        await press(pilot, "enter", "D", *"tess", "space", *"trainee")
        await pilot.strike("enter")
        for _ in range(400):  # an app that ends is not waited for as one that goes on
            if not pilot.app.is_running:
                break
            await pilot.glance()
        assert pilot.app.fault is None
    assert os.listdir(tmp_path) == ["notes.txt"]  # noqa: PTH208  (nothing waits for it)
