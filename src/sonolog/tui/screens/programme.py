"""The programmes whose word on keys is trusted here; and, for a programme itself, what it publishes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from sonolog.tui.fingerprints import in_groups, tail
from sonolog.tui.keys import bindings
from sonolog.tui.screens.listing import ListingScreen
from sonolog.tui.text import cell

if TYPE_CHECKING:
    from sonolog.usecases.cards import Published
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.programme import Root

_PIN = "Take the fingerprint from the programme's handbook or page, never from a file you want to check."
_TAIL = 12


class ProgrammeScreen(ListingScreen["Root"]):
    """The root keys pinned in this home."""

    HEADING: ClassVar[str] = "Trusted programmes"
    NOTHING: ClassVar[str] = "None yet: every signature is “Valid, identity not confirmed” at best. + trusts one."
    KEYS = ("programme", "everywhere")
    BINDINGS = bindings("programme")
    HELP: ClassVar[str] = (
        "A programme is known by the fingerprint of its root key. Whom it vouches for is confirmed here."
    )

    async def load(self) -> Sequence[Root]:
        """Ask which are pinned."""
        return await self.read(_pinned)

    def row(self, one: Root, width: int) -> Content:
        """Return name and end of the fingerprint."""
        return cell(one.name, width - _TAIL, "bold") + cell(tail(one.fingerprint), _TAIL)

    def about(self, one: Root) -> str:
        """Return the whole fingerprint."""
        return in_groups(one.fingerprint)

    def action_add(self) -> None:
        """Trust a programme."""
        self.act(self._pin())

    def action_drop(self) -> None:
        """Trust it no longer."""
        if self.chosen is not None:
            self.act(self._unpin(self.chosen))

    def action_publish(self) -> None:
        """Write what a programme puts on its page."""
        self.act(self._publish())

    async def _pin(self) -> None:
        from sonolog.tui.dialogs.form import FormDialog, FormLine

        lines = [FormLine("fingerprint", "Fingerprint", "", "SHA256:…"), FormLine("name", "What to call it")]
        typed = await self.app.push_screen_wait(FormDialog("Trust a programme", _PIN, lines))
        if typed is not None:
            root = await self.write(partial(_trusted, typed["fingerprint"], typed["name"]))
            self.say(f"{root.name} is trusted: whom it vouches for is confirmed.")
            self.reload()

    async def _unpin(self, one: Root) -> None:
        from sonolog.tui.dialogs.confirm import ConfirmDialog

        words = f"{one.name}: those it vouches for are “identity not confirmed” again."
        if await self.app.push_screen_wait(ConfirmDialog("Trust it no longer?", words, yes="No longer")):
            await self.write(partial(_forgotten, one.fingerprint))
            self.say(f"{one.name} is trusted no longer.")
            self.reload()

    async def _publish(self) -> None:
        from sonolog.tui.dialogs.file import FileDialog
        from sonolog.tui.dialogs.notice import NoticeDialog

        words = "Into which folder? allowed_signers is for OpenSSH; others take in programme.slb."
        folder = await self.app.push_screen_wait(FileDialog("Publish", words, "~/sonolog-programme"))
        if folder is not None:
            written = await self.read(partial(_published, folder))
            roots = [f"Root key, to be printed in the handbook: {one}" for one in written.roots]
            files = f"Written: {', '.join(one.name for one in written.files)} in {folder}."
            await self.app.push_screen_wait(NoticeDialog("Published", files, *roots))
            self.say(files)


def _pinned(logbook: Logbook) -> tuple[Root, ...]:
    from sonolog.usecases.programme import pinned

    return pinned(logbook.home)


def _trusted(fingerprint: str, name: str, logbook: Logbook) -> Root:
    from sonolog.usecases.programme import pin

    return pin(logbook.home, fingerprint, name)


def _forgotten(fingerprint: str, logbook: Logbook) -> bool:
    from sonolog.usecases.programme import unpin

    return unpin(logbook.home, fingerprint)


def _published(folder: Path, logbook: Logbook) -> Published:
    from sonolog.usecases.cards import publish

    return publish(logbook, folder)
