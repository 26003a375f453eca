"""The frame of a question: a title, its parts, and the keys that answer it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from textual.containers import VerticalScroll
from textual.screen import ModalScreen, ScreenResultType
from textual.widget import Widget
from textual.widgets import Static

from sonolog.tui.keys import Key, bindings, keys_of
from sonolog.tui.text import styled
from sonolog.tui.widgets.lines import KeyLine

WIDTH = 72
"""Columns of a dialog where there is room; also in ``dialog.tcss``."""


class Dialog(ModalScreen[ScreenResultType | None]):
    """A question over a screen; leaving it answers None."""

    CSS_PATH = Path(__file__).with_name("dialog.tcss")
    BINDINGS = bindings("dialog")

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title_text = title

    def compose(self) -> Iterable[Widget]:
        """Yield the frame and the parts."""
        with VerticalScroll(id="box", can_focus=False):
            yield Static(styled(self._title_text, "bold"), id="question")
            yield from self.parts()
        yield KeyLine(self.keys())

    def parts(self) -> Iterable[Widget]:
        """Yield what stands under the title."""
        return ()

    def keys(self) -> tuple[Key, ...]:
        """Return the keys for the footer."""
        return keys_of("dialog")

    def action_leave(self) -> None:
        """Answer None."""
        self.dismiss(None)
