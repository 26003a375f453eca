"""A question answered by marking some of several, in an order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from sonolog.tui.dialogs.dialog import Dialog
from sonolog.tui.dialogs.pick import MOST_SHOWN
from sonolog.tui.keys import Key, bindings, keys_of
from sonolog.tui.text import cell, paragraphs
from sonolog.tui.widgets.line_list import LineList

_MARK = 5


class ChooseDialog(Dialog[tuple[str, ...]]):
    """Answers the codes marked, in the order in which they were marked."""

    BINDINGS = bindings("choose")

    def __init__(self, title: str, words: str, options: Sequence[tuple[str, str]], *, marked: Sequence[str]) -> None:
        super().__init__(title)
        self._words = words
        self._options = tuple(options)
        self._marked = list(marked)

    def parts(self) -> Iterable[Widget]:
        """Yield what it is about, and the options."""
        yield Static(paragraphs(self._words))
        options = LineList(id="options")
        options.styles.height = min(len(self._options), MOST_SHOWN)
        yield options

    def on_mount(self) -> None:
        """Show the options."""
        self.query_one(LineList).show(len(self._options), self._row)

    def keys(self) -> tuple[Key, ...]:
        """Return the keys that answer it."""
        return keys_of("choose")

    def action_mark(self) -> None:
        """Mark the option under the cursor as the next, or take its mark off."""
        code, _ = self._options[self.query_one(LineList).cursor]
        if code in self._marked:
            self._marked.remove(code)
        else:
            self._marked.append(code)
        self.query_one(LineList).refresh()

    def action_accept(self) -> None:
        """Answer what is marked."""
        self.dismiss(tuple(self._marked))

    def _row(self, at: int, width: int) -> tuple[Content]:
        code, words = self._options[at]
        mark = f"[{self._marked.index(code) + 1}]" if code in self._marked else "[ ]"
        return (cell(mark, _MARK, "bold") + cell(words, width - _MARK),)
