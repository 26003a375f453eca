"""Backups: which there are, make one, and go back to one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from sonolog.domain.text import counted
from sonolog.tui.keys import bindings
from sonolog.tui.screens.listing import ListingScreen
from sonolog.tui.text import cell
from sonolog.usecases.list_backups import BackupLine

if TYPE_CHECKING:
    from pathlib import Path

    from sonolog.usecases.absorb import Absorbed
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.restore import Restored

_WHEN = 18
_SIZE = 10
_SURE = (
    "The logbook will be as it was on {when}. The present file is set aside beside it, not overwritten, and what is"
    " newer in it can be taken in afterwards. Close other windows of sonolog first."
)


class BackupsScreen(ListingScreen[BackupLine]):
    """The backups of this logbook, the newest first."""

    HEADING: ClassVar[str] = "Backups"
    NOTHING: ClassVar[str] = "No backup yet: the first start of a day makes one, and + makes one now."
    KEYS = ("backups", "everywhere")
    BINDINGS = bindings("backups")
    HELP: ClassVar[str] = "Enter goes back to a backup; what stands now is set aside. + makes one. Copy them elsewhere."

    async def load(self) -> Sequence[BackupLine]:
        """Return the backups of this logbook."""
        return await self.read(_backups)

    def row(self, one: BackupLine, width: int) -> Content:
        """Return day, size and why it was made."""
        size = f"{one.size / 1e6:.1f} MB".rjust(_SIZE - 2)
        return cell(one.when, _WHEN, "bold") + cell(size, _SIZE) + cell(one.why, width - _WHEN - _SIZE)

    def about(self, one: BackupLine) -> str:
        """Return where it is."""
        return f"{one.path.name}: {one.why}. All are in the folder that Settings names; copy them elsewhere too."

    def action_make(self) -> None:
        """Make a backup now."""
        self.act(self._make())

    def action_restore(self) -> None:
        """Go back to the backup under the cursor, after asking."""
        self.act(self._restore())

    async def _make(self) -> None:
        made = await self.read(_made)
        self.say(f"Made and checked: {made.name}")
        self.reload()

    async def _restore(self) -> None:
        from sonolog.tui.dialogs.confirm import ConfirmDialog

        one = self.chosen
        if one is None:
            return
        words = _SURE.format(when=one.when)
        if not await self.app.push_screen_wait(ConfirmDialog("Go back to this backup?", words, yes="Go back")):
            return
        done = await self.desk.restore(str(one.path))
        told = f"Put back as it was on {one.when}. Set aside: {done.aside.name if done.aside else 'nothing'}."
        if done.newer and done.aside is not None and await self._is_wanted(done):
            kept = await self.write(partial(_kept, done.aside))
            told = f"{told} What was newer was taken in: {kept.new} of {done.newer}."
        self.say(told)
        self.reload()

    async def _is_wanted(self, done: Restored) -> bool:
        from sonolog.tui.dialogs.confirm import ConfirmDialog

        lost = " ".join(done.missing)
        objects = counted(done.newer, "object")
        words = f"{lost} The file set aside holds {objects} that the backup does not. Take in what is newer as well?"
        asked = ConfirmDialog("Keep what is newer?", words.strip(), yes="Take them in")
        return await self.app.push_screen_wait(asked) is True


def _backups(logbook: Logbook) -> tuple[BackupLine, ...]:
    from sonolog.usecases.list_backups import list_backups

    return list_backups(logbook.home, logbook.id)


def _made(logbook: Logbook) -> Path:
    from sonolog.usecases.back_up import back_up

    return back_up(logbook)


def _kept(aside: Path, logbook: Logbook) -> Absorbed:
    from sonolog.usecases.restore import keep_newer

    return keep_newer(logbook, aside)
