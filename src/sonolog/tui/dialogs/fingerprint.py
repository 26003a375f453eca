"""An alarm answered by what the person says, not by a yes: the end of a fingerprint, which is not on the screen."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Input, Static

from sonolog.tui.dialogs.dialog import Dialog
from sonolog.tui.fingerprints import in_groups, is_told
from sonolog.tui.text import paragraphs, styled

_ASK = "Ask them in person, or call a number you know. Their fingerprint, without its last group, is:"
_TYPE = "Type the last group, or all of it, as they tell you:"
_OTHER = "That is not this key. Let nothing in: ask again, and tell the programme."


class FingerprintDialog(Dialog[bool]):
    """``True`` once the last group, or the whole fingerprint, is typed."""

    def __init__(self, title: str, words: str, fingerprint: str) -> None:
        super().__init__(title)
        self._words = words
        self._fingerprint = fingerprint

    def parts(self) -> Iterable[Widget]:
        """Yield the alarm, the fingerprint without its end, and the line to write on."""
        yield Static(paragraphs(self._words))
        yield Static(_ASK, classes="hint")
        yield Static(paragraphs(in_groups(self._fingerprint, whole=False)), id="fingerprint")
        yield Static(styled(_TYPE, "bold"), classes="hint")
        yield Input(id="line", max_length=100)
        yield Static(id="fault", classes="fault")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer, if it is what the person must have told."""
        event.stop()
        if is_told(event.value, self._fingerprint):
            self.dismiss(result=True)
        else:
            self.query_one("#fault", Static).update(_OTHER)
