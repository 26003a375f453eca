"""What is typed before there is a field to type into: hands are faster than disks."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from sonolog.tui.widgets.field_row import FieldRow


class TypedAhead:
    """Letters and enter keys, kept in their order until a field takes them."""

    def __init__(self) -> None:
        self._text = ""

    def take(self, event: events.Key | events.Paste) -> None:
        """Keep what is typed or pasted, of a paste its first line; other keys are let through."""
        if isinstance(event, events.Paste):
            self._text += (event.text.splitlines() or [""])[0]
        elif event.character is not None and event.is_printable:
            self._text += event.character
        elif event.key == "backspace":
            self._text = self._text[:-1]
        else:
            return
        event.stop()

    def enter(self) -> None:
        """Keep an enter key."""
        self._text += "\n"

    def type_into(self, rows: Sequence[FieldRow], at: int) -> None:
        """Type it all, beginning in the row at ``at``; each enter key goes a row further, and the cursor with it."""
        head, *lines = self._text.split("\n")
        self._text = ""
        rows[at].typed += head
        for text in lines:
            rows[at].complete()
            at = min(at + 1, len(rows) - 1)
            rows[at].typed += text
        rows[at].input.focus()

    def type_here(self, row: FieldRow) -> None:
        """Type it into one row, without the enter keys."""
        text, self._text = self._text.replace("\n", ""), ""
        if text:
            row.typed += text
