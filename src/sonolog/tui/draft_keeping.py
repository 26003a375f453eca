"""Keeps a form while it is typed: soon after a keystroke, one write at a time, and never again once it is saved."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from sonolog.errors import SonologError

if TYPE_CHECKING:
    from textual.timer import Timer

    from sonolog.tui.scan_form import ScanForm
    from sonolog.tui.work import DeskScreen
    from sonolog.usecases.logbook import Logbook

_SOON = 0.4
"""Seconds from the first keystroke that is not kept until it is."""


class DraftKeeping:
    """What stands in a form, and what of it is kept."""

    def __init__(self, screen: DeskScreen[Any], form: ScanForm) -> None:
        self._screen = screen
        self._form = form
        self._typed = _said(form.typed)
        self._kept = self._typed
        self._timer: Timer | None = None
        self._turn = asyncio.Lock()
        self._is_over = False

    @property
    def is_needed(self) -> bool:
        """Whether something is typed that is not kept."""
        return not self._is_over and self._typed != self._kept

    @property
    def is_touched(self) -> bool:
        """Whether the form says anything else than it did at first."""
        return self._typed != _said(self._form.typed)

    def note(self, typed: Mapping[str, str]) -> None:
        """Hear what stands in the form now; it is kept soon."""
        self._typed = _said(typed)
        if self.is_needed and self._timer is None:
            self._timer = self._screen.set_timer(_SOON, self._keep_quietly)

    async def keep(self) -> None:
        """Keep now what is not kept yet.

        Raises:
            SonologError: it could not be kept.
        """
        self._stop()
        async with self._turn:
            if self.is_needed:
                typed = self._typed
                await self._screen.write(partial(_keep, self._form, typed, self.is_touched))
                self._kept = typed

    async def keep_if_possible(self) -> str:
        """Keep now, and return why not; empty if it is kept."""
        try:
            await self.keep()
        except SonologError as refusal:
            return f"{refusal.message} {refusal.hint}".strip()
        return ""

    async def end(self) -> None:
        """Keep nothing any more: the form is about to be saved or thrown away."""
        self._stop()
        async with self._turn:
            self._is_over = True

    def go_on(self) -> None:
        """Keep again: the form was not saved after all."""
        self._is_over = False
        self.note(self._typed)

    def _keep_quietly(self) -> None:
        self._timer = None
        if self._turn.locked():
            self.note(self._typed)
        else:
            self._screen.act(self._kept_quietly(), latest="draft")

    async def _kept_quietly(self) -> None:
        why_not = await self.keep_if_possible()
        if why_not:
            self._screen.say(f"Not kept as a draft: {why_not}")

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None


def _said(typed: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in typed.items() if text}


def _keep(form: ScanForm, typed: Mapping[str, str], is_touched: bool, logbook: Logbook) -> None:
    from sonolog.tui import scan_saving

    if is_touched or form.is_kept:
        scan_saving.keep(form, typed, logbook)
    else:
        scan_saving.discard(form, logbook)
