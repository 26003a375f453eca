"""A comment on one record, kept with the signature."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Input, Static

from sonolog.tui.dialogs.dialog import Dialog
from sonolog.tui.text import plain

_LONGEST = 10_000


class CommentDialog(Dialog[str]):
    """Answers the comment, empty if there is to be none."""

    def __init__(self, label: str, now: str) -> None:
        super().__init__("A comment")
        self._label = label
        self._now = now

    def parts(self) -> Iterable[Widget]:
        """Yield what it is about, and the line to write on."""
        yield Static(plain(f"It is kept with your signature of {self._label}, and the trainee reads it."))
        yield Input(self._now, id="comment", max_length=_LONGEST)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer what is written."""
        event.stop()
        self.dismiss(event.value.strip())
