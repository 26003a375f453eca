"""A process that checks signatures for another: what it is handed, and its own loop.

Signatures are handed over in runs: how many, a nonce, and then each as the lengths of its key and text in bytes and of
itself (64, or 0 where there is none) followed by the three.  Every number has four bytes in network order.  A run is
answered at once: a seal, and a byte for each signature, 1 where it holds.

An interpreter runs what others installed (``.pth`` files, ``sitecustomize``) before this module, and it may print.  A
stray byte would give one signature another's answer, so that the seal is a digest of all answers under the run's nonce.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import BinaryIO

from sonolog.ledger import sshsig

Check = tuple[str, str, bytes | None]
"""Key, text and signature."""
NONCE = 16
"""Bytes of a run's nonce."""
SEAL = 32
"""Bytes of the seal of a run's answers."""
_COUNT = struct.Struct(">I")
_LENGTHS = struct.Struct(">III")


def framed(run: Sequence[Check], nonce: bytes) -> bytes:
    """Return signatures as they are handed over; ``nonce`` is new for each run."""
    found = bytearray(_COUNT.pack(len(run)) + nonce)
    for key, text, mark in run:
        parts = key.encode(), text.encode(), mark or b""
        found += _LENGTHS.pack(*map(len, parts)) + b"".join(parts)
    return bytes(found)


def unframed(given: BinaryIO) -> Iterator[tuple[bytes, list[tuple[str, bytes, bytes]]]]:
    """Yield the nonce and the signatures of the runs that are handed over, until there are no more."""
    while len(head := given.read(_COUNT.size)) == _COUNT.size:
        nonce = given.read(NONCE)
        yield nonce, [_one(given) for _ in range(*_COUNT.unpack(head))]


def seal(answers: bytes, nonce: bytes) -> bytes:
    """Return what tells these answers to a run from any other bytes."""
    return blake2b(answers, key=nonce, digest_size=SEAL).digest()


def _one(given: BinaryIO) -> tuple[str, bytes, bytes]:
    key, text, mark = (given.read(size) for size in _LENGTHS.unpack(given.read(_LENGTHS.size)))
    return key.decode(), text, mark


def main() -> None:
    """Answer for every run on standard input."""
    for nonce, run in unframed(sys.stdin.buffer):
        answers = bytes(bool(mark) and sshsig.verify(key, text, mark) for key, text, mark in run)
        os.write(sys.stdout.fileno(), seal(answers, nonce) + answers)
