"""Signing keys: Ed25519, kept as passphrase-encrypted OpenSSH private key files.

The key material is held by a :class:`SigningKey` and nowhere else; drop it after the act. Python cannot
promise that the memory is wiped; what can be kept is that no core dump shows it.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from sonolog.ledger import sshsig
from sonolog.ledger.errors import (
    KeyFileExists,
    KeyFileExposed,
    KeyFileMissing,
    UnusableKey,
    WeakPassphrase,
    WrongPassphrase,
)
from sonolog.ledger.identifiers import Entropy
from sonolog.ledger.keyfile import LARGEST_KEY_FILE, Envelope, read_envelope
from sonolog.ledger.memory import Secret

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ROUNDS = 100
"""Rounds of bcrypt-pbkdf: most of a second for one guess on a usual laptop."""
SEED_SIZE = 32
LEAST_CHARACTERS = 12
LEAST_WORDS = 4
MOST_BYTES = 1_000


class Passphrase(Secret):
    """A passphrase that does not print itself: not in messages, logs, tracebacks or pickles."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = bytearray(text.encode(errors="replace"))

    def __del__(self) -> None:
        self._text[:] = bytes(len(self._text))
        super().__del__()

    def reveal(self) -> bytes:
        """Return the UTF-8 bytes, to be handed to the key file's cipher and to nothing else."""
        return bytes(self._text)

    def __repr__(self) -> str:
        """Return a mask of constant length."""
        return "Passphrase(********)"

    def __str__(self) -> str:
        """Return a mask of constant length."""
        return "********"

    def __reduce__(self) -> NoReturn:
        """Refuse to be copied into a file or another process."""
        raise TypeError("a passphrase is not written anywhere")


class SigningKey(Secret):
    """An opened key."""

    __slots__ = ("_private", "fingerprint", "public")

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.public = sshsig.public_line(private.public_key().public_bytes_raw())
        """The ``ssh-ed25519 AAAA…`` line without a comment."""
        self.fingerprint = sshsig.fingerprint(self.public)
        """``SHA256:…`` as ``ssh-keygen -l`` prints it."""

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte Ed25519 signature of exactly these bytes."""
        return self._private.sign(message)

    def __repr__(self) -> str:
        """Return the fingerprint only."""
        return f"SigningKey({self.fingerprint})"

    def __reduce__(self) -> NoReturn:
        """Refuse to be copied into a file or another process."""
        raise TypeError("an opened key is not written anywhere")


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A new key: open for use, and encrypted for its file."""

    key: SigningKey
    encrypted: bytes = field(repr=False)
    """Content of the private key file."""
    comment: str

    @property
    def public(self) -> str:
        """Line of the ``.pub`` file, comment included."""
        return f"{self.key.public} {self.comment}".rstrip()

    @property
    def fingerprint(self) -> str:
        """``SHA256:…`` of the key."""
        return self.key.fingerprint


def check_passphrase(text: str) -> Passphrase:
    """Return the passphrase if it is fit to protect a key: 12 characters, or four words, or more.

    Raises:
        WeakPassphrase: it is too short, or cannot be typed into other programs.
    """
    words = [word for word in text.split() if len(word) > 1]
    if len(text.strip()) < LEAST_CHARACTERS and len(words) < LEAST_WORDS:
        raise WeakPassphrase("too short")
    if any(ord(character) < 32 or "\ud800" <= character <= "\udfff" for character in text):
        raise WeakPassphrase("not typable: it holds control characters")
    if len(text.encode()) > MOST_BYTES:
        raise WeakPassphrase("too long for a key file")
    return Passphrase(text)


def create_key(passphrase: Passphrase, *, comment: str, entropy: Entropy | None = None) -> KeyPair:
    """Return a new key and its file content, encrypted with 100 rounds of bcrypt.

    Without ``entropy`` the cryptographic library draws the key itself.  One line of ``comment`` goes into the
    public file.

    Raises:
        WeakPassphrase: the passphrase breaks the rule of :func:`check_passphrase`.
    """
    check_passphrase(passphrase.reveal().decode())
    key = key_from_seed(entropy(SEED_SIZE)) if entropy else _drawn_key()
    return KeyPair(key, _encrypt(key, passphrase), " ".join(comment.split()))


def key_from_seed(seed: bytes) -> SigningKey:
    """Return the key that 32 bytes determine, for demonstrations that must come out the same each time."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return SigningKey(Ed25519PrivateKey.from_private_bytes(seed))


def write_key(pair: KeyPair, path: Path) -> None:
    """Write the private key to ``path`` and its public line beside it as ``.pub``: new files, mode 0600.

    Raises:
        KeyFileExists: one of the files is already there; nothing was written.
        OSError: the folder is missing, full or not writable; neither file is left behind.
    """
    beside = public_path(path)
    _write_new(beside, f"{pair.public}\n".encode())
    try:
        _write_new(path, pair.encrypted)
    except (KeyFileExists, OSError):
        beside.unlink()
        raise
    _sync_folder(path.parent)


def public_path(path: Path) -> Path:
    """Return where the public line of the key in ``path`` is kept."""
    return path.with_name(path.name + ".pub")


def public_of(path: Path) -> str:
    """Return the public line in a private key file; needs no passphrase.

    Raises:
        KeyFileMissing: there is no such file.
        KeyFileExposed: others may open it.
        UnusableKey: it is not an encrypted Ed25519 key in OpenSSH's format.
    """
    return _envelope(path)[0].public


def load_key(path: Path, passphrase: Passphrase) -> SigningKey:
    """Return the key in ``path``, opened.

    Raises:
        KeyFileMissing: there is no such file.
        KeyFileExposed: other accounts may open it; as ``ssh`` does, it is refused.
        UnusableKey: it is not an encrypted Ed25519 key in OpenSSH's format.
        WrongPassphrase: the passphrase does not open it.
    """
    envelope, content = _envelope(path)
    key = _decrypt(content, passphrase, str(path))
    if key.public != envelope.public:
        raise UnusableKey(str(path), "its public and private parts do not belong together")
    return key


def _drawn_key() -> SigningKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return SigningKey(Ed25519PrivateKey.generate())


def _encrypt(key: SigningKey, passphrase: Passphrase) -> bytes:
    from cryptography.hazmat.primitives import serialization as form

    # BestAvailableEncryption would take OpenSSH's default of 16 rounds.
    locked = form.PrivateFormat.OpenSSH.encryption_builder().kdf_rounds(ROUNDS).build(passphrase.reveal())
    return key._private.private_bytes(form.Encoding.PEM, form.PrivateFormat.OpenSSH, locked)


def _decrypt(content: bytes, passphrase: Passphrase, where: str) -> SigningKey:
    from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_ssh_private_key

    if not passphrase.reveal():
        raise WrongPassphrase(where)
    try:
        private = load_ssh_private_key(content, passphrase.reveal())
    except UnsupportedAlgorithm as error:
        raise UnusableKey(where, "its cipher is not known here") from error
    except (ValueError, InvalidTag):
        raise WrongPassphrase(where) from None
    if not isinstance(private, Ed25519PrivateKey):
        raise UnusableKey(where, "it is not an Ed25519 key")
    return SigningKey(private)


def _envelope(path: Path) -> tuple[Envelope, bytes]:
    content = _read_private(path)
    return read_envelope(content, where=str(path)), content


def _read_private(path: Path) -> bytes:
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise KeyFileMissing(str(path), (error.strerror or "unknown reason").lower()) from error
    try:
        _require_private(path, os.fstat(handle).st_mode)
        return os.read(handle, LARGEST_KEY_FILE)
    finally:
        os.close(handle)


def _require_private(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise KeyFileMissing(str(path), "it is not a file")
    if os.name == "posix" and mode & 0o077:
        raise KeyFileExposed(str(path), stat.S_IMODE(mode))


def _write_new(path: Path, content: bytes) -> None:
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError as error:
        raise KeyFileExists(str(path)) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(handle)
    except OSError:
        path.unlink()
        raise


def _sync_folder(folder: Path) -> None:
    """Make the new names durable; a system that cannot open folders (Windows) does so by itself."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
