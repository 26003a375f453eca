"""What could not be done, what was kept, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from sonolog.errors import SonologError
from sonolog.tui.dialogs.dialog import Dialog
from sonolog.tui.keys import Key, bindings, keys_of
from sonolog.tui.text import paragraphs


class RefusalDialog(Dialog[None]):
    """Shows a refusal until a key is pressed."""

    BINDINGS = bindings("notice")

    def __init__(self, refusal: SonologError, *, title: str = "That was not done") -> None:
        super().__init__(title)
        self._refusal = refusal

    def parts(self) -> Iterable[Widget]:
        """Yield the sentences there are."""
        yield Static(paragraphs(self._refusal.message))
        for text in (self._refusal.kept, self._refusal.hint):
            if text:
                yield Static(paragraphs(text), classes="hint")

    def keys(self) -> tuple[Key, ...]:
        """Return the keys that close it."""
        return keys_of("notice")
