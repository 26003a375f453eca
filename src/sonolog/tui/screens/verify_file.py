"""What a verification found: the outcome, then record by record what wants a look, or everything."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from sonolog.tui.keys import bindings
from sonolog.tui.screens.listing import ListingScreen
from sonolog.tui.text import cell
from sonolog.tui.verification_rows import VerifiedRow, outcome, verified_entries, verified_rows

if TYPE_CHECKING:
    from sonolog.tui.dialogs.working import Wanted
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.verify_file import Verification

_LABEL, _DAY, _WORD = 12, 12, 29
_WIDE = 70
_WHOSE = (
    "The logbook on the computer of somebody who signed holds what they signed, and nothing else in their name. "
    "Name it, or a copy of it: what differs is told. It is only read."
)


class VerifyFileScreen(ListingScreen[VerifiedRow]):
    """The outcome of a verification."""

    HEADING: ClassVar[str] = "What the signatures are worth"
    KEYS = ("verify-file", "everywhere")
    BINDINGS = bindings("verify-file")
    HELP: ClassVar[str] = (
        "Valid: signed, unchanged, by a key a trusted programme vouches for. Valid, identity not confirmed: nobody "
        "you trust has said whose key it is. Incomplete: something it refers to is missing. Invalid: do not rely on it."
    )

    def __init__(self, name: str, found: Verification) -> None:
        super().__init__()
        self._file = name
        self._take(found)

    def _take(self, found: Verification) -> None:
        self._found = found
        self._every = verified_rows(found)
        self._all = not any(one.wants_a_look for one in self._every)

    async def load(self) -> Sequence[VerifiedRow]:
        """Return the rows that are to be shown."""
        return [one for one in self._every if self._all or one.wants_a_look]

    def over(self) -> str:
        """Return what came of it."""
        return outcome(self._found, self._file)

    def row(self, one: VerifiedRow, width: int) -> Content:
        """Return label, day, signer and word."""
        label = cell(one.label, _LABEL - 1, "bold") + Content(" ")
        if one.is_remark:
            return label + cell(one.words, width - _LABEL)
        day = cell(one.day if width >= _WIDE else "", _DAY if width >= _WIDE else 0)
        who = cell(one.who, width - _LABEL - day.cell_length - _WORD)
        return label + day + who + cell(one.word, _WORD)

    def about(self, one: VerifiedRow) -> str:
        """Return all that is to be said of the row."""
        return one.words

    def action_open(self) -> None:
        """Show everything that was found, as a page."""
        from sonolog.tui.screens.paper import PaperScreen

        self.app.push_screen(PaperScreen(f"{self.HEADING}: {self._file}", lambda _: verified_entries(self._found)))

    def action_next_filter(self) -> None:
        """Show what wants a look, or everything."""
        if not any(one.wants_a_look for one in self._every):
            self.say("Nothing wants a look: everything is listed.")
            return
        self._all = not self._all
        self.say("Every record." if self._all else "Only what wants a look.")
        self.reload()

    def action_compare(self) -> None:
        """Compare with the logbook of somebody who signed."""
        self.act(self._compare())

    async def _compare(self) -> None:
        from sonolog.tui.dialogs.file import FileDialog
        from sonolog.tui.dialogs.working import WorkingDialog

        path = await self.app.push_screen_wait(FileDialog("Compare with a signer’s own logbook", _WHOSE))
        if path is None:
            return
        work = partial(_compared, self._found, path)
        found = await self.app.push_screen_wait(WorkingDialog("Comparing …", self.desk, work))
        if found is not None:
            self._take(found)
            self.say(f"Compared with {path.name}: {found.result}.")
            self.reload()


def _compared(found: Verification, ledger: Path, wanted: Wanted, _: Logbook) -> Verification:
    from sonolog.usecases.against_ledger import against_ledger

    wanted.tell(ledger.name)
    return against_ledger(found, ledger)
