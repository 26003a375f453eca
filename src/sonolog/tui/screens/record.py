"""Everything about one record: what it says, and who did what to it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widget import Widget

from sonolog.tui.keys import bindings, footer_keys
from sonolog.tui.scan_acts import Chosen, recall_scans, submit_scans, withdraw_scans
from sonolog.tui.widgets.lines import KeyLine, SaidLine, TitleLine
from sonolog.tui.widgets.sheet import Entry, Sheet
from sonolog.tui.work import DeskScreen

if TYPE_CHECKING:
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.show_record import HistoryLine, RecordView


class RecordScreen(DeskScreen[None]):
    """A record with its fields and its history."""

    KEYS = ("record", "everywhere")
    BINDINGS = bindings("record")
    CSS_PATH = "record.tcss"

    def __init__(self, record: str, label: str, *, kind: str = "scan") -> None:
        super().__init__()
        self._kind = kind
        self._record = record
        self._label = label
        self._view: RecordView | None = None

    def compose(self) -> Iterable[Widget]:
        """Yield a title, a text that scrolls, and the keys."""
        yield TitleLine(title=self._label)
        with VerticalScroll(id="page"):
            yield Sheet(id="sheet")
        yield SaidLine()
        yield KeyLine(footer_keys(*self.KEYS))

    def on_screen_resume(self) -> None:
        """Show the record as it is now."""
        self.act(self._load(), latest="load")

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_amend(self) -> None:
        """Open the form with this record; of two versions the form of both."""
        if self._view is not None and self._view.status == "conflict":
            self.action_versions()
        elif self._kind == "scan":
            self.sonolog.open_scan_form(amend=self._record)
        else:
            self.sonolog.open_record_form(self._kind, amend=self._record)

    def action_second_read(self) -> None:
        """Open the form where the supervisor's finding is said."""
        if self._kind == "scan":
            self.sonolog.open_scan_form(amend=self._record, first="supervisor_finding")

    def action_make_template(self) -> None:
        """Keep the scan as a template."""
        if self._kind == "scan":
            self.act(self._make_template())

    def action_submit(self) -> None:
        """Ask for sign-off."""
        self.act(self._do(submit_scans))

    def action_recall(self) -> None:
        """Take the submission back."""
        self.act(self._do(recall_scans))

    def action_withdraw(self) -> None:
        """Withdraw."""
        self.act(self._do(withdraw_scans))

    def action_redact(self) -> None:
        """Take the text away for good."""
        self.act(self._redact())

    def action_versions(self) -> None:
        """Put two current versions side by side."""
        self.act(self._versions())

    def action_copy_case(self) -> None:
        """Copy the case number."""
        self.app.copy_to_clipboard(self._label)
        self.say(f"{self._label} copied.")

    @property
    def _noun(self) -> str:
        return "scan" if self._kind == "scan" else "record"

    async def _make_template(self) -> None:
        from sonolog.tui.template_making import make_template

        self.say(await make_template(self, self._record))

    async def _redact(self) -> None:
        from sonolog.tui.redacting import redact_record

        said = await redact_record(self, self._record)
        if said:
            self.say(said)
        await self._load()

    async def _versions(self) -> None:
        from sonolog.tui.screens.versions import VersionsScreen

        if self._view is None or self._view.status != "conflict":
            self.say(f"{self._label} has one current version.")
            return
        said = await self.app.push_screen_wait(VersionsScreen(self._record, self._label))
        if said:
            self.say(said)
        await self._load()

    async def _do(self, done: Callable[[RecordScreen, Sequence[Chosen]], Awaitable[str]]) -> None:
        view = self._view
        if view is None:
            return
        said = await done(self, [Chosen(view.id, view.label, view.status, view.status_words, noun=self._noun)])
        if said:
            self.say(said)
        await self._load()

    async def _load(self) -> None:
        self._view = await self.read(self._asked)
        self.query_one(TitleLine).who = f"{self._view.kind_title} of {self._view.subject_name}"
        zone = self.desk.clock.now().tzinfo
        self.query_one(Sheet).show(tuple(record_entries(self._view, zone)))

    def _asked(self, logbook: Logbook) -> RecordView:
        from sonolog.usecases.show_record import show_record

        return show_record(logbook, self._record)


def record_entries(view: RecordView, zone: tzinfo | None) -> Iterator[Entry]:
    """Yield where the record stands, what it says, and its history, with times in ``zone``."""
    yield Entry("Status", view.status_words)
    for one in view.fields:
        yield Entry(one.title, one.text)
    yield Entry("")
    yield Entry("History")
    for line in view.history:
        yield Entry(_moment(line.at, zone), history_words(line))


def history_words(line: HistoryLine) -> str:
    """Return what happened, what was said, how it verifies, and line by line what changed."""
    from sonolog.usecases.record_changes import change_words

    words = f": {line.words}" if line.words else ""
    verified = f" — {line.verification}" if line.verification else ""
    return "\n".join([f"{line.who} {line.act}{words}{verified}", *(f"· {change_words(one)}" for one in line.changes)])


def _moment(at: datetime, zone: tzinfo | None) -> str:
    from sonolog.usecases.day_words import day_words

    local = at.astimezone(zone)
    return f"{day_words(local.date())}, {local:%H:%M}"
