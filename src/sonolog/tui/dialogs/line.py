"""A question answered by one line of text."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Input, Static

from sonolog.tui.dialogs.dialog import Dialog
from sonolog.tui.text import paragraphs

_LONGEST = 10_000


class LineDialog(Dialog[str]):
    """Answers what is written, perhaps nothing."""

    def __init__(self, title: str, words: str, now: str = "") -> None:
        super().__init__(title)
        self._words = words
        self._now = now

    def parts(self) -> Iterable[Widget]:
        """Yield what it is about, and the line to write on."""
        yield Static(paragraphs(self._words))
        yield Input(self._now, id="line", max_length=_LONGEST)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer what is written."""
        event.stop()
        self.dismiss(event.value.strip())
