"""A person at the app with the example logbook, or with a book of one's own made by a test."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.example import the_example
from textual.pilot import Pilot
from textual.widgets import Input

from sonolog.tui.app import SonologApp
from sonolog.tui.desk import Desk
from sonolog.usecases.key_files import beside
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.open_logbook import open_logbook

from . import pilot as keys
from .pilot import app_on, desk_in, held_clock, home_in

SAM = "sam demo passphrase"


@dataclass
class Walk:
    """The app, and somebody who waits until it has answered."""

    app: SonologApp
    pilot: Pilot[None]

    async def press(self, *names: str) -> None:
        """Press keys one after the other."""
        await keys.press(self.pilot, *names)

    async def write(self, text: str) -> None:
        """Type a text and press Enter."""
        await keys.write(self.pilot, text)
        await self.press("enter")

    async def paste(self, text: str) -> None:
        """Put a text in the place of what the input says, as one pastes a path, and press Enter."""
        focused = self.app.focused
        assert isinstance(focused, Input)
        focused.value = text
        await self.press("enter")

    @property
    def picture(self) -> str:
        """What the terminal shows, as text."""
        return keys.picture(self.pilot)

    @property
    def words(self) -> str:
        """What it shows as running text, without frames."""
        return " ".join(self.picture.replace("│", " ").split())

    def same_as(self, name: str) -> None:
        """Compare the screen with its picture."""
        keys.same_as_picture(self.pilot, name)


@asynccontextmanager
async def walking(book: Path, *, person: str | None = None, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Walk]:
    """Open the app on ``book`` with ``person`` at the keyboard; a fault of the program fails the test."""
    async with walking_at(desk_in(book.parent, logbook=book, person=person), size=size) as walk:
        yield walk


@asynccontextmanager
async def walking_at(desk: Desk, *, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Walk]:
    """Do the same at a desk, which may have no logbook yet."""
    async with app_on(desk, size) as pilot:
        app = pilot.app
        assert isinstance(app, SonologApp)
        yield Walk(app, pilot)
    if app.fault is not None:
        raise app.fault


@contextmanager
def opened(book: Path, person: str | None = None) -> Iterator[Logbook]:
    """Give the logbook to use cases, as another window of the same person would."""
    home = home_in(book.parent)
    logbook = open_logbook(str(book), home=home, clock=held_clock(), make=True, person=person)
    try:
        yield logbook
    finally:
        logbook.close()


def demo_copy(folder: Path) -> Path:
    """Return a copy of the example logbook, with its keys, in ``folder``."""
    made = the_example().path
    book = folder / "book.db"
    shutil.copy(made, book)
    shutil.copytree(beside(made), beside(book))
    return book
