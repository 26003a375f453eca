"""A supervisor with nothing installed: a key made on the trainee's computer, offered on a stick, then their records."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sonolog.ledger.keys import Passphrase
    from sonolog.tui.work import DeskScreen
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.people import PersonLine
    from sonolog.usecases.walk_up import Visitor

_STICK = "{name}, do you want your key with you, on a stick? It is locked by your passphrase. Esc: not now."


async def let_in(screen: DeskScreen[Any], suggested: PersonLine | None) -> PersonLine | None:
    """Ask who came by, make their key, offer it to them, and return them; None if it was left."""
    from sonolog.ledger.errors import WeakPassphrase
    from sonolog.tui.dialogs.walk_up import WalkUpDialog
    from sonolog.usecases.walk_up import Visitor

    name, (body, _, number) = (suggested.name, suggested.register.partition(" ")) if suggested else ("", ("", "", ""))
    visitor, fault = Visitor(name, body, number), ""
    offer = await screen.read(_offer)
    while True:
        typed = await screen.app.push_screen_wait(WalkUpDialog(offer=offer, known=visitor, fault=fault))
        if typed is None:
            return None
        visitor, passphrase = typed
        try:
            found = await screen.write(partial(_made, visitor, passphrase))
        except WeakPassphrase as refusal:
            fault = refusal.message
            continue
        await _offer_key(screen, found)
        return found


async def _offer_key(screen: DeskScreen[Any], person: PersonLine) -> None:
    from sonolog.errors import SonologError
    from sonolog.tui.dialogs.file import FileDialog
    from sonolog.tui.dialogs.refusal import RefusalDialog

    words = _STICK.format(name=person.name)
    while path := await screen.app.push_screen_wait(FileDialog("Your key", words, "")):
        try:
            written = await screen.read(partial(_exported, person.id, path))
        except SonologError as refusal:
            await screen.app.push_screen_wait(RefusalDialog(refusal))
        else:
            screen.say(f"Your key is at {written}. On another computer: sonolog identity import.")
            return


def _offer(logbook: Logbook) -> str:
    from sonolog.usecases.keys import suggested_words

    return suggested_words(logbook)


def _made(visitor: Visitor, passphrase: Passphrase, logbook: Logbook) -> PersonLine:
    from sonolog.usecases.walk_up import walk_up

    return walk_up(logbook, visitor, passphrase)


def _exported(person: str, path: Path, logbook: Logbook) -> Path:
    from sonolog.usecases.cards import export_key

    target = path / f"{person}.key" if path.is_dir() else path
    return export_key(logbook.acting_as(person), target)
