"""A trainee's key stays open for submitting and withdrawing, for fifteen minutes without use, and for nothing else."""

from __future__ import annotations

import gc
from datetime import timedelta
from pathlib import Path

import pytest

from sonolog.clock import HeldClock
from sonolog.ledger.errors import WrongPassphrase
from sonolog.ledger.keys import Passphrase
from sonolog.ledger.memory import _MEMORY
from sonolog.tui.desk import KEY_IDLE, Desk
from sonolog.usecases.keys import create_key, open_key
from sonolog.usecases.people import list_people
from sonolog.usecases.submit import submit

from .form import scans_in
from .made import PASSPHRASE, SUPERVISOR, make_key, make_logbook, opened
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


async def test_nothing_of_a_signature_stays_in_memory(tmp_path: Path) -> None:
    """After signing neither passphrase nor key is left: the memory holds as many secrets as before."""
    book = make_logbook(tmp_path)
    with opened(book) as logbook:
        create_key(logbook, Passphrase(PASSPHRASE))
        submit(logbook, None, key=open_key(logbook, Passphrase(PASSPHRASE)))
        sam = next(one.id for one in list_people(logbook) if one.name == SUPERVISOR)
        create_key(logbook, Passphrase(PASSPHRASE), sam)
    gc.collect()
    before = _MEMORY._secrets
    async with app_on(Desk(None, person="Sam", home=home_in(book), clock=held_clock(), entropy=seeded("app"))) as pilot:
        await press(pilot, "o", "s")
        await write(pilot, PASSPHRASE)
        await press(pilot, "enter")
        assert "signed 1 record" in picture(pilot)
        gc.collect()
        assert _MEMORY._secrets == before


async def test_after_five_wrong_passphrases_one_is_back_at_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The waits double, on a held clock; the next question after that waits longest at once."""
    make_key(make_logbook(tmp_path))
    clock, waits = held_clock(NOW), []
    desk = Desk(None, person=None, home=home_in(tmp_path), clock=clock, entropy=seeded("app"))

    async def pause(seconds: int) -> None:
        waits.append(seconds)

    def refusing(*_key: object) -> None:
        raise WrongPassphrase("key")

    monkeypatch.setattr(desk, "pause", pause)
    monkeypatch.setattr("sonolog.ledger.keys._decrypt", refusing)
    async with app_on(desk) as pilot:
        await press(pilot, "l", "s")
        for _ in range(5):
            assert "Passphrase" in picture(pilot)
            await write(pilot, "not this one")
            await press(pilot, "enter")
        assert "wrong 5 times" in picture(pilot)
        await press(pilot, "escape")
        assert next(one.status for one in scans_in(tmp_path)) == "draft"
        await press(pilot, "s")
        await write(pilot, "nor this one")
        await press(pilot, "enter")
        assert "wrong 6 times" in picture(pilot)
        await press(pilot, "escape")
    assert waits == [1, 2, 4, 8, 16, 16]


async def test_a_wait_is_let_go_by_on_the_clock(tmp_path: Path) -> None:
    """The app waits by its clock and by nothing else."""
    clock = HeldClock(NOW)
    desk = Desk(None, person=None, home=home_in(tmp_path), clock=clock)
    await desk.pause(4)
    assert clock.moment == NOW + timedelta(seconds=4)
