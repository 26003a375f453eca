"""What a person does with a key of their own: hand out a card, carry the key, bring one along."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sonolog.tui.work import DeskScreen
    from sonolog.usecases.keys import KeyPlace, KeyUse
    from sonolog.usecases.logbook import Logbook

_WHAT = "Your key signs for you. Its file is locked by your passphrase, here and wherever you carry it."
_ACTS = (
    ("card", "Write my card: what a lead vouches by, and a revocation for the safe"),
    ("export", "Carry my key to another computer: a copy, locked as it is"),
    ("import", "Bring a key along that was made elsewhere"),
)
_WHERE_CARD = "Where to? A second file lies beside it: a revocation, signed in advance. Keep it where only you are."
_WHERE_KEY = "Where to? On the other computer: People, k, “Bring a key along”."
_WHICH_KEY = "Which file? It becomes the key that signs for you here."


async def about_my_key(screen: DeskScreen[Any]) -> str:
    """Ask what is to be done, do it, and return what was done; empty if it was left."""
    from sonolog.tui.dialogs.file import FileDialog
    from sonolog.tui.dialogs.pick import PickDialog

    act = await screen.app.push_screen_wait(PickDialog("My key", _WHAT, _ACTS))
    asked = {"card": _WHERE_CARD, "export": _WHERE_KEY, "import": _WHICH_KEY}
    offer = {"card": "~/my-card.slb", "export": "", "import": ""}
    path = await screen.app.push_screen_wait(FileDialog("My key", asked[act], offer[act])) if act else None
    if path is None:
        return ""
    if act == "card":
        return await _card(screen, path)
    if act == "export":
        return f"Your key is at {await screen.read(partial(_exported, path))}."
    place = await screen.write(partial(_imported, path))
    return f"{place.fingerprint} signs for you here from now on."


async def _card(screen: DeskScreen[Any], path: Path) -> str:
    from sonolog.tui.dialogs.notice import NoticeDialog

    key = await screen.open_key("The revocation beside your card is a signed statement.")
    if key is None:
        return ""
    card, revocation = await screen.read(partial(_card_written, path, key))
    told = f"Card: {card}\nRevocation: {revocation}"
    safe = "Give the card to a lead. Put the revocation in a safe: whoever has it can make your key worthless."
    await screen.app.push_screen_wait(NoticeDialog("Your card", told, safe))
    return f"Written: {card}"


def _card_written(path: Path, key: KeyUse, logbook: Logbook) -> tuple[Path, Path]:
    from sonolog.usecases.cards import write_card

    return write_card(logbook, path, key=key)


def _exported(path: Path, logbook: Logbook) -> Path:
    from sonolog.usecases.cards import export_key

    return export_key(logbook, path)


def _imported(path: Path, logbook: Logbook) -> KeyPlace:
    from sonolog.usecases.cards import import_key

    return import_key(logbook, path)
