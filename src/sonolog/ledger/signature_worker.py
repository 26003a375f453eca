"""A process that checks signatures for another: what it is handed, and its own loop.

Signatures are handed over in runs: how many, and then each as the lengths of its key and text in bytes and of itself
(64, or 0 where there is none) followed by the three.  Every number has four bytes in network order.  A run is answered
at once, a byte for each signature: 1 where it holds.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from sonolog.ledger import sshsig

Check = tuple[str, str, bytes | None]
"""Key, text and signature."""
_COUNT = struct.Struct(">I")
_LENGTHS = struct.Struct(">III")


def framed(run: Sequence[Check]) -> bytes:
    """Return signatures as they are handed over."""
    found = bytearray(_COUNT.pack(len(run)))
    for key, text, mark in run:
        parts = key.encode(), text.encode(), mark or b""
        found += _LENGTHS.pack(*map(len, parts)) + b"".join(parts)
    return bytes(found)


def unframed(given: BinaryIO) -> Iterator[list[tuple[str, bytes, bytes]]]:
    """Yield the runs that are handed over, until there are no more."""
    while len(head := given.read(_COUNT.size)) == _COUNT.size:
        yield [_one(given) for _ in range(*_COUNT.unpack(head))]


def _one(given: BinaryIO) -> tuple[str, bytes, bytes]:
    key, text, mark = (given.read(size) for size in _LENGTHS.unpack(given.read(_LENGTHS.size)))
    return key.decode(), text, mark


def main() -> None:
    """Answer for every run on standard input."""
    for run in unframed(sys.stdin.buffer):
        answers = bytes(bool(mark) and sshsig.verify(key, text, mark) for key, text, mark in run)
        os.write(sys.stdout.fileno(), answers)
