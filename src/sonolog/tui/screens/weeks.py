"""A placement week by week: hours against the agreement, and the time clock."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from sonolog.domain.text import counted
from sonolog.tui.keys import bindings
from sonolog.tui.screens.home_text import bar
from sonolog.tui.screens.listing import ListingScreen
from sonolog.tui.text import cell
from sonolog.tui.widgets.line_list import figure_cell

if TYPE_CHECKING:
    from sonolog.usecases.clock_in import ClockedIn
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.placement_weeks import PlacementWeeks, Week

_DAY, _HOURS, _REMARK, _BAR = 12, 14, 12, 20


class WeeksScreen(ListingScreen["Week"]):
    """The weeks of one placement, the newest first."""

    HEADING: ClassVar[str] = "Placement by week"
    NOTHING: ClassVar[str] = "No placement yet. Add one on Records: d, then + and Placement."
    KEYS = ("weeks", "everywhere")
    BINDINGS = bindings("weeks")
    HELP: ClassVar[str] = (
        "Hours come from sessions; c clocks in and, pressed again, out. A week is short where it ended below the "
        "agreed hours and no leave lies in it."
    )

    def __init__(self) -> None:
        super().__init__()
        self._placements: tuple[PlacementWeeks, ...] = ()
        self._shown = 0
        self._clock: ClockedIn | None = None

    async def load(self) -> Sequence[Week]:
        """Ask for the placements, and whether somebody is clocked in."""
        trainee = self.sonolog.trainee
        if trainee is None:
            return ()
        self._placements, self._clock = await self.read(partial(_asked, trainee.id))
        self._shown %= max(len(self._placements), 1)
        return self._placements[self._shown].weeks if self._placements else ()

    def over(self) -> str:
        """Return the placement, its agreement, and the clock."""
        from sonolog.usecases.day_words import day_words
        from sonolog.usecases.field_showing import length_words

        one = self._placements[self._shown]
        until = f" to {day_words(one.until)}" if one.until else ""
        agreed = "agreement signed" if one.is_agreed else "agreement not recorded as signed"
        short = f"{counted(len(one.short), 'week')} short"
        told = f"{one.site}, {day_words(one.start)}{until}: {agreed}. {length_words(one.minutes)} in all, {short}."
        if self._clock is None:
            return told
        minutes = self._clock.minutes(self.desk.clock.now())
        return f"{told}\nClocked in at {self._clock.site} for {length_words(minutes)}: c clocks out."

    def row(self, one: Week, width: int) -> Content:
        """Return the week, its hours as a bar, and a remark."""
        from sonolog.usecases.day_words import day_words
        from sonolog.usecases.field_showing import length_words

        share = min(one.minutes / one.agreed, 1.0) if one.agreed else float(one.minutes > 0)
        room = max(min(width - _DAY - 2 * _HOURS - _REMARK - 2, _BAR), 4)
        agreed = f"of {length_words(one.agreed)}" if one.agreed else ""
        remark = "leave" if one.is_leave else "short" if one.is_short else "" if one.is_over else "goes on"
        told = cell(day_words(one.monday), _DAY) + cell(bar(share, room), room)
        told += figure_cell(length_words(one.minutes), _HOURS) + Content(" ") + cell(agreed, _HOURS)
        return told + Content(" ") + cell(remark, width - told.cell_length - 1)

    def about(self, one: Week) -> str:
        """Return how many sessions it had."""
        count = counted(one.sessions, "session")
        return f"{count} in the week of {one.monday.day} {one.monday:%b %Y}."

    def action_next_placement(self) -> None:
        """Show the next placement."""
        self._shown += 1
        self.reload()

    def action_clock(self) -> None:
        """Clock in, or out."""
        self.act(self._turn_clock())

    def action_add_session(self) -> None:
        """Add a session by its form."""
        self.sonolog.open_record_form("session")

    def action_add_leave(self) -> None:
        """Record time away."""
        self.sonolog.open_record_form("leave")

    async def _turn_clock(self) -> None:
        trainee = self.sonolog.trainee
        if trainee is None:
            return
        placement = self._placements[self._shown].id if self._placements else ""
        self.say(await self.write(partial(_turned, trainee.id, placement)))
        self.reload()


def _asked(trainee: str, logbook: Logbook) -> tuple[tuple[PlacementWeeks, ...], ClockedIn | None]:
    from sonolog.usecases.clock_in import clocked_in
    from sonolog.usecases.placement_weeks import placement_weeks

    return placement_weeks(logbook, trainee), clocked_in(logbook) if logbook.actor else None


def _turned(trainee: str, placement: str, logbook: Logbook) -> str:
    from sonolog.usecases.clock_in import clock_in, clock_out, clocked_in

    if clocked_in(logbook) is None:
        return f"Clocked in at {clock_in(logbook, trainee, placement).site}."
    return f"Clocked out: session at {clock_out(logbook).label} recorded. u on a main screen takes it back."
