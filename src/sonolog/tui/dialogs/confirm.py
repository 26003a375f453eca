"""A question answered by yes or no."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from sonolog.tui.dialogs.dialog import Dialog
from sonolog.tui.keys import Key, bindings, keys_of
from sonolog.tui.text import paragraphs


class ConfirmDialog(Dialog[bool]):
    """``True`` for enter or ``y``; None for escape or ``n``."""

    BINDINGS = bindings("confirm")

    def __init__(self, title: str, words: str, *, yes: str = "Yes") -> None:
        super().__init__(title)
        self._words = words
        self._yes = yes

    def parts(self) -> Iterable[Widget]:
        """Yield what would happen."""
        yield Static(paragraphs(self._words))

    def keys(self) -> tuple[Key, ...]:
        """Return the keys, the first one called by what it does."""
        first, *others = keys_of("confirm")
        return (Key(first.keys, first.action, self._yes, first.words, shown=True), *others)

    def action_accept(self) -> None:
        """Answer yes."""
        self.dismiss(result=True)
