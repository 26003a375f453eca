"""The key of whoever acts, opened for one command; made the first time it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sonolog.cli import diagnostics

if TYPE_CHECKING:
    from sonolog.cli.options import Request
    from sonolog.ledger.keys import Passphrase
    from sonolog.usecases.keys import KeyUse
    from sonolog.usecases.logbook import Logbook

_WHAT_A_KEY_IS = """\
{name} has no signing key on this machine yet; one is made now.
Whatever you submit or sign is signed with it. It is kept in a file of this
computer, locked by a passphrase that only you know: 12 characters or more,
or four words or more. Nobody can recover the passphrase: keep it well.
For example: {words}"""


def open_key_for(request: Request, logbook: Logbook) -> KeyUse:
    """Return the opened key of whoever acts, made first if there is none; asks for the passphrase.

    Somebody at a terminal may try five times, and waits longer after each wrong one.

    Raises:
        SonologError: nobody acts, no passphrase could be had, it is wrong (77), or too weak for a new key.
    """
    from sonolog.usecases.keys import key_of, open_key
    from sonolog.usecases.people import the_actor
    from sonolog.usecases.wrong_passphrases import GuessWrong

    name = the_actor(logbook).name
    if key_of(logbook) is None:
        return open_key(logbook, make_key(request, logbook, name))
    while True:
        try:
            return open_key(logbook, diagnostics.ask_passphrase(f"Passphrase of {name}", fd=request.passphrase_fd))
        except GuessWrong as refusal:
            request.clock.pause(refusal.wait)
            if refusal.is_last or request.passphrase_fd is not None:
                raise
            diagnostics.note(f"{refusal.message} Try again.")


def make_key(request: Request, logbook: Logbook, name: str) -> Passphrase:
    """Make the key of whoever acts, after saying what it is, and return its passphrase.

    Somebody at a terminal is asked again where it is too weak.

    Raises:
        SonologError: no passphrase could be had, or it is too weak.
    """
    from sonolog.ledger.errors import WeakPassphrase
    from sonolog.usecases.keys import create_key, suggested_words

    if request.passphrase_fd is None:
        diagnostics.note(_WHAT_A_KEY_IS.format(name=name, words=suggested_words(logbook)))
    while True:
        passphrase = diagnostics.ask_passphrase(f"New passphrase of {name}", fd=request.passphrase_fd, confirm=True)
        try:
            made = create_key(logbook, passphrase)
        except WeakPassphrase as refusal:
            if request.passphrase_fd is not None:
                raise
            diagnostics.note(f"{refusal.message} {refusal.hint}")
            continue
        diagnostics.note(f"Made the signing key of {name}: {made.path}")
        return passphrase
