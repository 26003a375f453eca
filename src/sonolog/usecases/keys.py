"""Signing keys: make one, open one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sonolog.paths import PlaceUnusable, make_private
from sonolog.store.people import person_row
from sonolog.usecases.errors import NobodyActs, NoKey
from sonolog.usecases.identity import read_identity
from sonolog.usecases.key_files import beside, key_path, key_places
from sonolog.usecases.logbook import Logbook

if TYPE_CHECKING:
    from sonolog.ledger.keys import Passphrase, SigningKey

_WORD_COUNT = 6
_SYLLABLES = ("ba", "be", "bi", "bo", "da", "de", "di", "do", "fa", "fe", "fi", "fo", "ga", "ge", "go", "ka")
_ENDINGS = ("l", "m", "n", "r", "s", "t", "k", "p", "sh", "ld", "nd", "rk", "st", "lm", "rn", "mp")


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """A person's key on this machine."""

    person: str
    path: Path
    public: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class KeyUse:
    """A key opened for one act, and where it was opened."""

    person: str
    assurance: str
    """own-device, walk-up or external-file."""
    signing: SigningKey = field(repr=False)


def key_of(logbook: Logbook, person: str | None = None) -> KeyPlace | None:
    """Return the key of ``person``, or of whoever acts; None if there is none on this machine.

    Raises:
        NobodyActs: neither is known.
        KeyFileExposed, UnusableKey: the file cannot be trusted.
    """
    from sonolog.ledger.keys import public_of
    from sonolog.ledger.sshsig import fingerprint

    owner = _owner(logbook, person)
    path = key_path(logbook, owner)
    if path is None:
        return None
    public = public_of(path)
    return KeyPlace(owner, path, public, fingerprint(public))


def create_key(logbook: Logbook, passphrase: Passphrase, person: str | None = None) -> KeyPlace:
    """Make a key for ``person``, or for whoever acts, encrypted with ``passphrase``.

    Raises:
        WeakPassphrase: the passphrase is too short.
        KeyFileExists: there is a key already.
        PlaceUnusable: the folder of keys cannot be written.
    """
    from sonolog.ledger.keys import create_key as make
    from sonolog.ledger.keys import write_key

    owner = _owner(logbook, person)
    path = key_path(logbook, owner) or key_places(logbook, owner)[0]
    pair = make(passphrase, comment=f"sonolog {_name(logbook, owner)}")
    make_private(path.parent)
    try:
        write_key(pair, path)
    except OSError as fault:
        raise PlaceUnusable(path, fault) from None
    return KeyPlace(owner, path, pair.key.public, pair.fingerprint)


def open_key(logbook: Logbook, passphrase: Passphrase, person: str | None = None) -> KeyUse:
    """Open the key of ``person``, or of whoever acts, for one act.

    Raises:
        NoKey: there is none on this machine.
        GuessWrong: the passphrase does not open it; whoever asks again has to wait first.
    """
    from sonolog.ledger.errors import WrongPassphrase
    from sonolog.ledger.keys import load_key

    owner = _owner(logbook, person)
    path = key_path(logbook, owner)
    if path is None:
        raise NoKey(_name(logbook, owner))
    try:
        signing = load_key(path, passphrase)
    except WrongPassphrase:
        raise logbook.guesses.wrong(path) from None
    logbook.guesses.right(path)
    return KeyUse(owner, _assurance(logbook, owner, path), signing)


def suggested_words(logbook: Logbook) -> str:
    """Return a new passphrase of six made-up words, 48 bits and easily typed, as an offer."""
    return " ".join(_word(logbook.entropy(1)) for _ in range(_WORD_COUNT))


def _word(chance: Sequence[int]) -> str:
    return _SYLLABLES[chance[0] >> 4] + _ENDINGS[chance[0] & 15]


def _owner(logbook: Logbook, person: str | None) -> str:
    owner = person or logbook.actor
    if owner is None:
        raise NobodyActs
    return owner


def _name(logbook: Logbook, person: str) -> str:
    with logbook.reading() as connection:
        row = person_row(connection, person)
    return row.name if row is not None else "This person"


def _assurance(logbook: Logbook, person: str, path: Path) -> str:
    """Return the setting: a key on a computer that is somebody else's was used as a visitor."""
    if path.parent == beside(logbook.path):
        return "external-file"
    identity = read_identity(logbook.home)
    return "own-device" if identity is not None and identity.person == person else "walk-up"
