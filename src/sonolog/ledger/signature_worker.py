"""A process that checks signatures for another: what it is handed, and its own loop.

A signature is handed over as the lengths of its key and text in bytes and of itself (64, or 0 where there is none),
each in four bytes in network order, and then the three.  When there are no more, the answers follow, a byte for each: 1
where it holds.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from sonolog.ledger import sshsig

Check = tuple[str, str, bytes | None]
"""Key, text and signature."""
_LENGTHS = struct.Struct(">III")


def framed(run: Iterable[Check]) -> bytes:
    """Return signatures as they are handed over."""
    found = bytearray()
    for key, text, mark in run:
        parts = key.encode(), text.encode(), mark or b""
        found += _LENGTHS.pack(*map(len, parts)) + b"".join(parts)
    return bytes(found)


def unframed(given: BinaryIO) -> Iterator[tuple[str, bytes, bytes]]:
    """Yield what was handed over, until there is no more."""
    while len(head := given.read(_LENGTHS.size)) == _LENGTHS.size:
        key, text, mark = (given.read(size) for size in _LENGTHS.unpack(head))
        yield key.decode(), text, mark


def main() -> None:
    """Answer for every signature on standard input."""
    checks = unframed(sys.stdin.buffer)
    sys.stdout.buffer.write(bytes(bool(mark) and sshsig.verify(key, text, mark) for key, text, mark in checks))
