"""A question answered by choosing one of a few."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from sonolog.tui.dialogs.dialog import Dialog
from sonolog.tui.keys import Key, bindings, keys_of
from sonolog.tui.text import cell, paragraphs
from sonolog.tui.widgets.line_list import LineList

MOST_SHOWN = 12
"""Options seen at once; the list moves with the cursor."""


class PickDialog(Dialog[str]):
    """Answers the code of the option under the cursor.

    ``options`` are codes and what they are called; the cursor starts ``at`` one of them.
    """

    BINDINGS = bindings("pick")

    def __init__(self, title: str, words: str, options: Sequence[tuple[str, str]], *, at: str = "") -> None:
        super().__init__(title)
        self._words = words
        self._options = tuple(options)
        self._at = at

    def parts(self) -> Iterable[Widget]:
        """Yield what it is about, and the options."""
        yield Static(paragraphs(self._words))
        options = LineList(id="options")
        options.styles.height = min(len(self._options), MOST_SHOWN)
        yield options

    def on_mount(self) -> None:
        """Put the cursor on what was chosen before."""
        codes = [code for code, _ in self._options]
        at = codes.index(self._at) if self._at in codes else 0
        self.query_one(LineList).show(len(codes), self._row, cursor=at)

    def keys(self) -> tuple[Key, ...]:
        """Return the keys that answer it."""
        return keys_of("pick")

    def action_pick(self) -> None:
        """Answer what is under the cursor."""
        self.dismiss(self._options[self.query_one(LineList).cursor][0])

    def _row(self, at: int, width: int) -> tuple[Content]:
        return (cell(self._options[at][1], width),)
