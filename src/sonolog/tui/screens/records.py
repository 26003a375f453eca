"""Courses, placements, meetings and the rest: every record but scans, newest first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from sonolog.domain.text import counted
from sonolog.tui.keys import bindings
from sonolog.tui.scan_acts import Chosen, recall_scans, submit_scans, withdraw_scans
from sonolog.tui.screens.filtered import FilteredPlace
from sonolog.tui.screens.place import Place
from sonolog.tui.text import fitted, plain
from sonolog.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.status_words import RecordLine

_NONE = "Nothing here yet. Press + to add a course, a placement, a meeting or another record."
_NOBODY = "Whose records? Several train here: press O to choose one."
_DAY, _KIND, _STATUS, _NARROW = 11, 19, 21, 14
_WIDE = 70
"""In fewer cells where a record stands is told by its first word alone."""


class RecordsPlace(FilteredPlace):
    """All records of the trainee but scans; what is typed filters them."""

    PLACE = "records"
    KEYS = ("records", *Place.KEYS)
    PLACEHOLDER = "Words: course, meeting, a title, a year …"
    BINDINGS = bindings("records")
    HELP = "Courses, placements, sessions, meetings, reflections, leave and everything else that is no scan."
    CSS_PATH = "records.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[RecordLine, ...] = ()

    def body(self) -> Iterable[Widget]:
        """Yield what is shown, the line for the words, and the list."""
        yield Static(id="shown")
        yield self.words_line()
        yield LineList(id="list")

    async def load(self) -> None:
        """Ask for the records."""
        trainee = self.sonolog.trainee
        if trainee is None:
            self.query_one("#shown", Static).update(_NOBODY)
            return
        here = self._row()
        self._lines = await self.read(partial(_records, trainee.id, self._words))
        ids = [one.id for one in self._lines]
        self._show(ids.index(here.id) if here is not None and here.id in ids else 0)

    def action_add(self) -> None:
        """Choose a kind, and add a record of it."""
        self.act(self._add())

    def action_open(self) -> None:
        """Show everything about the record under the cursor."""
        from sonolog.tui.screens.record import RecordScreen

        row = self._row()
        if row is not None:
            self.app.push_screen(RecordScreen(row.id, row.label, kind=row.kind))

    def action_amend(self) -> None:
        """Open the form with the record under the cursor."""
        row = self._row()
        if row is not None:
            self.sonolog.open_record_form(row.kind, amend=row.id)

    def action_submit(self) -> None:
        """Ask for sign-off."""
        self.act(self._do(submit_scans))

    def action_recall(self) -> None:
        """Take the submission back."""
        self.act(self._do(recall_scans))

    def action_withdraw(self) -> None:
        """Withdraw."""
        self.act(self._do(withdraw_scans))

    async def _add(self) -> None:
        from sonolog.tui.dialogs.pick import PickDialog

        kinds = await self.read(_kinds)
        words = "What do you want to record?"
        kind = await self.app.push_screen_wait(PickDialog("Add a record", words, kinds))
        if kind:
            self.sonolog.open_record_form(kind)

    async def _do(self, done: Callable[[RecordsPlace, Sequence[Chosen]], Awaitable[str]]) -> None:
        row = self._row()
        if row is None:
            return
        said = await done(self, [Chosen(row.id, row.label, row.status, row.status_words, noun="record")])
        if said:
            self.say(said)
            self.reload()

    def _row(self) -> RecordLine | None:
        at = self.query_one(LineList).cursor
        return self._lines[at] if at < len(self._lines) else None

    def _show(self, cursor: int) -> None:
        self.query_one(LineList).show(len(self._lines), self._draw, cursor=cursor)
        self.query_one("#shown", Static).update(plain(self._shown()))

    def _shown(self) -> str:
        count = counted(len(self._lines), "record")
        if self._words:
            return f"{count} · “{self._words}” · press esc to see all"
        return count if self._lines else _NONE

    def _draw(self, at: int, width: int) -> tuple[Content]:
        one = self._lines[at]
        status = _STATUS if width >= _WIDE else _NARROW
        label = max(8, width - _DAY - _KIND - status)
        day = one.day.isoformat() if one.day else ""
        cells = ((day, _DAY), (one.kind_title, _KIND), (one.label, label), (one.status_words, status))
        return (plain("".join(fitted(text, room - 1) + " " for text, room in cells)),)


def _records(trainee: str, words: str, logbook: Logbook) -> tuple[RecordLine, ...]:
    from sonolog.usecases.list_records import list_records

    return list_records(logbook, trainee, words=words)


def _kinds(_: Logbook) -> list[tuple[str, str]]:
    from sonolog.domain.kinds import record_class
    from sonolog.usecases.add_record import ADDABLE

    return [(kind, record_class(kind).title) for kind in ADDABLE]
