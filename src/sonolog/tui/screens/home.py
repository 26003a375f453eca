"""Home: where a trainee stands today."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Static

from sonolog.tui.keys import bindings
from sonolog.tui.screens.place import Place

if TYPE_CHECKING:
    from sonolog.usecases.enrol import EnrolledOn
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.today_figures import HomeView, Waiting

_MARGINS = 5
_OPENING = "Opening the logbook …"
_WHICH = "By which framework do you train? What you have logged counts in each you are on."


class HomePlace(Place):
    """Today: bars, what blocks the next stage, what to scan next, what waits."""

    PLACE = "home"
    KEYS = ("home", *Place.KEYS)
    BINDINGS = bindings("home")
    HELP = (
        "Where you stand today. The bars are the stages of your frameworks; what to scan next moves most "
        "requirements at once."
    )
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
            waiting: Content = await self._for_a_supervisor()
            self.query_one("#view", Static).update(waiting)
            return
        figures = await self.read(partial(_figures, trainee.id))
        self._view = self._with_what_was_judged(figures)
        self._show()
        await self._painted()
        self.sonolog.settle_memory()
        self._view = await self.read(partial(_view, figures))
        self._show()

    def _with_what_was_judged(self, figures: HomeView) -> HomeView:
        """Return new figures beside what was judged before, until that is judged again."""
        before = self._view
        if before is None or before.trainee != figures.trainee:
            return figures
        return replace(
            figures,
            is_judged=before.is_judged,
            frameworks=before.frameworks,
            blocking=before.blocking,
            next_up=before.next_up,
            finish=before.finish,
        )

    async def _painted(self) -> None:
        """Wait until the figures can be seen: what comes next would take the processor from drawing them."""
        painted = asyncio.Event()
        self.call_after_refresh(painted.set)
        await painted.wait()

    def action_forecast(self) -> None:
        """Show when open requirements will be met at this pace."""
        from sonolog.tui.screens.forecast import forecast_page

        if self.sonolog.trainee is not None:
            self.app.push_screen(forecast_page(self.sonolog.trainee.id))

    def action_charts(self) -> None:
        """Show the charts."""
        from sonolog.tui.screens.charts import ChartsScreen

        if self.sonolog.trainee is not None:
            self.app.push_screen(ChartsScreen(self.sonolog.trainee.id))

    def on_resize(self, event: Resize) -> None:
        """Draw the bars as wide as there is room."""
        self._show()

    def action_enrol(self) -> None:
        """Choose a framework."""
        self.act(self._enrol())

    def _show(self) -> None:
        if self._view is not None:
            from sonolog.tui.screens.home_text import home_text

            self.query_one("#view", Static).update(home_text(self._view, self.size.width - _MARGINS))

    async def _for_a_supervisor(self) -> Content:
        from sonolog.tui.screens.home_text import waiting_text

        return waiting_text(await self.read(_waiting), self.size.width - _MARGINS)

    async def _enrol(self) -> None:
        from sonolog.tui.dialogs.notice import NoticeDialog
        from sonolog.tui.dialogs.pick import PickDialog

        known = await self.read(_frameworks)
        name = await self.app.push_screen_wait(PickDialog("Enrol", _WHICH, known))
        if name is not None:
            made = await self.write(partial(_enrolled, name))
            self.say(f"Enrolled on {made.title}, edition {made.edition}.")
            self.reload()
            if made.warning:
                await self.app.push_screen_wait(NoticeDialog("Before you rely on it", made.warning))


def _view(figures: HomeView, logbook: Logbook) -> HomeView:
    from sonolog.usecases.today import home_view

    return home_view(logbook, figures)


def _figures(trainee: str, logbook: Logbook) -> HomeView:
    import sonolog.tui.screens.home_text  # noqa: F401  (read here, so that the screen does not wait for it)
    from sonolog.usecases.today_figures import figures_view

    return figures_view(logbook, trainee)


def _waiting(logbook: Logbook) -> Waiting:
    from sonolog.usecases.today_figures import waiting_here

    return waiting_here(logbook)


def _frameworks(logbook: Logbook) -> tuple[tuple[str, str], ...]:
    from sonolog.usecases.frameworks import list_frameworks

    return tuple((one.name, f"{one.title}, {one.edition}") for one in list_frameworks(logbook.home))


def _enrolled(name: str, logbook: Logbook) -> EnrolledOn:
    from sonolog.usecases.enrol import enrol

    return enrol(logbook, name)
