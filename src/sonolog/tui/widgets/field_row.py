"""One field of a form: its title, a line to type in, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.suggester import Suggester
from textual.widgets import Input, Static

from sonolog.tui.text import paragraphs, plain

BREAK = "⏎"
"""Stands for a line break in a one-line input."""

Offers = Callable[[str], Iterable[str]]


class WordSuggester(Suggester):
    """Completes the word being typed; in a list, the word after the last comma."""

    def __init__(self, offers: Offers, *, many: bool) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._offers = offers
        self._many = many

    async def get_suggestion(self, value: str) -> str | None:
        """Return ``value`` with its last word completed, or None."""
        return self.completed(value)

    def completed(self, value: str) -> str | None:
        """Return the same at once."""
        part = value.rpartition(",")[2].lstrip() if self._many else value
        if not part:
            return None
        for offer in self._offers(part):
            if len(offer) > len(part) and offer.casefold().startswith(part.casefold()):
                return value[: len(value) - len(part)] + offer
        return None


class FieldInput(Input):
    """A line to type in that keeps the line breaks of what is pasted."""

    def _on_paste(self, event: events.Paste) -> None:
        """Insert everything pasted; Textual alone would keep the first line only."""
        event.prevent_default()
        event.stop()
        self.insert_text_at_cursor(to_line(event.text))


class FieldRow(Horizontal):
    """A title, an input, and under it what is wrong."""

    DEFAULT_CSS = """
    FieldRow {
        height: auto;
        layout: grid;
        grid-size: 2;
        grid-columns: 29 1fr;
        grid-rows: auto;

        .title { height: 1; padding: 0 1; color: $text-muted; }
        FieldInput { background: $surface; }
        FieldInput:focus { background: $primary 30%; }
        .fault { column-span: 2; padding: 0 1 0 29; color: $text-error; display: none; }
    }
    FieldRow.-narrow { grid-columns: 26 1fr; }
    FieldRow.-faulty .fault { display: block; }
    """

    def __init__(self, name: str, title: str, text: str, *, suggester: WordSuggester) -> None:
        super().__init__()
        self.field = name
        self._title = title
        self._text = text
        self._suggester = suggester

    def compose(self) -> ComposeResult:
        """Yield title, input and the place for a fault."""
        yield Static(plain(self._title), classes="title")
        yield FieldInput(to_line(self._text), suggester=self._suggester, select_on_focus=False, compact=True)
        yield Static(classes="fault")

    @property
    def input(self) -> FieldInput:
        """The line to type in."""
        return self.query_one(FieldInput)

    @property
    def typed(self) -> str:
        """What is typed, with its line breaks."""
        return self.input.value.replace(f" {BREAK} ", "\n").replace(BREAK, "\n")

    def complete(self) -> None:
        """Take the word that is offered, if one is."""
        completed = self._suggester.completed(self.input.value)
        if completed is not None:
            self.input.value = completed

    def fault(self, words: str) -> None:
        """Show what is wrong; nothing, if empty."""
        self.query_one(".fault", Static).update(paragraphs(f"! {words}" if words else ""))
        self.set_class(bool(words), "-faulty")


def to_line(text: str) -> str:
    """Return ``text`` on one line, its breaks as a sign that is turned back when it is read."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", f" {BREAK} ")
