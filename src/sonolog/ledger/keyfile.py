"""The outside of an OpenSSH private key file: what can be read without the passphrase.

The format is described in OpenSSH's own PROTOCOL.key.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from sonolog.ledger.errors import UnreadableSignature, UnusableKey
from sonolog.ledger.sshsig import ALGORITHM, public_line, raw_public

MOST_ROUNDS = 2_000
"""A crafted file could otherwise ask for hours of work before it says no."""

LARGEST_KEY_FILE = 64 * 1024
"""Bytes."""
_MAGIC = b"openssh-key-v1\x00"
_PEM = re.compile(rb"-----BEGIN OPENSSH PRIVATE KEY-----\s(.*?)-----END OPENSSH PRIVATE KEY-----", re.DOTALL)
_PROTECT = "Give it a passphrase first: ssh-keygen -p -a 100 -f FILE"


@dataclass(frozen=True, slots=True)
class Envelope:
    """The public key in the file, and the rounds of bcrypt that protect the private one."""

    public: str
    rounds: int


def read_envelope(content: bytes, *, where: str) -> Envelope:
    """Return what the outside of a private key file says; ``where`` is its name, for messages.

    Raises:
        UnusableKey: it is not an OpenSSH file, not Ed25519, not encrypted, or asks for absurd work.
    """
    try:
        cipher, function, options, blob = _parts(content)
        public = _public(blob)
        rounds = int.from_bytes(options[-4:], "big")
    except (ValueError, binascii.Error) as error:
        raise UnusableKey(where, "it is not a private key in OpenSSH's format, or it is damaged") from error
    except UnreadableSignature as error:
        raise UnusableKey(where, "it is not an Ed25519 key", hint="Make one: ssh-keygen -t ed25519 -a 100") from error
    if cipher == b"none" or function == b"none":
        raise UnusableKey(where, "it is not protected by a passphrase", hint=_PROTECT)
    if function != b"bcrypt" or not 1 <= rounds <= MOST_ROUNDS:
        raise UnusableKey(where, "its protection is not one this program reads")
    return Envelope(public, rounds)


def _parts(content: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    found = _PEM.search(content)
    if found is None:
        raise ValueError("no armour")
    raw = base64.b64decode(found.group(1))
    if not raw.startswith(_MAGIC):
        raise ValueError("no magic")
    cipher, rest = _string(raw[len(_MAGIC) :])
    function, rest = _string(rest)
    options, rest = _string(rest)
    if rest[:4] != b"\x00\x00\x00\x01":
        raise ValueError("not one key")
    public, _ = _string(rest[4:])
    return cipher, function, options, public


def _public(blob: bytes) -> str:
    kind, rest = _string(blob)
    if kind != ALGORITHM.encode():
        raise UnreadableSignature("its key is not an ssh-ed25519 key")
    raw, _ = _string(rest)
    line = public_line(raw)
    raw_public(line)
    return line


def _string(raw: bytes) -> tuple[bytes, bytes]:
    end = 4 + int.from_bytes(raw[:4], "big")
    if len(raw) < max(end, 4):
        raise ValueError("ends early")
    return raw[4:end], raw[end:]
