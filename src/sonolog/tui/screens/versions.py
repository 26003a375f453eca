"""Two current versions of a record side by side: each field is taken from one of them, and both are followed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from sonolog.tui.keys import bindings, footer_keys
from sonolog.tui.text import cell, paragraphs
from sonolog.tui.widgets.line_list import LineList
from sonolog.tui.widgets.lines import KeyLine, SaidLine, TitleLine
from sonolog.tui.work import DeskScreen

if TYPE_CHECKING:
    from sonolog.usecases.amend import Changed
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.versions import SideBySide, Version

_WHAT = "It was changed on two machines. A digit takes the field from that version; Enter keeps what is marked."
_WHY = "settled two versions"
_NOTHING = "(nothing)"
_MARK = 6


class VersionsScreen(DeskScreen[str]):
    """The versions field by field; answers what was settled."""

    CSS_PATH = "versions.tcss"
    KEYS = ("versions", "everywhere")
    BINDINGS = bindings("versions")
    HELP: ClassVar[str] = (
        "Nothing is lost: both versions stay in the history, and the new one follows both. What was signed in either "
        "of them is amended by it, and submitted again."
    )

    def __init__(self, record: str, label: str) -> None:
        super().__init__()
        self._record = record
        self._label = label
        self._found: SideBySide | None = None
        self._taken: list[int] = []
        """Which version each row is taken from; the first row is the record as a whole."""

    def compose(self) -> Iterable[Widget]:
        """Yield the frame and the list."""
        yield TitleLine(title=f"{self._label} in two versions")
        yield Static(_WHAT, id="what")
        yield LineList(id="fields")
        yield SaidLine()
        yield KeyLine(footer_keys(*self.KEYS))

    def on_mount(self) -> None:
        """Ask, after the frame is drawn."""
        self.call_after_refresh(lambda: self.act(self._load()))

    def action_take(self, number: int) -> None:
        """Take the field under the cursor, or on the first row everything, from a version."""
        found, at = self._found, self.query_one(LineList).cursor
        if found is None or number > len(found.versions):
            return
        if found.versions[number - 1].redacted:
            self.say("The text of that version was taken away.")
        elif at == 0:
            self._taken = [number - 1] * len(self._taken)
        else:
            self._taken[at] = number - 1
        self.query_one(LineList).cursor += 1
        self.query_one(LineList).refresh()

    def action_accept(self) -> None:
        """Keep what is marked, as a version that follows all of them."""
        if self._found is not None:
            self.act(self._settle(self._found))

    def action_leave(self) -> None:
        """Go back; both versions stay."""
        self.dismiss("")

    async def _load(self) -> None:
        self._found = found = await self.read(partial(_side_by_side, self._record))
        newest = max((at for at, one in enumerate(found.versions) if not one.redacted), default=0)
        self._taken = [newest] * (len(found.differences) + 1)
        self.query_one("#what", Static).update(paragraphs(_WHAT))
        fields = self.query_one(LineList)
        fields.show(len(self._taken), self._row, height=1 + len(found.versions))
        fields.focus()

    async def _settle(self, found: SideBySide) -> None:
        base = found.versions[self._taken[0]].mark
        other = {
            one.name: found.versions[at].mark
            for one, at in zip(found.differences, self._taken[1:], strict=True)
            if at != self._taken[0]
        }
        done = await self.write(partial(_settled, self._record, base, other))
        self.dismiss(f"{done.label} is one again: {done.status_words}. Both versions stay in its history.")

    def _row(self, at: int, width: int) -> Sequence[Content]:
        found = self._found
        if found is None:
            return ()
        title = "The record as a whole" if at == 0 else found.differences[at - 1].title
        texts = [version_words(one) for one in found.versions] if at == 0 else found.differences[at - 1].texts
        rows = [cell(title, width, "bold")]
        for number, text in enumerate(texts):
            mark = f" {number + 1} [{'x' if self._taken[at] == number else ' '}]"
            rows.append(cell(mark, _MARK, "bold") + cell(f" {text or _NOTHING}", width - _MARK))
        return rows


def version_words(one: Version) -> str:
    """Return who wrote a version, when and why, and what became of it."""
    gone = "; withdrawn" if one.withdrawn else "; its text was taken away" if one.redacted else ""
    why = f"; {one.why}" if one.why else ""
    return f"{one.who}, {one.at:%Y-%m-%d %H:%M}{why}{gone}"


def _side_by_side(record: str, logbook: Logbook) -> SideBySide:
    from sonolog.usecases.versions import side_by_side

    return side_by_side(logbook, record)


def _settled(record: str, base: str, other: dict[str, str], logbook: Logbook) -> Changed:
    """Keep the version ``base``, with each field of ``other`` as it stands in another one."""
    from sonolog.usecases.amend import amend, fields_to_amend

    kept = fields_to_amend(logbook, record, version=base).typed
    typed: dict[str, str] = {}
    for name, mark in other.items():
        theirs = fields_to_amend(logbook, record, version=mark).typed
        fields = {one for one in (*kept, *theirs) if one == name or one.startswith(f"{name}.")}
        typed |= {one: theirs.get(one, "") for one in fields}
    return amend(logbook, record, typed, version=base, why=_WHY)
