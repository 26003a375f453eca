"""Something to be read before going on."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from sonolog.tui.dialogs.dialog import Dialog
from sonolog.tui.keys import Key, bindings, keys_of
from sonolog.tui.text import paragraphs


class NoticeDialog(Dialog[None]):
    """Shows sentences, the first one most plainly, until a key is pressed."""

    BINDINGS = bindings("notice")

    def __init__(self, title: str, *sentences: str) -> None:
        super().__init__(title)
        self._sentences = sentences

    def parts(self) -> Iterable[Widget]:
        """Yield the sentences there are."""
        first, *more = self._sentences
        yield Static(paragraphs(first))
        for text in filter(None, more):
            yield Static(paragraphs(text), classes="hint")

    def keys(self) -> tuple[Key, ...]:
        """Return the keys that close it."""
        return keys_of("notice")
