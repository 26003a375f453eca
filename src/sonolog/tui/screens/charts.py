"""Charts of one trainee: scans over time beside what is asked, by region, and week by week."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from sonolog.tui.keys import bindings, keys_of
from sonolog.tui.text import lines, plain, styled
from sonolog.tui.widgets.lines import KeyLine, TitleLine
from sonolog.tui.work import DeskScreen

if TYPE_CHECKING:
    from datetime import date

    from sonolog.usecases.charts import Charts
    from sonolog.usecases.logbook import Logbook

_MARGINS = 5


class ChartsScreen(DeskScreen[None]):
    """Three charts, drawn as wide as there is room."""

    CSS_PATH = "charts.tcss"
    BINDINGS = bindings("paper")

    def __init__(self, trainee: str, as_of: date | None = None) -> None:
        super().__init__()
        self._trainee = trainee
        self._as_of = as_of
        self._charts: Charts | None = None

    def compose(self) -> Iterable[Widget]:
        """Yield the frame, and the paper."""
        yield TitleLine(title="Charts")
        with VerticalScroll(id="paper"):
            yield Static(id="charts")
        yield KeyLine(keys_of("paper"))

    def on_mount(self) -> None:
        """Ask, after the frame is drawn."""
        self.call_after_refresh(lambda: self.act(self._load()))

    def on_resize(self) -> None:
        """Draw them anew."""
        self._show()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    async def _load(self) -> None:
        self._charts = await self.read(partial(_asked, self._trainee, self._as_of))
        self._show()
        self.query_one("#paper").focus()

    def _show(self) -> None:
        if self._charts is not None:
            self.query_one("#charts", Static).update(_drawn(self._charts, self.size.width - _MARGINS))


def _drawn(charts: Charts, width: int) -> Content:
    from sonolog.usecases.chart_lines import cumulative_lines, heat_lines, region_lines
    from sonolog.usecases.day_words import day_words

    parts = (
        (f"{charts.total:,} scans of {charts.name}, as of {day_words(charts.as_of)}", cumulative_lines(charts, width)),
        ("By region: signed scans full, the others light", region_lines(charts, width)),
        ("Week by week", heat_lines(charts, width)),
    )
    shown = (line for title, drawn in parts for line in (styled(title, "bold"), *map(plain, drawn), plain("")))
    return lines(shown)


def _asked(trainee: str, as_of: date | None, logbook: Logbook) -> Charts:
    from sonolog.usecases.charts import charts

    return charts(logbook, trainee, as_of=as_of)
