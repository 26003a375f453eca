"""Insights: what the scans prove, a page for each question, in the words of ``sonolog stats``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from sonolog.domain.text import counted
from sonolog.tui.insight_lines import section_text
from sonolog.tui.keys import bindings, footer_keys
from sonolog.tui.text import paragraphs, styled
from sonolog.tui.widgets.lines import KeyLine, SaidLine, TitleLine
from sonolog.tui.work import DeskScreen

if TYPE_CHECKING:
    from datetime import date

    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.stats_sections import Section

_MARGINS = 3
_COUNTING = "Counting …"
_NO_TRAINEE = "Whose scans? Several train here: go back and press O to choose one."
_AS_OF = "At the end of which day? 31/10, 2026-10-31, yesterday; nothing for today."
_TITLE = "What did they prove?"


class InsightsScreen(DeskScreen[None]):
    """Agreement with supervisors, proof of learning, images, case mix, delays and learning curves."""

    CSS_PATH = "insights.tcss"
    KEYS = ("insights", "everywhere")
    BINDINGS = bindings("insights")
    HELP: ClassVar[str] = (
        "What your scans prove, one question a page. Every rate has the range in which it probably lies, every chart "
        "both ways in which it can be wrong; where there is too little data there is no figure. Up and down scroll."
    )

    def __init__(self) -> None:
        super().__init__()
        self._sections: tuple[Section, ...] = ()
        self._of = ""
        """Whose scans, and on which day."""
        self._shown = 0
        self._as_of: date | None = None
        """The day looked at; today if None."""

    def compose(self) -> Iterable[Widget]:
        """Yield the frame, and the page that scrolls."""
        yield TitleLine(title="Insights")
        yield Static(_COUNTING, id="over")
        with VerticalScroll(id="paper"):
            yield Static(id="page")
        yield SaidLine()
        yield KeyLine(footer_keys(*self.KEYS))

    def on_mount(self) -> None:
        """Count, after the frame is drawn."""
        self.call_after_refresh(lambda: self.act(self._load()))

    def on_resize(self) -> None:
        """Draw it anew."""
        self._show()

    def action_next_page(self) -> None:
        """Turn to the next page; after the last comes the first."""
        self._turn(1)

    def action_previous_page(self) -> None:
        """Turn back."""
        self._turn(-1)

    def action_as_of(self) -> None:
        """Ask for another day, and show what was proved then."""
        self.act(self._ask_day())

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    async def _load(self) -> None:
        if not await self.sonolog.opened():
            return
        trainee = self.sonolog.trainee
        if trainee is None:
            self.query_one("#over", Static).update(paragraphs(_NO_TRAINEE))
            return
        self._of, self._sections = await self.read(partial(_asked, trainee.id, self._as_of))
        self._show()
        self.query_one("#paper").focus()

    async def _ask_day(self) -> None:
        from sonolog.domain.when import DayRefused, read_day
        from sonolog.tui.dialogs.line import LineDialog

        now = self._as_of.isoformat() if self._as_of else ""
        typed = await self.app.push_screen_wait(LineDialog(_TITLE, _AS_OF, now))
        if typed is None:
            return
        try:
            self._as_of = read_day(typed, self.desk.clock.now().date()) if typed else None
        except DayRefused as refusal:
            self.say(f"{refusal.message} {refusal.hint}".strip())
        else:
            self.say("")
            await self._load()

    def _turn(self, by: int) -> None:
        if self._sections:
            self._shown = (self._shown + by) % len(self._sections)
            self._show()
            self.query_one("#paper", VerticalScroll).scroll_home(animate=False)

    def _show(self) -> None:
        if not self._sections:
            return
        section = self._sections[self._shown]
        place = f"  {self._shown + 1} of {len(self._sections)}: enter turns the page\n{self._of}"
        self.query_one("#over", Static).update(styled(section.title, "bold") + paragraphs(place))
        self.query_one("#page", Static).update(section_text(section, self.size.width - _MARGINS))


def _asked(trainee: str, as_of: date | None, logbook: Logbook) -> tuple[str, tuple[Section, ...]]:
    from sonolog.usecases.day_words import day_words
    from sonolog.usecases.stats import stats
    from sonolog.usecases.stats_sections import stats_sections

    found = stats(logbook, trainee, as_of=as_of)
    return (
        f"{counted(found.scans, 'scan')} of {found.name}, as of {day_words(found.as_of)}",
        tuple(stats_sections(found)),
    )
