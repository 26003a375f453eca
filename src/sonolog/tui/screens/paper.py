"""A page to read: lines with their words, asked for once and then only scrolled."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widget import Widget

from sonolog.tui.keys import bindings, keys_of
from sonolog.tui.widgets.lines import KeyLine, TitleLine
from sonolog.tui.widgets.sheet import Entry, Sheet
from sonolog.tui.work import DeskScreen

if TYPE_CHECKING:
    from sonolog.usecases.logbook import Logbook

_ASKING = "Looking …"


class PaperScreen(DeskScreen[None]):
    """A page with the entries that ``page`` answers, asked in a thread."""

    CSS_PATH = "paper.tcss"
    BINDINGS = bindings("paper")
    KEYS = ("paper",)

    def __init__(self, heading: str, page: Callable[[Logbook], Iterable[Entry]]) -> None:
        super().__init__()
        self._heading = heading
        self._page = page

    def compose(self) -> Iterable[Widget]:
        """Yield the frame, and the paper."""
        yield TitleLine(title=self._heading)
        with VerticalScroll(id="paper"):
            yield Sheet([Entry(_ASKING)], id="lines")
        yield KeyLine(keys_of("paper"))

    def on_mount(self) -> None:
        """Ask, after the frame is drawn."""
        self.call_after_refresh(lambda: self.act(self._load()))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    async def _load(self) -> None:
        entries = await self.read(lambda logbook: list(self._page(logbook)))
        self.query_one("#lines", Sheet).show(entries)
        self.query_one("#paper", VerticalScroll).focus()
