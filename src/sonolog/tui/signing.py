"""Open the key with which somebody signs: ask for the passphrase, and make the key first where there is none.

A passphrase goes from the input into a :class:`sonolog.ledger.keys.Passphrase`, which does not print itself,
and no function here holds its text.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from sonolog.tui.dialogs.holding import held
from sonolog.tui.dialogs.passphrase import NewPassphraseDialog, PassphraseDialog

if TYPE_CHECKING:
    from sonolog.ledger.keys import Passphrase
    from sonolog.tui.work import DeskScreen
    from sonolog.usecases.keys import KeyUse
    from sonolog.usecases.logbook import Logbook


async def opened_key(screen: DeskScreen[Any], why: str, person: str | None = None) -> KeyUse | None:
    """Return an opened key of ``person`` or of whoever acts; None if the question was left."""
    if not await screen.read(partial(_has_key, person)):
        return await _new_key(screen, why, person)
    return await _existing_key(screen, why, person)


async def _existing_key(screen: DeskScreen[Any], why: str, person: str | None) -> KeyUse | None:
    """Ask until the passphrase is right or was wrong too often; each wrong one is followed by a longer wait."""
    from sonolog.usecases.wrong_passphrases import GuessWrong

    fault = ""
    while True:
        typed = await screen.app.push_screen_wait(PassphraseDialog(why, fault=fault))
        if typed is None:
            return None
        async with held(screen.app, "One moment", "The key is being opened …") as dialog:
            try:
                return await screen.read(partial(_open, typed, person))
            except GuessWrong as refusal:
                del typed
                dialog.say(f"{refusal.message}\nIt can be typed again in {refusal.wait} s.")
                await screen.desk.pause(refusal.wait)
                if refusal.is_last:
                    raise
                fault = refusal.message


async def _new_key(screen: DeskScreen[Any], why: str, person: str | None) -> KeyUse | None:
    from sonolog.ledger.errors import WeakPassphrase

    fault = ""
    offer = await screen.read(_offer)
    while True:
        typed = await screen.app.push_screen_wait(NewPassphraseDialog(why, offer=offer, fault=fault))
        if typed is None:
            return None
        try:
            return await screen.write(partial(_make, typed, person))
        except WeakPassphrase as refusal:
            fault = refusal.message


def _has_key(person: str | None, logbook: Logbook) -> bool:
    from sonolog.usecases.keys import key_of

    return key_of(logbook, person) is not None


def _open(typed: Passphrase, person: str | None, logbook: Logbook) -> KeyUse:
    from sonolog.usecases.keys import open_key

    return open_key(logbook, typed, person)


def _make(typed: Passphrase, person: str | None, logbook: Logbook) -> KeyUse:
    from sonolog.usecases.keys import create_key, open_key

    create_key(logbook, typed, person)
    return open_key(logbook, typed, person)


def _offer(logbook: Logbook) -> str:
    from sonolog.usecases.keys import suggested_words

    return suggested_words(logbook)
