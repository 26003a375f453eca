"""The logbook in front of a person: every call runs in a thread, and writing is done by one at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from sonolog.clock import Clock
from sonolog.paths import Home

if TYPE_CHECKING:
    from sonolog.usecases.keys import KeyUse
    from sonolog.usecases.logbook import Entropy, Logbook
    from sonolog.usecases.people import PersonLine
    from sonolog.usecases.restore import Restored

T = TypeVar("T")
KEY_IDLE = timedelta(minutes=15)
"""After so long without use, a key that was kept open asks for its passphrase again."""


class Desk:
    """The logbook in front of a person; opened when first asked for, because that takes long imports."""

    def __init__(
        self,
        logbook: str | None,
        *,
        person: str | None,
        home: Home,
        clock: Clock,
        trainee: str | None = None,
        entropy: Entropy | None = None,
        allow_shared: bool = False,
    ) -> None:
        self.home = home
        self.clock = clock
        self.changes = 0
        """How often something was written, or may have been; a screen that showed an earlier count is out of date."""
        self.trainee = trainee
        """Whose training was asked for, in words or by id; None for what the logbook tells."""
        self.busy = 0
        """How many calls are under way."""
        self._where = logbook
        self._person = person
        self._entropy = entropy
        self._allow_shared = allow_shared
        self._open: Logbook | None = None
        self.is_over = False  # everything was destroyed: nothing is made anew
        self._opening = Lock()
        self._writing = Lock()
        self._key: KeyUse | None = None
        self._key_used = self.clock.now()

    @property
    def is_new(self) -> bool:
        """Whether there is no logbook yet."""
        path = self.home.logbook if self._where is None else Path(self._where).expanduser()
        return "://" not in (self._where or "") and not path.exists()

    @property
    def is_department(self) -> bool:
        """Whether it is a department's, where each acts under a login of their own; False before it is open."""
        return self._open is not None and self._open.is_department

    def logbook(self) -> Logbook:
        """Return the open logbook; called in threads only.

        Raises:
            SonologError: it cannot be opened.
        """
        from sonolog.usecases.logbook import process_entropy
        from sonolog.usecases.open_logbook import open_logbook

        with self._opening:
            if self._open is None:
                self._open = open_logbook(
                    self._where,
                    home=self.home,
                    clock=self.clock,
                    make=not self.is_over,
                    person=self._person,
                    entropy=self._entropy or process_entropy,
                    allow_shared=self._allow_shared,
                )
            return self._open

    async def open(self) -> tuple[str, ...]:
        """Open the logbook if it is not open, and return what should be heard about how it was opened.

        Raises:
            SonologError: it cannot be opened.
        """
        was_open, logbook = self._open is not None, await self._apart(self.logbook)
        return () if was_open else logbook.notices

    def adopt(self, logbook: Logbook) -> None:
        """Go on with the same logbook, with somebody else at the keyboard."""
        self._open = logbook
        self.changes += 1

    async def known_name(self) -> str:
        """Return the name of the person this home belongs to; empty if nobody said it yet."""

        def name() -> str:
            from sonolog.usecases.identity import read_identity

            return known.name if (known := read_identity(self.home)) is not None else ""

        return await self._apart(name)

    async def begin(self, name: str) -> None:
        """Make ``name`` the trainee of the logbook, which is made if there is none.

        Raises:
            SonologError: the name may not be kept.
        """

        def begin(logbook: Logbook) -> Logbook:
            from sonolog.usecases.begin import begin

            return begin(logbook, name)

        await self._apart(partial(self._check, name))
        self._open = await self.write(begin)

    def _check(self, name: str) -> None:
        """Refuse a name before a logbook is made for it."""
        from sonolog.clock import today
        from sonolog.usecases.begin import trainee_called

        trainee_called(name, today(self.clock))

    def keep_key(self, key: KeyUse) -> None:
        """Keep an opened key of one's own for the next submission or withdrawal."""
        self._key, self._key_used = key, self.clock.now()

    def kept_key(self) -> KeyUse | None:
        """Return the key kept, unless it lay idle for longer than :data:`KEY_IDLE`; then it is dropped."""
        now = self.clock.now()
        if self._key is not None and now - self._key_used > KEY_IDLE:
            self._key = None
        self._key_used = now
        return self._key

    def close(self) -> None:
        """Let go of the key and of the file, if it was opened."""
        self._key = None
        if self._open is not None:
            self._open.close()

    async def restore(self, words: str) -> Restored:
        """Put a backup in the place of the file, which is opened when next asked for."""
        from sonolog.usecases.restore import restore

        self.changes += 1
        home, clock, shared = self.home, self.clock, self._allow_shared
        return await self.apart(lambda where: restore(where, words, home=home, clock=clock, allow_shared=shared))

    async def apart(self, call: Callable[[str | None], T]) -> T:
        """Let go of the file, and do in a thread what is done to the file as a whole; ``call`` is told where it is."""

        def alone() -> T:
            with self._writing, self._opening:
                self.close()
                self._open = None
                return call(self._where)

        return await self._apart(alone)

    async def read(self, call: Callable[[Logbook], T]) -> T:
        """Return what ``call`` answers, asked in a thread."""
        return await self._apart(lambda: call(self.logbook()))

    async def write(self, call: Callable[[Logbook], T]) -> T:
        """Do the same for a use case that changes something; one at a time."""

        def alone() -> T:
            with self._writing:
                return call(self.logbook())

        answer, self.changes = await self._apart(alone), self.changes + 1
        return answer

    def doubt(self) -> None:
        """Take all that is shown for out of date where others write too, each with a program of their own."""
        if self.is_department:
            self.changes += 1

    async def pause(self, seconds: int) -> None:
        """Let time go by, a quarter of a second at once: whoever quits meanwhile does not wait for the rest."""
        for _ in range(seconds * 4):
            await self._apart(lambda: self.clock.pause(0.25))

    async def _apart(self, call: Callable[[], T]) -> T:
        self.busy += 1
        try:
            return await asyncio.to_thread(call)
        finally:
            self.busy -= 1


def people_at(trainee: str | None, logbook: Logbook) -> tuple[PersonLine | None, PersonLine | None]:
    """Return whoever acts, and whose training it is: as said, else as the logbook tells."""
    from sonolog.usecases.people import actor_and_trainee

    return actor_and_trainee(logbook, trainee) if logbook.actor is not None else (None, None)
