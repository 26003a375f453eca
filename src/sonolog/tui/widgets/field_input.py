"""The lines of a form that are typed into: they keep every character, and mark what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.actions import SkipAction
from textual.widgets import Input, TextArea

from sonolog.domain.text import visible

BREAK = "⏎"
"""Shown for a line break in a one-line input."""
_UNSEEN = "␣"
"""Shown for a character that would not be seen, or would turn or move others."""
_MARKED = "bold reverse"
Spans = Sequence[tuple[int, int]]
"""Places in a text: first character, and one past the last."""


class FieldInput(Input):
    """A line to type in that keeps every character of what is pasted, and shows a sign for those that hide."""

    marked: Spans = ()
    """The characters that are wrong."""

    @property
    def words(self) -> str:
        """What stands in it."""
        return self.value

    @words.setter
    def words(self, text: str) -> None:
        self.value = text
        self.cursor_position = len(text)

    def show_suggestion(self, text: str) -> None:
        """Show another completion behind the cursor."""
        self._suggestion = text

    async def action_submit(self) -> None:
        """Leave the key to the form."""
        raise SkipAction

    def _on_paste(self, event: events.Paste) -> None:
        """Insert everything pasted; Textual alone would keep the first line only."""
        event.prevent_default()
        event.stop()
        text = event.text.replace("\r\n", "\n").replace("\r", "\n")
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)

    @property
    def _value(self) -> Text:
        shown = Text(signs(self.value), no_wrap=True, overflow="ignore", end="")
        for start, end in self.marked:
            shown.stylize(_MARKED, start, end)
        return shown

    def _position_to_cell(self, position: int) -> int:
        return cell_len(signs(self.value[:position]))


class ProseInput(TextArea):
    """Several lines to type in; keys of the form itself are left to the form."""

    marked: Spans = ()
    """The characters that are wrong, counted with line breaks."""

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

    def get_line(self, line_index: int) -> Text:
        """Return a line with what is wrong in it marked."""
        shown = super().get_line(line_index)
        if self.marked:
            before = sum(len(self.document.get_line(at)) + 1 for at in range(line_index))
            for start, end in self.marked:
                shown.stylize(_MARKED, max(start - before, 0), max(end - before, 0))
        return shown

    def show_suggestion(self, text: str) -> None:
        """Show nothing: prose is one's own."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":  # the form's, as the arrows are
            event.prevent_default()
        else:
            await super()._on_key(event)

    def to_next_line(self, *, down: bool) -> None:
        """Move the cursor a line up or down."""
        if down:
            super().action_cursor_down()
        else:
            super().action_cursor_up()

    def action_cursor_up(self, select: bool = False) -> None:  # noqa: FBT002  (Textual's)
        """Leave the key to the form, which knows whether there is a line above."""
        if not select:
            raise SkipAction
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:  # noqa: FBT002
        """Leave the key to the form likewise."""
        if not select:
            raise SkipAction
        super().action_cursor_down(select)


def signs(text: str) -> str:
    """Return ``text`` for one line of the screen, as long as it is: a sign for each character that would hide."""
    line = text.replace("\n", BREAK)
    return line if visible(line) == line else "".join(one if visible(one) == one else _UNSEEN for one in line)
