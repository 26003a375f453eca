"""Home: where a trainee stands today."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Static

from sonolog.tui.keys import bindings
from sonolog.tui.screens.place import Place

if TYPE_CHECKING:
    from sonolog.usecases.enrol import EnrolledOn
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.today import HomeView

_OPENING = "Opening the logbook …"


class HomePlace(Place):
    """Today: bars, what blocks the next stage, what to scan next, what waits."""

    PLACE = "home"
    KEYS = ("home", *Place.KEYS)
    BINDINGS = bindings("home")
    CSS_PATH = "home.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._view: HomeView | None = None

    def body(self) -> Iterable[Widget]:
        """Yield one text that scrolls."""
        with VerticalScroll(id="today"):
            yield Static(_OPENING, id="view")

    async def load(self) -> None:
        """Ask for today's view."""
        trainee = self.sonolog.trainee
        if trainee is None:
            self.query_one("#view", Static).update(await self._for_a_supervisor())
            return
        self._view = await self.read(partial(_view, trainee.id))
        self._show()

    def on_resize(self, event: Resize) -> None:
        """Draw the bars as wide as there is room."""
        self._show()

    def action_enrol(self) -> None:
        """Choose a framework."""
        self.act(self._enrol())

    def _show(self) -> None:
        if self._view is not None:
            from sonolog.tui.screens.home_text import home_text

            self.query_one("#view", Static).update(home_text(self._view, self.size.width - 4))
