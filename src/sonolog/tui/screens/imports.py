"""Imports: which there were, take in another logbook, and take one back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from sonolog.domain.text import counted
from sonolog.tui.keys import bindings
from sonolog.tui.screens.listing import ListingScreen
from sonolog.tui.text import cell

if TYPE_CHECKING:
    from sonolog.tui.dialogs.working import Wanted
    from sonolog.usecases.import_undo import ImportLine, Undone
    from sonolog.usecases.logbook import Logbook

_WHEN, _NUMBER, _RECORDS = 19, 10, 16
_SURE = (
    "What import {number} brought is withdrawn, and scans it filled in say again what they said before."
    " What was changed, submitted or signed since stays as it is."
)


class ImportsScreen(ListingScreen["ImportLine"]):
    """What was imported here, the newest first."""

    HEADING: ClassVar[str] = "Imports"
    NOTHING: ClassVar[str] = "Nothing was imported yet. + takes in a logbook kept elsewhere: CSV, TSV or Excel."
    KEYS = ("imports", "everywhere")
    BINDINGS = bindings("imports")
    HELP: ClassVar[str] = "A whole file comes in with one key, or nothing of it; a whole import is taken back with one."

    async def load(self) -> Sequence[ImportLine]:
        """Ask for the imports."""
        return await self.read(_imports)

    def row(self, one: ImportLine, width: int) -> Content:
        """Return when, by what number, how many records, and how many are in force."""
        when = one.at[:16].replace("T", " ")
        left = cell(when, _WHEN, "bold") + cell(one.number, _NUMBER) + cell(counted(one.records, "record"), _RECORDS)
        return left + cell(f"{one.standing} in force", width - _WHEN - _NUMBER - _RECORDS)

    def about(self, one: ImportLine) -> str:
        """Say what can be done with it."""
        return "u takes it back as a whole. Times are UTC." if one.standing else "Nothing of it is in force any more."

    def action_add(self) -> None:
        """Import a file."""
        self.act(self._add())

    def action_undo_import(self) -> None:
        """Take the import under the cursor back."""
        self.act(self._undo())

    async def _add(self) -> None:
        from sonolog.tui.importing import import_by_steps

        told = await import_by_steps(self)
        self.say(told or "Nothing was stored.")
        self.reload()

    async def _undo(self) -> None:
        from sonolog.tui.dialogs.confirm import ConfirmDialog
        from sonolog.tui.dialogs.working import WorkingDialog

        one = self.chosen
        if one is None:
            return
        asked = ConfirmDialog("Take this import back?", _SURE.format(number=one.number), yes="Take back")
        if not await self.app.push_screen_wait(asked):
            return
        undoing = WorkingDialog("Taking back …", self.desk, partial(_undone, one.number), writes=True)
        done = await self.app.push_screen_wait(undoing)
        if done is not None:
            from sonolog.usecases.import_undo import undone_words

            self.say(undone_words(done))
            self.reload()


def _imports(logbook: Logbook) -> tuple[ImportLine, ...]:
    from sonolog.usecases.import_undo import list_imports

    return list_imports(logbook)


def _undone(number: str, wanted: Wanted, logbook: Logbook) -> Undone:
    from sonolog.tui.importing import telling
    from sonolog.usecases.import_undo import undo_import

    return undo_import(logbook, number, telling(wanted, "records"))
