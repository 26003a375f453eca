"""The keys that work on the screen below, read from the table of keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from sonolog.tui.dialogs.dialog import WIDTH, Dialog
from sonolog.tui.keys import TITLES, Key, bindings, keys_of
from sonolog.tui.text import cell, lines, paragraphs, plain, styled, wrapped
from sonolog.tui.widgets.field_row import FieldRow
from sonolog.tui.widgets.form_fields import FormFields

_KEY_WIDTH = 16
_FRAME = 9
_EXTRA = "Every list: ↑ ↓ page up, page down, home and end move; the mouse is never needed."


class HelpScreen(Dialog[None]):
    """An overlay that lists keys; escape closes it."""

    BINDINGS = bindings("notice")

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__("Keys")
        self._parts = parts_of(screen)
        self._about = help_of(screen)

    def parts(self) -> Iterable[Widget]:
        """Yield what has the focus, then one text: a heading and its keys, part by part."""
        if self._about:
            yield Static(paragraphs(f"{self._about}\n"))
        yield Static(lines([*self._listed(), plain(_EXTRA)]))

    @property
    def _width(self) -> int:
        return min(self.app.size.width, WIDTH) - _FRAME - _KEY_WIDTH

    def keys(self) -> tuple[Key, ...]:
        """Return the keys that close it."""
        return keys_of("notice")

    def on_mount(self) -> None:
        """Let the arrows scroll the list."""
        box = self.query_one("#box")
        box.can_focus = True
        box.focus()

    def _listed(self) -> Iterable[Content]:
        for part in self._parts:
            yield styled(TITLES[part], "bold underline")
            for key in keys_of(part):
                first, *more = wrapped(key.words, self._width)
                yield cell(f" {key.names}", _KEY_WIDTH, "bold") + plain(first)
                yield from (cell("", _KEY_WIDTH) + plain(line) for line in more)
            yield plain("")


def help_of(screen: Screen[Any]) -> str:
    """Return what the widget with the focus is and takes: a field's own words, else the screen's."""
    row = screen.focused.parent if screen.focused is not None else None
    if isinstance(row, FieldRow) and isinstance(row.parent, FormFields):
        return f"{row.title}: {row.parent.field(row).hint}"
    words: str = getattr(screen, "HELP", "")
    return words


def parts_of(screen: Screen[Any]) -> tuple[str, ...]:
    """Return the parts of the table of keys that hold for ``screen``."""
    parts: tuple[str, ...] = getattr(screen, "KEYS", ("dialog",))
    return parts
