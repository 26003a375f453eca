"""The cohort: every trainee by every stage, those furthest behind first, for whoever leads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Static

from sonolog.domain.text import counted
from sonolog.tui.dialogs.working import Wanted
from sonolog.tui.keys import bindings
from sonolog.tui.screens.home_text import bar
from sonolog.tui.screens.listing import ListingScreen
from sonolog.tui.text import cell, plain
from sonolog.tui.widgets.line_list import figure_cell
from sonolog.tui.widgets.sheet import Entry

if TYPE_CHECKING:
    from sonolog.usecases.cohort import Cohort, CohortRow
    from sonolog.usecases.logbook import Logbook

_NAME, _FRAMEWORK, _BAR, _SHARE, _WAITING = 20, 14, 10, 5, 8
_WORDS = "Show only whom? Words of a name or a framework; nothing for everybody."
_WHERE = "Where to? A PDF, or a table or data where the name ends in .csv or .json."
_LOOK = 0.2
"""Seconds after which it is told again how far the judging is."""


class CohortScreen(ListingScreen["CohortRow"]):
    """A trainee on a framework in each row; what waits and the places are pages of their own."""

    HEADING: ClassVar[str] = "Cohort"
    NOTHING: ClassVar[str] = "No trainee here has logged anything or follows a framework; / shows others."
    KEYS = ("cohort", "everywhere")
    BINDINGS = bindings("cohort")
    HELP: ClassVar[str] = (
        "Those furthest behind stand first: stages that lapsed, then how little is there. Enter shows the trainee, "
        "w what waits for whom, s hours and pathology by place. In a department it is for leads and auditors."
    )

    def __init__(self) -> None:
        super().__init__()
        self._told: Cohort | None = None
        self._words = ""
        self._judging = Wanted()

    async def load(self) -> Sequence[CohortRow]:
        """Judge whoever changed, with how far that is, and return the rows."""
        self._judging.is_so = True
        shown = self.set_interval(_LOOK, self._show_how_far)
        try:
            self._told = await self.read(partial(_asked, self._words, self._judging))
        finally:
            shown.stop()
        return self._told.rows

    def action_leave(self) -> None:
        """Go back; whoever was judged so far is kept."""
        self._judging.is_so = False
        super().action_leave()

    def _show_how_far(self) -> None:
        if self._judging.stage:
            self.query_one("#over", Static).update(plain(f"Judging who changed: {self._judging.stage}"))

    def over(self) -> str:
        """Return how many there are, and what waits in all."""
        from sonolog.usecases.cohort_words import unreadable_words

        told = self._told
        if told is None:
            return ""
        waiting = sum(one.records for one in told.backlog)
        unreadable = unreadable_words(told)
        only = f" with “{self._words}”" if self._words else ""
        people = counted(told.trainees, "trainee")
        return f"{people}{only}; {waiting:,} waiting for signatures. {unreadable}".rstrip()

    def row(self, one: CohortRow, width: int) -> Content:
        """Return name, framework, how much is there, what waits, and the stages."""
        from sonolog.usecases.cohort_words import share_words, stages_words

        share = one.following.share if one.following is not None else 0.0
        told = cell(one.name, _NAME, "bold")
        told += cell(one.following.framework if one.following is not None else "", _FRAMEWORK)
        told += cell(bar(share, _BAR), _BAR) + figure_cell(share_words(one), _SHARE)
        told += figure_cell(f"{one.waiting:,} w" if one.waiting else "", _WAITING) + Content("  ")
        return told + cell(stages_words(one), width - told.cell_length)

    def about(self, one: CohortRow) -> str:
        """Return every stage, and what the trainee has logged."""
        from sonolog.usecases.cohort_words import stages_words

        logged = one.standing
        scans = counted(logged.scans, "scan")
        last = f", the last on {logged.last}" if logged.last else ""
        title = f"{one.following.title}, edition {one.following.edition}. " if one.following is not None else ""
        return (
            f"{title}{stages_words(one)}.\n{scans}, {logged.signed:,} signed{last}; "
            f"{one.waiting:,} waiting for a signature."
        )

    def action_open(self) -> None:
        """Show where the trainee stands, requirement by requirement."""
        from sonolog.tui.screens.paper import PaperScreen
        from sonolog.usecases.cohort_words import stages_words

        one = self.chosen
        if one is not None and one.following is None:
            self.say(f"{one.name}: {stages_words(one)}.")
        elif one is not None:
            self.app.push_screen(PaperScreen(one.name, partial(_progress_entries, one)))

    def action_waiting(self) -> None:
        """Show what waits for whom."""
        self._page("What waits for signatures", _waiting_entries)

    def action_places(self) -> None:
        """Show hours and pathology by place."""
        self._page("Hours and pathology by place", _place_entries)

    def action_filter(self) -> None:
        """Show only some of them."""
        self.act(self._filter())

    def action_export(self) -> None:
        """Write what is shown to a file."""
        self.act(self._export())

    def _page(self, title: str, entries: Callable[[Cohort, Logbook], Iterator[Entry]]) -> None:
        from sonolog.tui.screens.paper import PaperScreen

        if self._told is not None:
            self.app.push_screen(PaperScreen(title, partial(entries, self._told)))

    async def _filter(self) -> None:
        from sonolog.tui.dialogs.line import LineDialog

        typed = await self.app.push_screen_wait(LineDialog("Cohort", _WORDS, self._words))
        if typed is not None:
            self._words = typed
            self.reload()

    async def _export(self) -> None:
        from sonolog.tui.dialogs.line import LineDialog

        told = self._told
        if told is None:
            return
        where = await self.app.push_screen_wait(
            LineDialog("Cohort", _WHERE, f"~/sonolog-cohort-{told.as_of.isoformat()}.pdf")
        )
        if where:
            written = await self.read(partial(_written, told, where))
            self.say(f"Written: {written}.")


def _asked(words: str, wanted: Wanted, logbook: Logbook) -> Cohort:
    from sonolog.usecases.cohort import cohort

    return cohort(logbook, words=words, tell=lambda done, of: wanted.tell(f"{done:,} of {of:,} trainees"))


def _written(told: Cohort, where: str, logbook: Logbook) -> Path:
    from sonolog.settings import read_settings
    from sonolog.usecases.cohort_words import COHORT_FORMATS, CohortFormat, write_cohort

    path = Path(where).expanduser()
    form: CohortFormat = next((one for one in COHORT_FORMATS if path.suffix.lower() == f".{one}"), "pdf")
    return write_cohort(told, path, form=form, settings=read_settings(logbook.home)[0])


def _progress_entries(row: CohortRow, logbook: Logbook) -> Iterator[Entry]:
    """Yield each requirement of the framework with what is there and what is asked."""
    from sonolog.progress.answer import STATUS_WORDS
    from sonolog.usecases.show_progress import show_progress

    if row.following is None:
        return
    (told,) = show_progress(logbook, row.trainee, framework=row.following.framework).frameworks
    yield Entry(f"{told.title}, edition {told.edition}")
    for stage in told.stages:
        yield Entry("")
        yield Entry(stage.title, f"{STATUS_WORDS[stage.status]}. {stage.sentence}")
        for one in told.requirements:
            if one.stage == stage.id and one.parent is None:
                yield Entry(f"{'✓' if one.met else '·'} {one.title}", one.sentence)


def _waiting_entries(told: Cohort, _: Logbook) -> Iterator[Entry]:
    if not told.backlog:
        yield Entry("Nothing waits for a signature.")
    for one in told.backlog:
        trainees = counted(one.trainees, "trainee")
        yield Entry(one.name, f"{one.records:,} of {trainees}, the oldest since {one.since}")


def _place_entries(told: Cohort, _: Logbook) -> Iterator[Entry]:
    from sonolog.usecases.cohort_words import hours_words, pathology_words

    if not told.places:
        yield Entry("Nothing names a place.")
    for one in told.places:
        seen = f" {pathology_words(one, 8)}." if one.pathologies else ""
        of = counted(one.trainees, "trainee")
        counts = f"{hours_words(one.minutes)} of {of}, {counted(one.scans, 'scan')}"
        yield Entry(one.site or "No place said", f"{counts}, {one.abnormal:,} abnormal.{seen}")
