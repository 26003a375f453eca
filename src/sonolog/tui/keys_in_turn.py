"""Keys are answered one after the other, however fast they come.

Textual hands a key to the widget that has the focus, from which it rises, message by message, to the screen that knows
what it means.  Keys that come at once, over a slow line or on a busy machine, would overtake it: letters meant for the
form that a key opens would be commands of the screen before, and a key that saves would come before the one that
deletes.  Hands are faster than disks, too: while a form is made ready or saved, keys wait for what comes next, and a
question that opens over it meanwhile is answered by none of them.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from time import monotonic
from typing import Any

from textual import events
from textual.app import App, ScreenStackError, UnknownModeError
from textual.screen import Screen
from textual.widget import Widget

from sonolog.tui.work import DeskScreen

_PATIENCE, _LOOKS = 3.0, 200
"""Seconds and looks after both of which a key is taken for answered, whatever became of it."""
_LOOK = 0.002
"""Seconds between two looks at a screen that takes no keys yet."""
_LATER = 0.1
"""Seconds between two looks while a person answers a question over the screen that the keys wait for."""
_STILL = 2
"""How often in a row nothing may be under way: a message may be on its way from one widget to the next."""
_LEAVING = ("ctrl+c", "ctrl+q")
"""What ends the app waits for no screen."""
_IN_TURN = (events.Key, events.Paste, events.MouseDown, events.MouseUp)
_Hand = events.Key | events.Paste | events.MouseDown | events.MouseUp


def _leaves(event: _Hand) -> bool:
    return isinstance(event, events.Key) and event.key in _LEAVING


@dataclass(slots=True, eq=False)
class _Waiting:
    """What a hand did, and the screen for which it waits."""

    event: _Hand
    screen: Screen[Any] | None = None
    """That took no keys when it was done; None where whatever is shown may have it."""


class KeysInTurn(App[None]):
    """An app that takes the next key when the one before was answered."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._to_come: list[_Waiting] = []
        self._under_way: events.Key | None = None
        self._target: Widget | None = None
        """What had the focus then: if it is gone, so is the key."""
        self._since, self._looks, self._still = 0.0, 0, 0
        self._looks_again = False

    async def on_event(self, event: events.Event) -> None:
        """Take keys, pastes and clicks in turn, and everything else as it comes."""
        if isinstance(event, _IN_TURN) and not event.is_forwarded:
            self._to_come.append(_Waiting(event))
        else:
            await super().on_event(event)
            if event is not self._under_way:
                return
            self._under_way = None
        await self._take_next()

    def forget_what_waits_for(self, screen: Screen[Any]) -> None:
        """Drop what waits for a screen that never came to be: it was meant for no other."""
        self._to_come = [one for one in self._to_come if one.screen is not screen]

    async def _take_next(self) -> None:
        while (one := self._next()) is not None:
            self._to_come.remove(one)
            event = one.event
            if isinstance(event, events.Key):
                self._under_way, self._target = event, self.focused or self.screen
                self._since, self._looks, self._still = monotonic(), 0, 0
                event._sender = None  # noqa: SLF001  (or it would count as stopped on its way to the app)
            await super().on_event(event)
            if not event.is_forwarded:
                self._under_way = None
        if self._to_come and not self._looks_again:
            self._looks_again = True
            asyncio.get_running_loop().call_later(self._soon(), self.call_later, self._look_again)

    def _soon(self) -> float:
        """Return after how many seconds to look again: after everybody else's turn, or when there may be something."""
        if self._is_answering():
            return 0
        is_asked = self._has_screen() and all(one.screen not in (None, self.screen) for one in self._to_come)
        return _LATER if is_asked else _LOOK

    def _has_screen(self) -> bool:
        """Tell whether anything is shown: not yet at the very start, and no more at the end."""
        try:
            return isinstance(self.screen, Screen)
        except (ScreenStackError, UnknownModeError):
            return False

    async def _look_again(self) -> None:
        self._looks_again = False
        self._looks += 1
        await self._take_next()

    def _next(self) -> _Waiting | None:
        """Return the first that can be taken now; what was done while a screen took no keys is that screen's."""
        if not self._to_come or not self._has_screen():
            return None
        if not self._takes_keys(self.screen):
            for one in self._to_come:
                one.screen = one.screen or self.screen
        if self._is_more_of_the_same(self._to_come[0].event):
            return self._to_come[0] if self._may_have(self._to_come[0]) else None
        if self._is_answering():
            return None
        settled = self._is_settled()
        return next((one for one in self._to_come if self._may_have(one) and (settled or _leaves(one.event))), None)

    def _may_have(self, one: _Waiting) -> bool:
        if _leaves(one.event):
            return True
        if one.screen is None or one.screen not in self.screen_stack:
            return self._takes_keys(self.screen)
        return one.screen is self.screen and self._takes_keys(one.screen)

    def _is_settled(self) -> bool:
        """Tell whether what the last key began is done: its messages arrived, its act ended or asks something."""
        if monotonic() > self._since + _PATIENCE:
            return True
        screen = self.screen
        chain = self._target.ancestors_with_self if self._target is not None else []
        is_still = not any(one.message_queue_size for one in (*chain, screen) if one is not self)
        is_there = screen.is_mounted and (self.focused is not None or not screen.focus_chain)
        is_done = not (isinstance(screen, DeskScreen) and screen.is_acting)
        self._still = self._still + 1 if is_still and is_there and is_done else 0
        return self._still >= _STILL

    def _takes_keys(self, screen: Screen[Any]) -> bool:
        return not isinstance(screen, DeskScreen) or screen.takes_keys

    def _is_more_of_the_same(self, event: _Hand) -> bool:
        """Tell whether a letter follows one that the same widget keeps: its own queue has them in order."""
        widget, before = self._target, self._under_way
        if widget is None or before is None or widget is not self.focused or not isinstance(event, events.Key):
            return False
        return all(widget.check_consume_key(key.key, key.character) for key in (before, event))

    def _is_answering(self) -> bool:
        key, target = self._under_way, self._target
        if key is None or key._stop_propagation or target is None:  # noqa: SLF001
            return False
        return target.is_attached and (self._looks < _LOOKS or monotonic() < self._since + _PATIENCE)
