"""A list of things one comes to from a main screen: rows, what the row under the cursor is, and what can be done."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from sonolog.tui.keys import footer_keys
from sonolog.tui.text import paragraphs
from sonolog.tui.widgets.line_list import LineList
from sonolog.tui.widgets.lines import KeyLine, SaidLine, TitleLine
from sonolog.tui.work import DeskScreen

T = TypeVar("T")


class ListingScreen(DeskScreen[None], Generic[T]):
    """A subclass asks for its rows in :meth:`load`, draws one in :meth:`row` and tells of it in :meth:`about`."""

    CSS_PATH = "listing.tcss"
    HEADING: ClassVar[str]
    NOTHING: ClassVar[str] = "Nothing here yet."

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[T, ...] = ()

    def compose(self) -> Iterable[Widget]:
        """Yield the frame, the list, and what the row under the cursor is."""
        yield TitleLine(title=self.HEADING)
        yield Static(id="over")
        yield LineList(id="list")
        yield Static(id="about")
        yield SaidLine()
        yield KeyLine(footer_keys(*self.KEYS))

    def on_screen_resume(self) -> None:
        """Ask again: something may have been changed meanwhile."""
        self.call_after_refresh(self.reload)

    def reload(self) -> None:
        """Ask for the rows and show them."""
        self.act(self._loading(), latest="load")

    @abstractmethod
    async def load(self) -> Sequence[T]:
        """Return the rows."""

    @abstractmethod
    def row(self, one: T, width: int) -> Content:
        """Return a row in exactly ``width`` cells."""

    def about(self, one: T) -> str:
        """Return what stands under the list for a row."""
        return ""

    def over(self) -> str:
        """Return what stands over the list."""
        return ""

    def nothing(self) -> str:
        """Return what stands over a list without rows."""
        return self.NOTHING

    @property
    def chosen(self) -> T | None:
        """The row under the cursor."""
        at = self.query_one(LineList).cursor
        return self.rows[at] if at < len(self.rows) else None

    def on_line_list_moved(self) -> None:
        """Tell of the row under the cursor."""
        one = self.chosen
        self.query_one("#about", Static).update(paragraphs(self.about(one) if one is not None else ""))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    async def _loading(self) -> None:
        if not await self.sonolog.opened():
            return
        at = self.query_one(LineList).cursor
        self.rows = tuple(await self.load())
        self.query_one("#over", Static).update(paragraphs(self.over() if self.rows else self.nothing()))
        self.query_one(LineList).show(len(self.rows), self._draw, cursor=at)

    def _draw(self, at: int, width: int) -> tuple[Content]:
        return (self.row(self.rows[at], width),)
