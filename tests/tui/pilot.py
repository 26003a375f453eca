"""A person at the app: opens it, presses keys, and looks at the screen as text."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.segment import Segment
from textual.pilot import Pilot

from sonolog.clock import HeldClock
from sonolog.paths import Home
from sonolog.tui.app import SonologApp
from sonolog.tui.desk import Desk

from .hand import Hand, Threads

PICTURES = Path(__file__).parent / "pictures"
RENEWING = os.environ.get("SONOLOG_PICTURES") == "renew"
"""Whether what is on the screen becomes the picture, as ``make pictures`` wants it."""
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

Entropy = Callable[[int], bytes]


def seeded(word: str) -> Entropy:
    """Return random bytes that are the same in every run."""
    drawn = 0

    def draw(count: int) -> bytes:
        nonlocal drawn
        drawn += 1
        return hashlib.shake_256(f"{word} {drawn}".encode()).digest(count)

    return draw


def held_clock(moment: datetime = NOW) -> HeldClock:
    """Return a clock that starts at ``moment`` and moves a hundredth of a second with each look."""
    return HeldClock(moment, step=timedelta(milliseconds=10))


def home_in(folder: Path) -> Home:
    """Return the folders of a person, all below ``folder``."""
    return Home(data=folder / "data", config=folder / "config", state=folder / "state")


def desk_in(folder: Path, *, logbook: Path | None = None, person: str | None = None) -> Desk:
    """Return a desk with the logbook at ``logbook``, or in the home in ``folder``."""
    where = str(logbook) if logbook else None
    return Desk(where, person=person, home=home_in(folder), clock=held_clock(), entropy=seeded("app"))


@asynccontextmanager
async def app_on(desk: Desk, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Hand]:
    """Open the app on ``desk`` and yield what presses its keys, once everything is shown."""
    app = SonologApp(desk)
    try:
        asyncio.get_running_loop().set_default_executor(threads := Threads())
        async with app.run_test(size=size):
            pilot = Hand(app, threads)
            await settled(pilot)
            yield pilot
    finally:
        desk.close()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other, waiting after each as a person does; longer words are typed."""
    await pilot.press(*keys)


async def write(pilot: Pilot[None], text: str) -> None:
    """Type a text into what has the focus."""
    await pilot.press(*(_KEYS.get(one, one) for one in text))


async def settled(pilot: Pilot[None]) -> None:
    """Wait until no use case is under way and the screen is drawn."""
    await pilot.pause()


def picture(pilot: Pilot[None]) -> str:
    """Return what the screen shows, a line of text for each of its lines."""
    app = pilot.app
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    lines = ["".join(_text(strip)) for strip in update.strips]  # type: ignore[union-attr]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def same_as_picture(pilot: Pilot[None], name: str) -> None:
    """Compare the screen with the picture kept under ``name``; ``make pictures`` keeps it anew."""
    shown, kept = picture(pilot), PICTURES / f"{name}.txt"
    if RENEWING:
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(shown, "utf-8")
    assert shown == kept.read_text("utf-8"), "run `make pictures` and judge the difference"


def _text(strips: object) -> list[str]:
    flat: list[str] = []
    for part in strips:  # type: ignore[attr-defined]
        if isinstance(part, Segment):
            flat.append(part.text)
        else:
            flat += _text(part)
    return flat


_KEYS = {
    " ": "space",
    "/": "slash",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    ".": "full_stop",
    ",": "comma",
}
