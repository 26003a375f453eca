"""A page to read: lines with their words, asked for once and then only scrolled."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.widget import Widget

from sonolog.tui.keys import bindings, keys_of
from sonolog.tui.widgets.lines import KeyLine, TitleLine
from sonolog.tui.widgets.sheet import Entry, Sheet
from sonolog.tui.work import DeskScreen

if TYPE_CHECKING:
    from sonolog.usecases.logbook import Logbook


class PaperScreen(DeskScreen[None]):
    """A page about one trainee; what it says comes from :meth:`entries`."""

    CSS_PATH = "paper.tcss"
    BINDINGS = bindings("paper")
    HEADING: ClassVar[str]

    def __init__(self, trainee: str) -> None:
        super().__init__()
        self._trainee = trainee

    def compose(self) -> Iterable[Widget]:
        """Yield the frame, and the paper."""
        yield TitleLine(title=self.HEADING)
        with VerticalScroll(id="paper"):
            yield Sheet(id="lines")
        yield KeyLine(keys_of("paper"))

    def on_mount(self) -> None:
        """Ask, after the frame is drawn."""
        self.call_after_refresh(lambda: self.act(self._load()))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    async def _load(self) -> None:
        entries = await self.read(partial(_asked, self, self._trainee))
        self.query_one("#lines", Sheet).show(entries)
        self.query_one("#paper", VerticalScroll).focus()

    @abstractmethod
    def entries(self, logbook: Logbook, trainee: str) -> Iterable[Entry]:
        """Return the lines of the page; called in a thread."""


def _asked(screen: PaperScreen, trainee: str, logbook: Logbook) -> list[Entry]:
    return list(screen.entries(logbook, trainee))
