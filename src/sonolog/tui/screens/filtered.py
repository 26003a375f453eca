"""Main screens with a list that words typed into a line filter."""

from __future__ import annotations

from typing import ClassVar

from textual.widgets import Input

from sonolog.tui.screens.place import Place
from sonolog.tui.widgets.line_list import LineList


class FilteredPlace(Place):
    """A place whose body has the line for words from :meth:`words_line`, and a list."""

    PLACEHOLDER: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self._words = ""

    def words_line(self) -> Input:
        """Return the line for the words, to be yielded above the list."""
        return Input(id="words", placeholder=self.PLACEHOLDER)

    def on_mount(self) -> None:
        """Hide the line for the words until it is asked for."""
        self.query_one("#words").display = False
        self.query_one(LineList).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as the words are typed."""
        if event.value != self._words:
            self._words = event.value
            self.reload()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to what was found."""
        event.stop()
        self.query_one(LineList).focus()

    def show_words(self, text: str) -> None:
        """Put words into the line, which is shown where there are any."""
        words = self.query_one("#words", Input)
        self._words = text
        words.value = text
        words.display = bool(text)

    def action_filter(self) -> None:
        """Type words to search for."""
        words = self.query_one("#words", Input)
        words.display = True
        words.focus()

    def action_clear(self) -> None:
        """Take the filter off."""
        words = self.query_one("#words", Input)
        words.value = ""
        words.display = False
        self.query_one(LineList).focus()
