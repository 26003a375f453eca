"""A moment in which nothing may be typed: what is typed meanwhile must not reach the screen behind."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

from textual.app import App
from textual.widget import Widget
from textual.widgets import Static

from sonolog.tui.dialogs.dialog import Dialog
from sonolog.tui.keys import Key, keys_of
from sonolog.tui.text import paragraphs


class HoldingDialog(Dialog[None]):
    """Says what goes on, and takes every key without doing anything."""

    BINDINGS = []  # noqa: RUF012  (Textual's form)

    def __init__(self, title: str, told: str) -> None:
        super().__init__(title)
        self._told = told

    def parts(self) -> Iterable[Widget]:
        """Yield what goes on."""
        yield Static(paragraphs(self._told), id="told")

    def keys(self) -> tuple[Key, ...]:
        """Return the one key that is named: it waits."""
        return keys_of("writing")

    def action_leave(self) -> None:
        """Stay."""

    def say(self, told: str) -> None:
        """Say something else."""
        self._told = told
        if self.is_mounted:
            self.query_one("#told", Static).update(paragraphs(told))


@asynccontextmanager
async def held(app: App[Any], title: str, told: str) -> AsyncIterator[HoldingDialog]:
    """Keep every key from the screens behind until this is left."""
    dialog = HoldingDialog(title, told)
    await app.push_screen(dialog)
    try:
        yield dialog
    finally:
        await dialog.dismiss(None)
