"""Destroy everything one owns here: every file is listed, and the person's name has to be typed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.content import Content

from sonolog.domain.text import counted, visible
from sonolog.errors import SonologError
from sonolog.tui.keys import bindings
from sonolog.tui.screens.listing import ListingScreen
from sonolog.tui.text import cell
from sonolog.usecases.destroy_in_department import HeldThere

if TYPE_CHECKING:
    from sonolog.paths import Home
    from sonolog.usecases.destroy import Destroyed, Estate
    from sonolog.usecases.owned_files import OwnedFile

_SIZE, _WHAT = 12, 24


class DestroyScreen(ListingScreen["OwnedFile"]):
    """Every file that would be destroyed."""

    HEADING: ClassVar[str] = "Destroy everything"
    KEYS = ("destroy", "everywhere")
    BINDINGS = bindings("destroy")
    HELP: ClassVar[str] = "Nothing is touched until D is pressed and your name is typed; then there is no way back."

    def __init__(self) -> None:
        super().__init__()
        self._estate: Estate | None = None
        self._held = HeldThere(0, 0)

    async def load(self) -> Sequence[OwnedFile]:
        """Return what there is."""
        self._estate = await self.desk.apart(partial(_estate, self.desk.home))
        return self._estate.files

    def row(self, one: OwnedFile, width: int) -> Content:
        """Return size, what it is, and its name."""
        rest = width - _SIZE - _WHAT
        return cell(f"{one.size:>10,}", _SIZE) + cell(one.what, _WHAT, "bold") + cell(one.path.name, rest)

    def about(self, one: OwnedFile) -> str:
        """Return the path whole."""
        return f"{one.what}: {one.path}"

    def action_destroy(self) -> None:
        """Ask for the name, and destroy everything."""
        if self._estate is not None:
            self.act(self._destroy(self._estate))

    async def _destroy(self, estate: Estate) -> None:
        from sonolog.tui.dialogs.line import LineDialog
        from sonolog.usecases.destroy import CANNOT

        there = await self._there(estate)
        asked = (
            f"{counted(len(estate.files), 'file')}, {estate.size:,} bytes, are destroyed for good. There is no backup "
            f"afterwards.\n\n{CANNOT}\n\n{there}Type “{estate.name}” to destroy all of it."
        )
        typed = await self.app.push_screen_wait(LineDialog("Destroy everything?", asked))
        if not typed or not await self._is_taken_away(estate, typed):
            self.say("Nothing was destroyed.")
            return
        self.desk.is_over = True
        try:
            found, done = await self.desk.apart(partial(_destroyed, estate, typed, self.desk.home))
        except SonologError:
            self.desk.is_over = False
            raise
        self.app.exit(message=Text(_told(found, done)))

    async def _there(self, estate: Estate) -> str:
        """Ask what a department holds, and return it in words; nothing of a file."""
        if not estate.is_department:
            return ""
        from sonolog.usecases.destroy import ON_THE_SERVER
        from sonolog.usecases.destroy_in_department import held_there, held_words

        self._held = await self.read(held_there)
        return f"{held_words(self._held)} {ON_THE_SERVER}\n\n"

    async def _is_taken_away(self, estate: Estate, typed: str) -> bool:
        """Take away on a department's server what is one's own; False where the passphrase was not given."""
        from sonolog.usecases.destroy import require_name
        from sonolog.usecases.destroy_in_department import take_away

        require_name(estate, typed)
        if not self._held.own:
            return True
        key = await self.open_key(f"You take away the texts of {counted(self._held.own, 'record')} for good.")
        if key is None:
            return False
        await self.write(lambda logbook: take_away(logbook, key))
        return True


def _told(estate: Estate, done: Destroyed) -> str:
    left = [visible(f"{path} is still there: {why}.") for path, why in done.remaining]
    return "\n".join([f"Destroyed: {counted(done.count, 'file')} of {len(estate.files)}.", *left])


def _destroyed(estate: Estate, typed: str, home: Home, where: str | None) -> tuple[Estate, Destroyed]:
    """Destroy what there is by now: the key that signed for a department's server may have been made just before."""
    from sonolog.usecases.destroy import destroy, what_there_is_now

    found = what_there_is_now(estate, where, home) if estate.is_department else estate
    return found, destroy(found, typed)


def _estate(home: Home, where: str | None) -> Estate:
    from sonolog.usecases.destroy import what_there_is

    return what_there_is(where, home)
