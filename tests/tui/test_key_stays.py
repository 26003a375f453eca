"""A trainee's key stays open for submitting and withdrawing, for fifteen minutes without use, and for nothing else."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from sonolog.tui.work import KEY_IDLE, Desk

from .form import scans_in
from .made import PASSPHRASE, make_key, make_logbook
from .pilot import NOW, app_on, held_clock, home_in, picture, press, seeded, write


async def test_a_second_submission_asks_no_passphrase_until_the_key_lay_idle(tmp_path: Path) -> None:
    """The first submission asks; the next does not; after sixteen minutes without use it asks again."""
    make_key(make_logbook(tmp_path))
    clock = held_clock(NOW)
    desk = Desk(None, person=None, home=home_in(tmp_path), clock=clock, entropy=seeded("app"))
    async with app_on(desk) as pilot:
        await press(pilot, "l", "s")
        assert "Passphrase" in picture(pilot)
        await write(pilot, PASSPHRASE)
        await press(pilot, "enter", "down", "s")
        assert "1 scan submitted" in picture(pilot)
        assert [one.status for one in scans_in(tmp_path)][:3] == ["submitted", "submitted", "draft"]
        desk._key_used = clock.now() - KEY_IDLE - timedelta(seconds=1)
        await press(pilot, "down", "s")
        assert "Passphrase" in picture(pilot)
        await press(pilot, "escape")


async def test_taking_back_asks_each_time(tmp_path: Path) -> None:
    """A key that stays open is not used to recall."""
    make_key(make_logbook(tmp_path))
    desk = Desk(None, person=None, home=home_in(tmp_path), clock=held_clock(NOW), entropy=seeded("app"))
    async with app_on(desk) as pilot:
        await press(pilot, "l", "s")
        await write(pilot, PASSPHRASE)
        await press(pilot, "enter", "c")
        assert "Passphrase" in picture(pilot)
        await press(pilot, "escape")
    assert desk.kept_key() is None, "closed with the app"
