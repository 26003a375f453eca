"""One entry: how each framework sees it, then everything it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from sonolog.tui.keys import bindings, keys_of
from sonolog.tui.text import plain, styled
from sonolog.tui.widgets.lines import KeyLine, TitleLine
from sonolog.tui.widgets.sheet import Entry, Sheet
from sonolog.tui.work import DeskScreen

if TYPE_CHECKING:
    from sonolog.progress.answer import FrameworkExplanation
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.show_progress import RecordExplanation
    from sonolog.usecases.show_record import RecordView

_NOT_ABOUT = "No requirement is about such a record."


class ExplanationScreen(DeskScreen[None]):
    """For every requirement that is about the entry: does it count, and why not; then the entry itself."""

    CSS_PATH = "explanation.tcss"
    BINDINGS = bindings("explanation")

    def __init__(self, record: str) -> None:
        super().__init__()
        self._record = record

    def compose(self) -> Iterable[Widget]:
        """Yield the frame, and the paper."""
        yield TitleLine(title="How each framework sees it")
        yield Static(id="entry")
        with VerticalScroll(id="paper"):
            yield Sheet(id="frameworks")
            yield Sheet(id="fields")
        yield KeyLine(keys_of("explanation"))

    def on_mount(self) -> None:
        """Ask, after the frame is drawn."""
        self.call_after_refresh(lambda: self.act(self._load()))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    async def _load(self) -> None:
        told, view = await self.read(partial(_explained, self._record))
        day = f", {view.day.day} {view.day:%b %Y}" if view.day is not None else ""
        rest = plain(f" {view.kind_title} of {view.subject_name}{day}: {view.status_words}")
        self.query_one("#entry", Static).update(styled(view.label, "bold") + rest)
        entries = [entry for one in told.frameworks for entry in _framework_entries(one)]
        self.query_one("#frameworks", Sheet).show(entries)
        fields = [Entry(one.title, one.text) for one in view.fields]
        self.query_one("#fields", Sheet).show([Entry("What it says"), *fields])


def _explained(record: str, logbook: Logbook) -> tuple[RecordExplanation, RecordView]:
    from sonolog.usecases.show_progress import explain_record
    from sonolog.usecases.show_record import show_record

    return explain_record(logbook, record), show_record(logbook, record)


def _framework_entries(one: FrameworkExplanation) -> Iterator[Entry]:
    yield Entry(one.title)
    if not one.requirements:
        yield Entry(" ", _NOT_ABOUT)
    for found in one.requirements:
        yield Entry(found.title, "Counts." if found.counts else f"Does not count. {found.sentence}")
    yield Entry("")
