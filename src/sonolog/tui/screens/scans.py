"""The list of scans: of any length, filtered by words and status, with marks for what is done to many."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from sonolog.domain.text import counted
from sonolog.tui.keys import bindings
from sonolog.tui.scan_acts import Chosen, recall_scans, submit_scans, withdraw_scans
from sonolog.tui.scan_groups import GROUPINGS, Heading, ScanGroups
from sonolog.tui.scan_pages import PAGE, ScanPages, Search
from sonolog.tui.screens.place import Place
from sonolog.tui.screens.scan_row import STATUSES, heading_row, scan_row
from sonolog.tui.screens.scan_under_cursor import ScanUnderCursor
from sonolog.tui.text import cell, plain
from sonolog.tui.widgets.line_list import LineList
from sonolog.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from sonolog.usecases.list_scans import ScanLine
    from sonolog.usecases.logbook import Logbook

_NO_SCANS = "No scans yet. Press n to log your first scan."
_NOBODY = "Whose scans? Several train here: press O to choose one."
_CURSOR = 2
_WIDE = 120
"""From so many cells on the details stand beside the list, else below it."""


class ScansPlace(ScanUnderCursor):
    """All scans of the trainee, newest first."""

    PLACE = "scans"
    KEYS = ("scans", *Place.KEYS)
    PLACEHOLDER = "Words: region, structure, finding, name, case number, since:1/9 …"
    BINDINGS = bindings("scans")
    HELP = (
        "Your scans, the newest first. What is typed after / is looked for in everything that was written; "
        "since:1/9 and until:30/9 are days."
    )
    CSS_PATH = "scans.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._pages = ScanPages(Search(""))
        self._groups = ScanGroups()
        self._columns: tuple[str, ...] = ()
        self._marked: dict[str, Chosen] = {}
        self._status = ""

    def body(self) -> Iterable[Widget]:
        """Yield what is shown, the line for the words, the headings, the list and the details."""
        yield Static(id="shown")
        yield self.words_line()
        yield Static(id="headings")
        with Container(id="body"):
            yield LineList(id="list")
            with VerticalScroll(id="details", can_focus=False):
                yield Sheet(id="sheet")

    async def load(self) -> None:
        """Ask for the first rows, or for as many as were seen before."""
        trainee = self.sonolog.trainee
        if trainee is None:
            self.query_one("#shown", Static).update(_NOBODY)
            return
        at = self.scan_under_cursor()
        self._columns = await self.read(_own_columns)
        columns = (*self._columns, *(("session", "site") if self._groups.by == "session" else ()))
        search = Search(trainee.id, self._words, self._status, columns)
        if search == self._pages.search and self._pages.rows[:1] == [at]:
            at = None  # at the top one stays at the top, where a scan just logged stands
        pages = ScanPages(search, wanted=max(PAGE, self._seen() + PAGE))
        await pages.grow(self)
        while pages.is_short:
            await pages.grow(self)
        self._pages, self._groups = pages, ScanGroups(self._groups.by)
        self._groups.extend(pages.rows)
        self._show(self._line_of(pages.place_of(at.id) if at is not None else 0))

    def on_resize(self) -> None:
        """Write the headings over the columns, and put the details where there is room."""
        self.set_class(self.size.width >= _WIDE, "-wide")
        self.call_after_refresh(self._show_headings)

    def on_line_list_moved(self) -> None:
        """Show the details of the scan the cursor is on."""
        row = self.scan_under_cursor()
        if row is not None and self.has_class("-details"):
            self.act(self._show_details(row.id), latest="details")

    def action_turn_details(self) -> None:
        """Show the details, or hide them."""
        self.toggle_class("-details")
        self.on_line_list_moved()
        self.call_after_refresh(self._show_headings)

    def action_next_grouping(self) -> None:
        """Group by day, by session, not at all."""
        by = GROUPINGS[(GROUPINGS.index(self._groups.by) + 1) % len(GROUPINGS)]
        self._groups = ScanGroups(by)
        self.say({"": "Not grouped.", "day": "Grouped by day.", "session": "Grouped by session."}[by])
        self.reload()

    def action_next_status(self) -> None:
        """Show the scans of the next status."""
        codes = ["", *STATUSES]
        self._status = codes[(codes.index(self._status) + 1) % len(codes)]
        self.reload()

    def action_pick_filter(self) -> None:
        """Use a filter kept before, or keep this one."""
        self.act(self._pick_filter())

    def action_choose_columns(self) -> None:
        """Choose the columns of the list."""
        self.act(self._choose_columns())

    def action_clear(self) -> None:
        """Take off marks and filters."""
        self._marked.clear()
        self._words = self._status = ""
        super().action_clear()
        self.reload()

    def action_mark(self) -> None:
        """Mark the scan under the cursor, or take the mark off, and go on to the next."""
        row = self.scan_under_cursor()
        if row is not None:
            if self._marked.pop(row.id, None) is None:
                self._marked[row.id] = _chosen(row)
            self._show(self.query_one(LineList).cursor + 1)

    def action_mark_open(self) -> None:
        """Mark everything that can be submitted."""
        self.act(self._mark_open())

    def action_submit(self) -> None:
        """Ask for sign-off."""
        self.act(self._do(submit_scans))

    def action_recall(self) -> None:
        """Take submissions back."""
        self.act(self._do(recall_scans))

    def action_withdraw(self) -> None:
        """Withdraw."""
        self.act(self._do(withdraw_scans))

    def action_tag(self) -> None:
        """Put words of one's own on scans."""
        from sonolog.tui.scan_list_acts import tag_scans

        self.act(self._do(tag_scans))

    def action_export(self) -> None:
        """Write a table."""
        from sonolog.tui.scan_list_acts import export_scans

        self.act(self.said(export_scans(self, self._pages.search, list(self._marked.values()))))

    async def _do(self, done: Callable[[ScansPlace, Sequence[Chosen]], Awaitable[str]]) -> None:
        """Do something to the marked scans, or to the one under the cursor."""
        row = self.scan_under_cursor()
        chosen = list(self._marked.values()) or ([_chosen(row)] if row is not None else [])
        before = self.desk.changes
        said = await done(self, chosen)
        if said:
            self.say(said)
        if self.desk.changes != before:
            self._marked.clear()
            self.reload()

    async def _mark_open(self) -> None:
        found = await self.read(partial(_submittable, self._pages.search.trainee))
        self._marked |= {one.id: one for one in found}
        self._show(self.query_one(LineList).cursor)

    async def _pick_filter(self) -> None:
        from sonolog.tui.scan_list_acts import pick_filter

        found = await pick_filter(self, self._words, self._status)
        if found is not None:
            self._status = found.status
            self.show_words(found.words)
            self.reload()

    async def _choose_columns(self) -> None:
        from sonolog.tui.scan_list_acts import choose_columns

        if await choose_columns(self, self._columns) is not None:
            self.reload()

    async def _show_details(self, record: str) -> None:
        from sonolog.tui.screens.record import record_entries
        from sonolog.usecases.show_record import show_record

        view = await self.read(lambda logbook: show_record(logbook, record))
        self.query_one("#sheet", Sheet).show(tuple(record_entries(view, self.desk.clock.now().tzinfo)))
        self.query_one("#details").scroll_home(animate=False)

    def scan_under_cursor(self) -> ScanLine | None:
        """Return the scan the cursor is on."""
        at = self._groups.scan_at(self.query_one(LineList).cursor)
        return self._pages.rows[at] if at < len(self._pages.rows) else None

    def _line_of(self, at: int) -> int:
        return self._groups.place[at] if at < len(self._groups.place) else 0

    def _seen(self) -> int:
        return self.query_one(LineList).cursor if self._pages.rows else 0

    def _show(self, cursor: int) -> None:
        self.query_one(LineList).show(self._groups.count(self._pages.total), self._draw, cursor=cursor)
        self.query_one("#shown", Static).update(self._shown())
        self._show_headings()

    def _show_headings(self) -> None:
        width = self.query_one(LineList).size.width or self.size.width
        shown = heading_row(width - _CURSOR, columns=self._columns) if self._pages.total else plain("")
        self.query_one("#headings", Static).update(shown)

    def _shown(self) -> Content:
        """Return what is listed, in words."""
        filtered = [f"“{self._words}”"] if self._words else []
        filtered += [STATUSES[self._status]] if self._status else []
        if not self._pages.total and not filtered:
            return plain(_NO_SCANS)
        count = counted(self._pages.total, "scan")
        marked = [f"{len(self._marked)} marked"] if self._marked else []
        nothing = [] if self._pages.total else ["press esc to see all"]
        return plain(" · ".join([count, *filtered, *marked, *nothing]))

    def _draw(self, line: int, width: int) -> tuple[Content]:
        here = self._groups.lines[line] if line < len(self._groups.lines) else None
        if isinstance(here, Heading):
            return (cell(here.words, width, "bold underline"),)
        if here is not None:
            row = self._pages.rows[here]
            return (scan_row(row, width, marked=row.id in self._marked, columns=self._columns),)
        at = self._groups.scan_at(line)
        if self._pages.wanted <= at:
            self._pages.wanted = at + PAGE
            self.call_later(self.act, self._grow(self._pages), latest="grow")
        return (plain("…"),)

    async def _grow(self, pages: ScanPages) -> None:
        while pages is self._pages and pages.is_short:
            await pages.grow(self)
            self._groups.extend(pages.rows)
            self.query_one(LineList).grow(self._groups.count(pages.total))


def _chosen(row: ScanLine) -> Chosen:
    return Chosen(row.id, row.case, row.status, row.status_words)


def _own_columns(logbook: Logbook) -> tuple[str, ...]:
    from sonolog.usecases.scan_lists import own_columns

    return own_columns(logbook) if logbook.actor is not None else ()


def _submittable(trainee: str, logbook: Logbook) -> list[Chosen]:
    from sonolog.usecases.submit import submittable

    found = submittable(logbook, trainee)
    return [Chosen(one.id, one.label, one.status, one.status_words) for one in found if one.kind == "scan"]
