"""Why does this not count: the reasons for one requirement, and the entries under each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from sonolog.tui.keys import bindings, keys_of
from sonolog.tui.text import cell, styled
from sonolog.tui.why_lines import MOST, WhyLine, counted_lines, listed, why_lines
from sonolog.tui.widgets.line_list import LineList
from sonolog.tui.widgets.lines import KeyLine, TitleLine
from sonolog.tui.work import DeskScreen

if TYPE_CHECKING:
    from sonolog.progress.answer import Answer
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.status_words import RecordLine

_MARGIN = 5
"""Cells beside a line: the cursor, the scroll bar and the padding."""


class WhyScreen(DeskScreen[None]):
    """The reasons that hold entries back from one requirement; Enter shows an entry."""

    CSS_PATH = "why.tcss"
    BINDINGS = bindings("why")
    HEADING: ClassVar[str] = "Why does this not count?"

    def __init__(self, answer: Answer, framework: str) -> None:
        super().__init__()
        self._answer = answer
        self._framework = framework
        self._entries: Mapping[str, RecordLine] = {}
        self._lines: tuple[WhyLine, ...] = ()

    def compose(self) -> Iterable[Widget]:
        """Yield what it is about, and the list."""
        yield TitleLine(title=self.HEADING)
        yield Static(styled(self._answer.title, "bold"), id="requirement")
        yield Static(styled(self._framework, "$text-muted"), id="of")
        yield LineList(id="reasons")
        yield KeyLine(keys_of("why"))

    def on_mount(self) -> None:
        """Ask for the entries, after the frame is drawn."""
        self.call_after_refresh(lambda: self.act(self._load()))

    def on_resize(self) -> None:
        """Break the sentences anew."""
        if self._lines:
            self._show()

    def action_open(self) -> None:
        """Show the entry under the cursor."""
        from sonolog.tui.screens.explanation import ExplanationScreen

        at = self.query_one(LineList).cursor
        if at < len(self._lines) and self._lines[at].record:
            self.app.push_screen(ExplanationScreen(self._lines[at].record))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    async def _load(self) -> None:
        self._entries = await self.read(partial(_entries, self.ids))
        self._show()

    def _show(self) -> None:
        self._lines = self.made(self._entries, self.size.width - _MARGIN)
        found = self.query_one(LineList)
        first = next((at for at, line in enumerate(self._lines) if line.record), 0)
        found.show(len(self._lines), self._row, cursor=found.cursor or first)

    @property
    def ids(self) -> tuple[str, ...]:
        """The record ids of the entries listed."""
        return listed(self._answer)

    def made(self, entries: Mapping[str, RecordLine], width: int) -> tuple[WhyLine, ...]:
        """Return the lines of the list."""
        return why_lines(self._answer, entries, width)

    def _row(self, at: int, width: int) -> tuple[Content]:
        line = self._lines[at]
        return (cell(line.words, width, "bold" if line.strong else ""),)


class CountedScreen(WhyScreen):
    """The entries that count for one requirement; Enter shows an entry."""

    HEADING: ClassVar[str] = "What counts"

    @property
    def ids(self) -> tuple[str, ...]:
        """The record ids of the entries listed."""
        return self._answer.counted[:MOST]

    def made(self, entries: Mapping[str, RecordLine], width: int) -> tuple[WhyLine, ...]:
        """Return the lines of the list."""
        return counted_lines(self._answer, entries, width)


def _entries(ids: Sequence[str], logbook: Logbook) -> dict[str, RecordLine]:
    from sonolog.usecases.record_lines import record_lines

    return {one.id: one for one in record_lines(logbook, ids)}
