"""Progress: every requirement of a framework, how far it is met, and why an entry does not count."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from sonolog.tui.keys import bindings
from sonolog.tui.progress_rows import TreeRow, about, head_row, tree_row, tree_rows
from sonolog.tui.screens.place import Place
from sonolog.tui.text import cell, paragraphs, styled
from sonolog.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from datetime import date

    from sonolog.progress.answer import FrameworkProgress, Progress
    from sonolog.usecases.frameworks import FrameworkLine
    from sonolog.usecases.logbook import Logbook

_NO_TRAINEE = "Whose progress? Several train here: press O to choose one."
_NOT_ENROLLED = """\
{name} is not enrolled on a framework yet. Choose the one you train for: Enter enrols.
A template was written after a published document: check it against your programme's own copy."""
_AS_OF = "At the end of which day? 31/10, 2026-10-31, yesterday; nothing for today."
_TEMPLATE = " (template: check your own copy)"
_WARNING = "It is a template: check it against your programme's own copy."


class ProgressPlace(Place):
    """A tree of stages, requirements and parts; without a framework, the frameworks there are."""

    PLACE: ClassVar[str] = "progress"
    KEYS = ("progress", *Place.KEYS)
    HELP = (
        "Every requirement with what is logged, what of it is signed, and what is needed. Enter lists what "
        "counts, w what does not."
    )
    CSS_PATH = "progress.tcss"
    BINDINGS = bindings("progress")

    def __init__(self) -> None:
        super().__init__()
        self._progress: Progress | None = None
        self._known: tuple[FrameworkLine, ...] = ()
        """Frameworks to choose from, while none is followed."""
        self._shown = 0
        """Which framework of the progress is shown."""
        self._rows: tuple[TreeRow, ...] = ()
        self._turned: frozenset[str] = frozenset()
        self._as_of: date | None = None
        """The day looked at; today if None."""

    def body(self) -> Iterable[Widget]:
        """Yield the framework, its tree, and the sentence of the row under the cursor."""
        yield Static(id="framework")
        yield Static(id="columns")
        yield LineList(id="tree")
        yield Static(id="about")

    async def load(self) -> None:
        """Ask how far everything is."""
        from sonolog.usecases.errors import NotEnrolled

        trainee = self.sonolog.trainee
        if trainee is None:
            self.query_one("#framework", Static).update(_NO_TRAINEE)
            return
        try:
            self._progress = await self.read(partial(_progress, trainee.id, self._as_of))
        except NotEnrolled:
            self._progress = None
            self._known = await self.read(_frameworks)
        self._show()

    def on_line_list_moved(self) -> None:
        """Show the whole sentence of the row under the cursor."""
        at, words = self._list.cursor, ""
        if self._progress is not None and at < len(self._rows):
            words = about(self._rows[at])
        elif self._progress is None and at < len(self._known):
            one = self._known[at]
            words = f"{one.title}, edition {one.edition}. Source: {one.source} ({one.confidence})."
        self.query_one("#about", Static).update(paragraphs(words))

    def on_resize(self) -> None:
        """Fit the titles of the columns."""
        self._show_head()

    def action_open(self) -> None:
        """Fold or unfold the row, show what counts where it has no parts; enrol where no framework is followed."""
        row = self._row
        if self._progress is None:
            if self._list.cursor < len(self._known):
                self.act(self._enrol(self._known[self._list.cursor].name))
        elif row is not None and row.parts:
            self._turned ^= {row.id}
            self._show()
        else:
            self._show_entries(counted=True)

    def action_why(self) -> None:
        """Show what does not count for the requirement, and why."""
        self._show_entries(counted=False)

    def _show_entries(self, *, counted: bool) -> None:
        from sonolog.tui.screens.why import CountedScreen, WhyScreen

        row, progress = self._row, self._progress
        if row is not None and row.answer is not None and progress is not None:
            kind = CountedScreen if counted else WhyScreen
            self.app.push_screen(kind(row.answer, progress.frameworks[self._shown].title))

    def action_charts(self) -> None:
        """Show the charts."""
        from sonolog.tui.screens.charts import ChartsScreen

        if self.sonolog.trainee is not None:
            self.app.push_screen(ChartsScreen(self.sonolog.trainee.id, self._as_of))

    def action_as_of(self) -> None:
        """Ask for another day, and show where the trainee stood then."""
        self.act(self._ask_day())

    async def _ask_day(self) -> None:
        from sonolog.domain.when import DayRefused, read_day
        from sonolog.tui.dialogs.line import LineDialog

        now = self._as_of.isoformat() if self._as_of else ""
        typed = await self.app.push_screen_wait(LineDialog("Where did you stand?", _AS_OF, now))
        if typed is None:
            return
        try:
            self._as_of = read_day(typed, self.desk.clock.now().date()) if typed else None
        except DayRefused as refusal:
            self.say(f"{refusal.message} {refusal.hint}".strip())
        else:
            self.reload()

    def action_next_framework(self) -> None:
        """Show the next framework."""
        if self._progress is not None:
            self._shown = (self._shown + 1) % len(self._progress.frameworks)
            self._turned = frozenset()
            self._show(cursor=0)

    def action_forecast(self) -> None:
        """Show when open requirements will be met at this pace."""
        from sonolog.tui.screens.forecast import forecast_page

        if self._progress is not None:
            self.app.push_screen(forecast_page(self._progress.trainee))

    def action_scope(self) -> None:
        """Show what may be done today, and what the next step needs."""
        from sonolog.tui.screens.scope import scope_page

        if self._progress is not None:
            self.app.push_screen(scope_page(self._progress.trainee))

    def action_badge(self) -> None:
        """Attest, as a lead, that the stage under the cursor is completed."""
        row, framework, progress = self._row, self._framework, self._progress
        if row is not None and framework is not None and progress is not None:
            self.act(self._badge(f"{framework.framework}/{row.stage.id}", progress.trainee))

    async def _badge(self, stage: str, trainee: str) -> None:
        from sonolog.tui.issuing_badge import issue

        if told := await issue(self, stage, trainee):
            self.say(told)

    def action_enrol(self) -> None:
        """Choose one more framework."""
        self.act(self._choose())

    @property
    def _list(self) -> LineList:
        return self.query_one(LineList)

    @property
    def _row(self) -> TreeRow | None:
        at = self._list.cursor
        return self._rows[at] if self._progress is not None and at < len(self._rows) else None

    async def _choose(self) -> None:
        from sonolog.tui.dialogs.pick import PickDialog

        known = await self.read(_frameworks)
        on = {one.framework for one in self._progress.frameworks} if self._progress is not None else set()
        options = [(one.name, _framework_words(one)) for one in known if one.name not in on]
        if not options:
            self.say("You follow every framework there is. “sonolog framework add FILE” adds one.")
            return
        words = "Enter chooses; every scan counts in each framework you follow."
        name = await self.app.push_screen_wait(PickDialog("Follow a framework", words, options))
        if name is not None:
            await self._enrol(name)

    async def _enrol(self, name: str) -> None:
        from sonolog.tui.dialogs.confirm import ConfirmDialog

        trainee = self.sonolog.trainee
        if trainee is None:
            return
        (known,) = [one for one in await self.read(_frameworks) if one.name == name][-1:]
        warning = "" if known.confidence == "published" else f"\n{_WARNING}"
        words = f"{trainee.name} follows it from today on. Source: {known.source}.{warning}"
        if not await self.app.push_screen_wait(ConfirmDialog(_framework_words(known), words, yes="Enrol")):
            return
        enrolled = await self.write(partial(_enrolled, name, trainee.name))
        self._list.cursor = 0
        self.say(f"Enrolled on {enrolled}.")
        self.reload()

    def _show(self, *, cursor: int | None = None) -> None:
        at = self._list.cursor if cursor is None else cursor
        framework = self._framework
        if framework is None:
            self._rows = ()
            self._list.show(len(self._known), self._known_row, cursor=at)
        else:
            self._rows = tree_rows(framework, self._turned)
            self._list.show(len(self._rows), lambda at, width: tree_row(self._rows[at], width), cursor=at)
        self._show_head()

    @property
    def _framework(self) -> FrameworkProgress | None:
        if self._progress is None:
            return None
        self._shown %= len(self._progress.frameworks)
        return self._progress.frameworks[self._shown]

    def _show_head(self) -> None:
        framework, progress = self._framework, self._progress
        if framework is not None and progress is not None:
            place = (self._shown + 1, len(progress.frameworks))
            self.query_one("#framework", Static).update(_head_of(framework, progress, place))
            self.query_one("#columns", Static).update(head_row(self.size.width - 3))
        elif self.sonolog.trainee is not None and self._known:
            name = self.sonolog.trainee.name
            self.query_one("#framework", Static).update(paragraphs(_NOT_ENROLLED.format(name=name)))
            self.query_one("#columns", Static).update("")

    def _known_row(self, at: int, width: int) -> tuple[Content]:
        return (cell(_framework_words(self._known[at]), width),)


def _head_of(framework: FrameworkProgress, progress: Progress, place: tuple[int, int]) -> Content:
    at, count = place
    where = f"  {at} of {count}, f: next" if count > 1 else ""
    doubt = "" if framework.confidence == "published" else _TEMPLATE
    day = f"{progress.as_of.day} {progress.as_of:%b %Y}"
    told = f"{where}\nEdition {framework.edition}{doubt}. {progress.name}, {day}"
    return styled(framework.title, "bold") + paragraphs(told)


def _framework_words(one: FrameworkLine) -> str:
    return f"{one.title}, edition {one.edition}{'' if one.confidence == 'published' else ' (template)'}"


def _progress(trainee: str, as_of: date | None, logbook: Logbook) -> Progress:
    from sonolog.usecases.show_progress import show_progress

    return show_progress(logbook, trainee, as_of=as_of)


def _frameworks(logbook: Logbook) -> tuple[FrameworkLine, ...]:
    from sonolog.usecases.frameworks import list_frameworks

    return list_frameworks(logbook.home)


def _enrolled(name: str, trainee: str, logbook: Logbook) -> str:
    from sonolog.usecases.enrol import enrol

    enrolled = enrol(logbook, name, trainee=trainee)
    return f"{enrolled.title}, edition {enrolled.edition}"
