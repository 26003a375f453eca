"""The frame of a question with a list of options."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.content import Content
from textual.screen import ScreenResultType
from textual.widget import Widget
from textual.widgets import Static

from sonolog.tui.dialogs.dialog import Dialog
from sonolog.tui.keys import Key, keys_of
from sonolog.tui.text import paragraphs
from sonolog.tui.widgets.line_list import LineList

MOST_SHOWN = 12
"""Options seen at once; the list moves with the cursor."""


class OptionsDialog(Dialog[ScreenResultType]):
    """``options`` are codes and what they are called."""

    PART: ClassVar[str]
    """The part of the table of keys that answers it."""

    def __init__(self, title: str, words: str, options: Sequence[tuple[str, str]]) -> None:
        super().__init__(title)
        self._words = words
        self.options = tuple(options)

    def parts(self) -> Iterable[Widget]:
        """Yield what it is about, and the options."""
        yield Static(paragraphs(self._words))
        options = LineList(id="options")
        options.styles.height = min(len(self.options), MOST_SHOWN)
        yield options

    def keys(self) -> tuple[Key, ...]:
        """Return the keys that answer it."""
        return keys_of(self.PART)

    def on_mount(self) -> None:
        """Show the options, with the cursor on the likeliest."""
        self.query_one(LineList).show(len(self.options), self._drawn, cursor=self.likeliest())

    def likeliest(self) -> int:
        """Return where the cursor begins."""
        return 0

    @property
    def under_cursor(self) -> str:
        """The code of the option under the cursor."""
        return self.options[self.query_one(LineList).cursor][0]

    @abstractmethod
    def row(self, code: str, words: str, width: int) -> Content:
        """Return an option in exactly ``width`` cells."""

    def _drawn(self, at: int, width: int) -> tuple[Content]:
        return (self.row(*self.options[at], width),)
