"""One field of a form: its title, a line to type in, and what is wrong with it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from sonolog.tui.text import paragraphs, plain
from sonolog.tui.widgets.field_input import FieldInput, ProseInput, Spans
from sonolog.tui.word_suggester import WordSuggester


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
        self.title = title

    def _input(self, text: str) -> FieldInput | ProseInput:
        return FieldInput(text, suggester=self._suggester, select_on_focus=False, compact=True)

    def compose(self) -> ComposeResult:
        """Yield title, input and the place for a fault."""
        yield Static(plain(self.title), classes="title")
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

    @property
    def options(self) -> list[str]:
        """The words the one being typed may become."""
        return self._suggester.options(self.typed)

    @property
    def picked(self) -> int:
        """Which of the options is taken."""
        return self._suggester.picked

    def pick(self, step: int) -> bool:
        """Go to another option; False where there is none in that direction."""
        at = self._suggester.picked + step
        if not 0 <= at < len(self.options):
            return False
        self._suggester.picked = at
        completed = self._suggester.completed(self.typed) or ""
        self.input.show_suggestion(completed if completed.startswith(self.typed) else "")
        return True

    def unpick(self) -> None:
        """Begin with the likeliest option again: something else is typed."""
        self._suggester.picked = 0

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

    def fault(self, words: str, *, spans: Spans = ()) -> None:
        """Show what is wrong, and where in the text; nothing, if empty."""
        self._wrong = self.typed
        self.input.marked = tuple(spans)
        self.input.refresh()
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

    @property
    def options(self) -> list[str]:
        """None: prose is one's own."""
        return []

    def complete(self) -> None:
        """Complete nothing."""

    def settle(self) -> None:
        """Settle nothing."""

    def moved(self, *, down: bool) -> bool:
        """Move the cursor a line down or up; False where there is no further one."""
        before = self.input.cursor_location
        self.input.to_next_line(down=down)
        return self.input.cursor_location[0] != before[0]
