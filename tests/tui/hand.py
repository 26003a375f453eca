"""A hand at the keyboard of the app, that waits until the app has come to rest.

Textual's own pilot asks every widget after every key whether it has answered, and sleeps until the process is idle.
That is most of the time such a test takes, and on a busy machine it is no answer either. The event loop knows better:
the app has come to rest when no call of it is due, no thread works for it, and no timer is about to run out.
"""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic
from typing import Any

from textual import events
from textual.app import App
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot

_LOOK = 0.002
"""Seconds between two looks."""
_LOOKS = 3
"""How often in a row an app has to be found at rest: a thread may have ended whose answer is still on its way."""
_SOON = 0.05
"""Seconds: a timer that runs out sooner is waited for, so that what it draws is seen."""
_PATIENCE = 60.0
"""Seconds after which an app does not come to rest."""


class Threads(ThreadPoolExecutor):
    """The threads of an event loop, which can tell whether one works."""

    def __init__(self) -> None:
        super().__init__()
        self.at_work = 0
        self.begun = 0

    def submit(self, call: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """Take work."""
        self.at_work += 1
        self.begun += 1
        future = super().submit(call, *given, **named)
        future.add_done_callback(self._ended)
        return future

    def _ended(self, _: Future[Any]) -> None:
        self.at_work -= 1


class Hand(Pilot[None]):
    """Presses keys, and goes on when the app has answered."""

    def __init__(self, app: App[None], threads: Threads) -> None:
        super().__init__(app)
        self._loop: Any = asyncio.get_running_loop()
        self._threads = threads

    async def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            await self.strike(key)
            await self._rest()

    async def strike(self, key: str) -> None:
        """Press a key and do not wait for what comes of it."""
        self._send(key)
        await asyncio.sleep(0)

    def send(self, *keys: str) -> None:
        """Hand the app keys all at once, as a slow line does."""
        for key in keys:
            self._send(key)

    async def pause(self, delay: float | None = None) -> None:
        """Wait until the app has come to rest, ``delay`` seconds later."""
        if delay is not None:
            await asyncio.sleep(delay)
        await self._rest()

    def _send(self, key: str) -> None:
        if len(key) == 1 and not key.isalnum():
            key = _character_to_key(key)
        character: str | None
        try:
            character = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
        except KeyError:
            character = key if len(key) == 1 else None
        self.tell(events.Key(key, character))

    def tell(self, event: events.Event) -> None:
        """Hand the app what a terminal tells it."""
        event.set_sender(self.app)
        driver = self.app._driver
        assert driver is not None
        driver.send_message(event)

    async def glance(self) -> None:
        """Let the app go on for a moment; what it waits for in a thread is not waited for."""
        await asyncio.sleep(_SOON)

    async def _rest(self, looks: int = _LOOKS) -> None:
        seen, until = 0, monotonic() + _PATIENCE
        threads = self._threads.begun
        while seen < looks:
            # what the loop alone does is done in turn; only a thread's answer takes a while to arrive
            await asyncio.sleep(0 if self._threads.begun == threads and not self._is_waiting() else _LOOK)
            seen = seen + 1 if self._is_at_rest() else 0
            if monotonic() > until:
                raise TimeoutError("the app does not come to rest")

    def _is_at_rest(self) -> bool:
        return not (self._is_waiting() or self._loop._ready or self._threads.at_work)

    def _is_waiting(self) -> bool:
        soon = self._loop.time() + _SOON
        return any(one.when() < soon and not one.cancelled() for one in self._loop._scheduled)
