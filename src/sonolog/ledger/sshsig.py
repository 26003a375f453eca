"""Signatures as ``ssh-keygen -Y sign`` makes them (OpenSSH, PROTOCOL.sshsig), for Ed25519 keys.

A signature is kept as its 64 raw bytes; blob and armour are rebuilt from them byte for byte.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sonolog.ledger.errors import UnreadableSignature

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

NAMESPACE = "sonolog-statement@v1"
"""Keeps a signature from being taken for one made for another purpose."""
ALGORITHM = "ssh-ed25519"
SIGNATURE_SIZE = 64
KEY_SIZE = 32

_MAGIC = b"SSHSIG"
_VERSION = (1).to_bytes(4, "big")
_HASH = "sha512"
_BEGIN = "-----BEGIN SSH SIGNATURE-----"
_END = "-----END SSH SIGNATURE-----"
_COLUMNS = 70
_ARMOUR_LIMIT = 1_000
_KEYS_KEPT = 1_000
"""Keys kept open while many statements are checked: a logbook has few signers."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What an armoured signature holds: the public key's line and the raw 64 bytes."""

    public: str
    raw: bytes


def public_line(raw: bytes) -> str:
    """Return the ``ssh-ed25519 AAAA…`` line, without comment, of a raw 32-byte public key."""
    return f"{ALGORITHM} {base64.b64encode(_string(ALGORITHM) + _string(raw)).decode()}"


def raw_public(line: str) -> bytes:
    """Return the 32 bytes of the key in a public line (a comment after it is ignored).

    Raises:
        UnreadableSignature: the line is not an Ed25519 public key.
    """
    words = line.split()
    raw = _decoded(words[1])[-KEY_SIZE:] if len(words) > 1 else b""
    if len(raw) != KEY_SIZE or public_line(raw) != " ".join(words[:2]):
        raise UnreadableSignature("its key is not an ssh-ed25519 key")
    return raw


@lru_cache(maxsize=_KEYS_KEPT)
def fingerprint(line: str) -> str:
    """Return ``SHA256:…`` for a public line, as ``ssh-keygen -l`` prints it.

    Raises:
        UnreadableSignature: the line is not an Ed25519 public key.
    """
    blob = _string(ALGORITHM) + _string(raw_public(line))
    return "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")


def signed_bytes(message: bytes) -> bytes:
    """Return what the key really signs: magic, namespace, hash name, and the SHA-512 of ``message``."""
    return _MAGIC + _string(NAMESPACE) + _string("") + _string(_HASH) + _string(hashlib.sha512(message).digest())


def armour(public: str, signature: bytes) -> str:
    """Return the text of a ``.sig`` file for the raw 64 bytes of ``signature``.

    Raises:
        UnreadableSignature: ``public`` is not an Ed25519 key, or ``signature`` not 64 bytes.
    """
    if len(signature) != SIGNATURE_SIZE:
        raise UnreadableSignature(f"a signature has {SIGNATURE_SIZE} bytes")
    encoded = base64.b64encode(_head(raw_public(public)) + signature).decode()
    lines = [encoded[start : start + _COLUMNS] for start in range(0, len(encoded), _COLUMNS)]
    return "\n".join([_BEGIN, *lines, _END]) + "\n"


def read_armour(text: str) -> Signature:
    """Return the key and signature in the text of a ``.sig`` file.

    The text must be exactly what :func:`armour` writes for them: no other line breaks, padding or fields.

    Raises:
        UnreadableSignature: it is not such a text.
    """
    lines = text.splitlines()
    if len(text) > _ARMOUR_LIMIT or len(lines) < 3:
        raise UnreadableSignature("it is not an armoured SSH signature")
    blob = _decoded("".join(lines[1:-1]))
    start = len(_MAGIC + _VERSION) + 4 + len(_string(ALGORITHM)) + 4
    raw, signature = blob[start : start + KEY_SIZE], blob[-SIGNATURE_SIZE:]
    if len(raw) != KEY_SIZE or len(signature) != SIGNATURE_SIZE:
        raise UnreadableSignature("it ends early")
    public = public_line(raw)
    if armour(public, signature) != text:
        raise UnreadableSignature("it is of another kind, for another purpose, or spelt differently")
    return Signature(public, signature)


def verify(public: str, message: bytes, signature: bytes) -> bool:
    """Tell whether ``signature``, 64 raw bytes, is the key's signature of ``message`` in our namespace."""
    return verify_raw(public, signed_bytes(message), signature)


def verify_raw(public: str, signed: bytes, signature: bytes) -> bool:
    """Tell whether ``signature``, 64 raw bytes, is the key's signature of exactly the bytes ``signed``."""
    from cryptography.exceptions import InvalidSignature

    try:
        _public_key(public).verify(signature, signed)
    except (InvalidSignature, UnreadableSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=_KEYS_KEPT)
def _public_key(public: str) -> Ed25519PublicKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    return Ed25519PublicKey.from_public_bytes(raw_public(public))


def _head(raw: bytes) -> bytes:
    """Return everything of the blob before the 64 bytes of the signature."""
    key = _string(_string(ALGORITHM) + _string(raw))
    inner = _string(ALGORITHM) + SIGNATURE_SIZE.to_bytes(4, "big")
    length = (len(inner) + SIGNATURE_SIZE).to_bytes(4, "big")
    return _MAGIC + _VERSION + key + _string(NAMESPACE) + _string("") + _string(_HASH) + length + inner


def _string(content: str | bytes) -> bytes:
    """Return an SSH string (RFC 4251): length in four bytes, then the content."""
    raw = content.encode() if isinstance(content, str) else content
    return len(raw).to_bytes(4, "big") + raw


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise UnreadableSignature("it is not base64") from error
