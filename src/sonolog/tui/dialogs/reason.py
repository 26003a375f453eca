"""A question answered by a sentence: why."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Input, Static

from sonolog.tui.dialogs.dialog import Dialog
from sonolog.tui.text import paragraphs, styled

_ASK = "Say why, in a sentence:"
_NEEDED = "A reason is needed."


class ReasonDialog(Dialog[str]):
    """Answers the reason; with ``needed``, an empty one is not accepted."""

    def __init__(self, title: str, words: str, *, needed: bool = True) -> None:
        super().__init__(title)
        self._words = words
        self._needed = needed

    def parts(self) -> Iterable[Widget]:
        """Yield what it is about, and the line to write on."""
        yield Static(paragraphs(self._words))
        yield Static(styled(_ASK, "bold"), classes="hint")
        yield Input(id="reason")
        yield Static(id="fault", classes="fault")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer, if something is written or nothing is needed."""
        event.stop()
        if self._needed and not event.value.strip():
            self.query_one("#fault", Static).update(_NEEDED)
        else:
            self.dismiss(event.value.strip())
