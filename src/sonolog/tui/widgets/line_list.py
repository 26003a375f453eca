"""A list of any length: only the rows on the screen are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from sonolog.tui.text import cell

Draw = Callable[[int, int], Sequence[Content]]
"""Makes the lines of the row at an index, in as many cells as it is told."""
CURSOR = "▶ "
"""Stands before the row the cursor is on, where reverse colours cannot be seen."""


def figure_cell(text: str, width: int) -> Content:
    """Return ``text`` at the right of ``width`` cells."""
    return cell(text.rjust(width), width)


class LineList(ScrollView, can_focus=True):
    """Rows of ``height`` lines each, and a cursor on one of them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-list--cursor"}
    DEFAULT_CSS = """
    LineList {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        & > .line-list--cursor { text-style: bold; background: $block-cursor-blurred-background; }
        &:focus > .line-list--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
    }
    """
    ALLOW_SELECT = False
    cursor: reactive[int] = reactive(0)

    class Moved(Message):
        """The cursor is on another row, or the rows are others."""

        def __init__(self, sender: LineList) -> None:
            super().__init__()
            self.sender = sender

        @property
        def control(self) -> LineList:
            """The list."""
            return self.sender

    def __init__(self, *, height: int = 1, id: str | None = None) -> None:  # noqa: A002  (as every widget calls it)
        super().__init__(id=id)
        self._lines = height
        self._draw: Draw | None = None
        self.count = 0
        """How many rows there are."""

    def show(self, count: int, draw: Draw, *, cursor: int = 0, height: int | None = None) -> None:
        """Show ``count`` rows made by ``draw``, with the cursor on one of them."""
        self._draw = draw
        self.count = count
        self._lines = height or self._lines
        self.virtual_size = Size(0, count * self._lines)
        self.set_reactive(LineList.cursor, self.validate_cursor(cursor))
        self.call_after_refresh(self._follow)
        self.refresh()
        self.post_message(self.Moved(self))

    def grow(self, count: int) -> None:
        """Have another number of rows; the cursor stays, and nothing is drawn that was not asked for."""
        if count != self.count:
            self.count = count
            self.virtual_size = Size(0, count * self._lines)
        self.refresh()

    def validate_cursor(self, at: int) -> int:
        """Return the row nearest to ``at``."""
        return min(max(at, 0), max(self.count - 1, 0))

    def watch_cursor(self) -> None:
        """Keep the cursor on the screen and tell."""
        self._follow()
        self.refresh()
        self.post_message(self.Moved(self))

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        row, line = divmod(y + self.scroll_offset.y, self._lines)
        width = self.scrollable_content_region.width
        if self._draw is None or row >= self.count or width < len(CURSOR):
            return Strip.blank(width, self.rich_style)
        on = row == self.cursor
        before = Content(CURSOR if on and line == 0 else "  ")
        content = before + self._draw(row, width - len(CURSOR))[line]
        style = self.get_visual_style("line-list--cursor") if on else self.visual_style
        (strip,) = Visual.to_strips(self, content, width, 1, style, pad=True)
        return strip

    def action_scroll_up(self) -> None:
        """Go to the row above."""
        self.cursor -= 1

    def action_scroll_down(self) -> None:
        """Go to the row below."""
        self.cursor += 1

    def action_page_up(self) -> None:
        """Go a screen up."""
        self.cursor -= self._page

    def action_page_down(self) -> None:
        """Go a screen down."""
        self.cursor += self._page

    def action_scroll_home(self) -> None:
        """Go to the first row."""
        self.cursor = 0

    def action_scroll_end(self) -> None:
        """Go to the last row."""
        self.cursor = self.count - 1

    def on_click(self, event: Click) -> None:
        """Go to the row clicked on; a double click is the key that opens it."""
        self.cursor = (event.y + self.scroll_offset.y) // self._lines
        if event.chain > 1:
            self.app.simulate_key("enter")

    @property
    def _page(self) -> int:
        return max(self.scrollable_content_region.height // self._lines - 1, 1)

    def _follow(self) -> None:
        place = Region(0, self.cursor * self._lines, 1, self._lines)
        self.scroll_to_region(place, animate=False, force=True, x_axis=False)
