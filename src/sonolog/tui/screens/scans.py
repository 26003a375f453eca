"""The list of scans: of any length, filtered by words and status, with marks for what is done to many."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from sonolog.tui.keys import bindings
from sonolog.tui.scan_acts import Chosen, recall_scans, submit_scans, withdraw_scans
from sonolog.tui.scan_pages import PAGE, ScanPages, Search
from sonolog.tui.screens.filtered import FilteredPlace
from sonolog.tui.screens.place import Place
from sonolog.tui.screens.scan_row import STATUSES, heading_row, scan_row
from sonolog.tui.text import plain
from sonolog.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from sonolog.usecases.list_scans import ScanLine
    from sonolog.usecases.logbook import Logbook

_NO_SCANS = "No scans yet. Press n to log your first scan."
_NOBODY = "Whose scans? This logbook holds several trainees: open it with --as NAME."
_WIDE = 2


class ScansPlace(FilteredPlace):
    """All scans of the trainee, newest first."""

    PLACE = "scans"
    KEYS = ("scans", *Place.KEYS)
    PLACEHOLDER = "Words: region, structure, finding, name, case number …"
    BINDINGS = bindings("scans")
    CSS_PATH = "scans.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._pages = ScanPages(Search(""))
        self._marked: dict[str, Chosen] = {}
        self._status = ""

    def body(self) -> Iterable[Widget]:
        """Yield what is shown, the line for the words, the headings and the list."""
        yield Static(id="shown")
        yield self.words_line()
        yield Static(id="headings")
        yield LineList(id="list")

    async def load(self) -> None:
        """Ask for the first rows, or for as many as were seen before."""
        trainee = self.sonolog.trainee
        if trainee is None:
            self.query_one("#shown", Static).update(_NOBODY)
            return
        at = self._row_under_cursor()
        pages = ScanPages(Search(trainee.id, self._words, self._status), wanted=max(PAGE, self._seen() + PAGE))
        await pages.grow(self)
        while pages.is_short:
            await pages.grow(self)
        self._pages = pages
        self._show(pages.place_of(at.id) if at is not None else 0)

    def on_resize(self) -> None:
        """Write the headings over the columns."""
        self._show_headings()

    def action_open(self) -> None:
        """Show everything about the scan under the cursor."""
        from sonolog.tui.screens.record import RecordScreen

        row = self._row_under_cursor()
        if row is not None:
            self.app.push_screen(RecordScreen(row.id, row.case))

    def action_next_status(self) -> None:
        """Show the scans of the next status."""
        codes = ["", *STATUSES]
        self._status = codes[(codes.index(self._status) + 1) % len(codes)]
        self.reload()

    def action_clear(self) -> None:
        """Take off marks and filters."""
        self._marked.clear()
        self._words = self._status = ""
        super().action_clear()
        self.reload()

    def action_mark(self) -> None:
        """Mark the scan under the cursor, or take the mark off, and go on to the next."""
        row = self._row_under_cursor()
        if row is not None:
            if self._marked.pop(row.id, None) is None:
                self._marked[row.id] = _chosen(row)
            self._show(self.query_one(LineList).cursor + 1)

    def action_mark_open(self) -> None:
        """Mark everything that can be submitted."""
        self.act(self._mark_open())

    def action_amend(self) -> None:
        """Open the form with the scan under the cursor."""
        row = self._row_under_cursor()
        if row is not None:
            self.sonolog.open_scan_form(amend=row.id)

    def action_second_read(self) -> None:
        """Open the form where the supervisor's finding is said."""
        row = self._row_under_cursor()
        if row is not None:
            self.sonolog.open_scan_form(amend=row.id, first="supervisor_finding")

    def action_make_template(self) -> None:
        """Keep the scan under the cursor as a template."""
        row = self._row_under_cursor()
        if row is not None:
            self.act(self._make_template(row.id))

    def action_submit(self) -> None:
        """Ask for sign-off."""
        self.act(self._do(submit_scans))

    def action_recall(self) -> None:
        """Take submissions back."""
        self.act(self._do(recall_scans))

    def action_withdraw(self) -> None:
        """Withdraw."""
        self.act(self._do(withdraw_scans))

    def action_copy_case(self) -> None:
        """Copy the case number."""
        row = self._row_under_cursor()
        if row is not None:
            self.app.copy_to_clipboard(row.case)
            self.say(f"{row.case} copied.")

    async def _make_template(self, record: str) -> None:
        from sonolog.tui.template_making import make_template

        self.say(await make_template(self, record))

    async def _do(self, done: Callable[[ScansPlace, Sequence[Chosen]], Awaitable[str]]) -> None:
        """Do something to the marked scans, or to the one under the cursor."""
        row = self._row_under_cursor()
        chosen = list(self._marked.values()) or ([_chosen(row)] if row is not None else [])
        before = self.desk.changes
        said = await done(self, chosen)
        if said:
            self.say(said)
        if self.desk.changes != before:
            self._marked.clear()
            self.reload()

    async def _mark_open(self) -> None:
        found = await self.read(self._submittable)
        self._marked |= {one.id: one for one in found}
        self._show(self.query_one(LineList).cursor)

    def _submittable(self, logbook: Logbook) -> list[Chosen]:
        from sonolog.usecases.submit import submittable

        found = submittable(logbook, self._pages.search.trainee)
        return [Chosen(one.id, one.label, one.status, one.status_words) for one in found if one.kind == "scan"]

    def _row_under_cursor(self) -> ScanLine | None:
        at = self.query_one(LineList).cursor
        return self._pages.rows[at] if at < len(self._pages.rows) else None

    def _seen(self) -> int:
        return self.query_one(LineList).cursor if self._pages.rows else 0

    def _show(self, cursor: int) -> None:
        self.query_one(LineList).show(self._pages.total, self._draw, cursor=cursor)
        self.query_one("#shown", Static).update(self._shown())
        self._show_headings()

    def _show_headings(self) -> None:
        headings = heading_row(self.size.width - _WIDE) if self._pages.total else plain("")
        self.query_one("#headings", Static).update(headings)

    def _shown(self) -> Content:
        """Return what is listed, in words."""
        filtered = [f"“{self._words}”"] if self._words else []
        filtered += [STATUSES[self._status]] if self._status else []
        if not self._pages.total and not filtered:
            return plain(_NO_SCANS)
        count = f"{self._pages.total:,} scan{'' if self._pages.total == 1 else 's'}"
        marked = [f"{len(self._marked)} marked"] if self._marked else []
        nothing = [] if self._pages.total else ["press esc to see all"]
        return plain(" · ".join([count, *filtered, *marked, *nothing]))

    def _draw(self, at: int, width: int) -> tuple[Content]:
        if at < len(self._pages.rows):
            row = self._pages.rows[at]
            return (scan_row(row, width, marked=row.id in self._marked),)
        if self._pages.wanted <= at:
            self._pages.wanted = at + PAGE
            self.call_later(self.act, self._grow(self._pages), latest="grow")
        return (plain("…"),)

    async def _grow(self, pages: ScanPages) -> None:
        while pages is self._pages and pages.is_short:
            await pages.grow(self)
            self.query_one(LineList).refresh()


def _chosen(row: ScanLine) -> Chosen:
    return Chosen(row.id, row.case, row.status, row.status_words)
