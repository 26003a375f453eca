"""Keys are answered one after the other, however fast they come.

Textual hands a key to the widget that has the focus, from which it rises, message by message, to the screen that knows
what it means.  Keys that come at once, over a slow line or on a busy machine, would overtake it: letters meant for the
form that a key opens would be commands of the screen before, and a key that saves would come before the one that
deletes.  Hands are faster than disks, too: while a form is made ready or saved, keys wait for what comes next.
"""

from __future__ import annotations

import asyncio
from collections import deque
from time import monotonic
from typing import Any

from textual import events
from textual.app import App
from textual.widget import Widget

from sonolog.tui.work import DeskScreen

_PATIENCE = 3.0
"""Seconds after which a key is taken for answered, whatever became of it."""
_LOOK = 0.005
"""Seconds between two looks at a screen that takes no keys yet."""
_LEAVING = ("ctrl+c", "ctrl+q")
"""What ends the app waits for no screen."""


class KeysInTurn(App[None]):
    """An app that takes the next key when the one before was answered."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._to_come: deque[events.Key | events.Paste] = deque()
        self._under_way: events.Key | None = None
        self._target: Widget | None = None
        """What had the focus then: if it is gone, so is the key."""
        self._until = 0.0
        self._looks_again = False

    async def on_event(self, event: events.Event) -> None:
        """Take keys and pastes in turn, and everything else as it comes."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if isinstance(event, events.Key) and event.key in _LEAVING and not self._is_ready():
                self._to_come.clear()
            self._to_come.append(event)
        else:
            await super().on_event(event)
            if event is not self._under_way:
                return
            self._under_way = None
        await self._take_next()

    async def _take_next(self) -> None:
        while self._to_come and not self._is_answering() and (self._is_ready() or self._is_leaving()):
            event = self._to_come.popleft()
            if isinstance(event, events.Key):
                self._under_way, self._until = event, monotonic() + _PATIENCE
                self._target = self.focused or self.screen
                event._sender = None  # noqa: SLF001  (or it would count as stopped on its way to the app)
            await super().on_event(event)
            if not event.is_forwarded:
                self._under_way = None
        if self._to_come and not self._looks_again:
            self._looks_again = True
            soon = 0 if self._is_answering() else _LOOK  # after everybody else's turn
            asyncio.get_running_loop().call_later(soon, self.call_later, self._look_again)

    async def _look_again(self) -> None:
        self._looks_again = False
        await self._take_next()

    def _is_answering(self) -> bool:
        key, target = self._under_way, self._target
        if key is None or key._stop_propagation or target is None:  # noqa: SLF001
            return False
        return target.is_attached and monotonic() < self._until

    def _is_ready(self) -> bool:
        return not isinstance(self.screen, DeskScreen) or self.screen.takes_keys

    def _is_leaving(self) -> bool:
        first = self._to_come[0]
        return isinstance(first, events.Key) and first.key in _LEAVING
