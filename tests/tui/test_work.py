"""Use cases away from the screen: one writer, nothing lost, faults told."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from sonolog.tui.screens.place import Place
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.open_logbook import open_logbook

from .made import make_logbook
from .pilot import app_on, desk_in, settled


async def test_one_writes_at_a_time(tmp_path: Path) -> None:
    """Writes asked for together are made one after the other, and each is counted."""
    desk = desk_in(make_logbook(tmp_path))
    under_way, most = 0, 0

    def write(logbook: Logbook) -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        time.sleep(0.01)
        under_way -= 1

    await asyncio.gather(*(desk.write(write) for _ in range(8)))
    desk.close()
    assert (most, desk.changes, desk.busy) == (1, 8, 0)


async def test_the_logbook_is_opened_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls that come together wait for the one that opens it."""
    opened: list[str | None] = []

    def counted(where: str | None, **options: object) -> Logbook:
        opened.append(where)
        return open_logbook(where, **options)  # type: ignore[arg-type]

    desk = desk_in(make_logbook(tmp_path))
    monkeypatch.setattr("sonolog.usecases.open_logbook.open_logbook", counted)
    paths = await asyncio.gather(*(desk.read(lambda logbook: logbook.path) for _ in range(8)))
    desk.close()
    assert len(opened) == len(set(paths)) == 1


async def test_an_act_under_way_is_not_started_again(tmp_path: Path) -> None:
    """A key pressed twice does the thing once; of loads the last one is shown."""
    done: list[str] = []

    async def steps(name: str) -> None:
        await asyncio.sleep(0.05)
        done.append(name)

    async with app_on(desk_in(make_logbook(tmp_path))) as pilot:
        place = pilot.app.screen
        assert isinstance(place, Place)
        place.act(steps("first"))
        place.act(steps("again"))
        place.act(steps("early"), latest="load")
        place.act(steps("late"), latest="load")
        await pilot.app.workers.wait_for_complete([one for one in pilot.app.workers if not one.is_cancelled])
        await settled(pilot)
    assert done == ["first", "late"]
