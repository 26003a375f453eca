"""One field of a form: its title, a line to type in, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.suggester import Suggester
from textual.widgets import Input, Static, TextArea

from sonolog.domain.text import visible
from sonolog.tui.text import paragraphs, plain

BREAK = "⏎"
"""Shown for a line break in a one-line input."""
_UNSEEN = "␣"
"""Shown for a character that would not be seen, or would turn or move others."""

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

    def part(self, value: str) -> str:
        """Return the word being typed."""
        return value.rpartition(",")[2].lstrip() if self._many else value

    def completed(self, value: str) -> str | None:
        """Return :meth:`get_suggestion` at once."""
        return next(self._completions(value), None)

    def settled(self, value: str) -> str | None:
        """Return ``value`` completed by the only word that may be meant, or None."""
        found = set(islice(self._completions(value), 2))
        return found.pop() if len(found) == 1 else None

    def _completions(self, value: str) -> Iterator[str]:
        part = self.part(value)
        if part.strip():
            for offer in self._offers(part):
                if len(offer) > len(part) and offer.casefold().startswith(part.casefold()):
                    yield value[: len(value) - len(part)] + offer


class FieldInput(Input):
    """A line to type in that keeps every character of what is pasted, and shows a sign for those that hide."""

    instead: Callable[[events.Key | events.Paste], None] | None = None
    """What takes keys and pastes in its place, while the form is being saved."""

    @property
    def words(self) -> str:
        """What stands in it."""
        return self.value

    @words.setter
    def words(self, text: str) -> None:
        self.value = text
        self.cursor_position = len(text)

    async def _on_key(self, event: events.Key) -> None:
        if self.instead is not None:
            event.prevent_default()
            self.instead(event)

    def _on_paste(self, event: events.Paste) -> None:
        """Insert everything pasted; Textual alone would keep the first line only."""
        event.prevent_default()
        if self.instead is not None:
            self.instead(event)
            return
        event.stop()
        text = event.text.replace("\r\n", "\n").replace("\r", "\n")
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)

    @property
    def _value(self) -> Text:
        return Text(signs(self.value), no_wrap=True, overflow="ignore", end="")

    def _position_to_cell(self, position: int) -> int:
        return cell_len(signs(self.value[:position]))


class ProseInput(TextArea):
    """Several lines to type in; keys of the form itself are left to the form."""

    instead: Callable[[events.Key | events.Paste], None] | None = None
    """What takes keys and pastes in its place, while the form is being saved."""

    def __init__(self, text: str) -> None:
        super().__init__(text, soft_wrap=True, compact=True, tab_behavior="focus", show_line_numbers=False)

    @property
    def words(self) -> str:
        """What stands in it, with its line breaks."""
        return self.text

    @words.setter
    def words(self, text: str) -> None:
        self.load_text(text)
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        if self.instead is not None:
            event.prevent_default()
            self.instead(event)
        else:
            await super()._on_key(event)


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
        ProseInput { background: $surface; height: auto; min-height: 3; max-height: 8; }
        ProseInput:focus { background: $primary 30%; }
        .fault { column-span: 2; padding: 0 1 0 29; color: $text-error; display: none; }
    }
    FieldRow:focus-within .title { color: $text; text-style: bold; }
    FieldRow.-narrow { grid-columns: 27 1fr; }
    FieldRow.-narrow .fault { padding: 0 1 0 4; }
    FieldRow.-faulty .fault { display: block; }
    """

    def __init__(self, name: str, title: str, text: str, *, suggester: WordSuggester) -> None:
        super().__init__()
        self.field = name
        self._text = text
        self._suggester = suggester
        self._wrong = ""
        self.input: FieldInput | ProseInput = self._input(text)
        self._title = title

    def _input(self, text: str) -> FieldInput | ProseInput:
        return FieldInput(text, suggester=self._suggester, select_on_focus=False, compact=True)

    def compose(self) -> ComposeResult:
        """Yield title, input and the place for a fault."""
        yield Static(plain(self._title), classes="title")
        yield self.input
        yield Static(classes="fault")

    @property
    def typed(self) -> str:
        """What is typed, with its line breaks."""
        return self.input.words

    @typed.setter
    def typed(self, text: str) -> None:
        self.input.words = text

    @property
    def part(self) -> str:
        """The word being typed."""
        return self._suggester.part(self.typed).strip()

    def complete(self) -> None:
        """Take the word that is offered, if one is."""
        completed = self._suggester.completed(self.typed)
        if completed is not None:
            self.typed = completed

    def settle(self) -> None:
        """Take the word begun, if only one begins so."""
        settled = self._suggester.settled(self.typed)
        if settled is not None:
            self.typed = settled

    def fault(self, words: str) -> None:
        """Show what is wrong; nothing, if empty."""
        self._wrong = self.typed
        self.query_one(".fault", Static).update(paragraphs(f"! {words}" if words else ""))
        self.set_class(bool(words), "-faulty")

    def mend(self) -> None:
        """Take the fault away as soon as something else is typed."""
        if self.typed != self._wrong and self.has_class("-faulty"):
            self.fault("")


class ProseRow(FieldRow):
    """A field of several lines; nothing is completed in it."""

    input: ProseInput

    def _input(self, text: str) -> ProseInput:
        return ProseInput(text)

    def complete(self) -> None:
        """Complete nothing: prose is one's own."""

    def settle(self) -> None:
        """Settle nothing."""

    def moved(self, *, down: bool) -> bool:
        """Move the cursor a line down or up; False where there is no further one."""
        before = self.input.cursor_location
        if down:
            self.input.action_cursor_down()
        else:
            self.input.action_cursor_up()
        return self.input.cursor_location[0] != before[0]


def signs(text: str) -> str:
    """Return ``text`` for one line of the screen, as long as it is: a sign for each character that would hide."""
    line = text.replace("\n", BREAK)
    return line if visible(line) == line else "".join(one if visible(one) == one else _UNSEEN for one in line)
