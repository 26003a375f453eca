"""Sets of positions as the bits of one integer; bit 0 is the oldest entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import TypeVar

Item = TypeVar("Item")

_ONES = bytes(byte - 48 if byte in (48, 49) else 0 for byte in range(256))
"""Turns the digits of a binary number into the bytes 0 and 1."""

_SPARSE = 64
"""One bit in so many or fewer is quicker found bit by bit."""


def mask_of(positions: Iterable[int], size: int) -> int:
    """Return the set of ``positions``, each below ``size``."""
    digits = bytearray(b"0" * size)
    for position in positions:
        digits[-1 - position] = 49
    return int(digits, 2) if size else 0


def lowest(mask: int, count: int) -> int:
    """Return the ``count`` lowest bits of ``mask``, or all of them where there are fewer."""
    if count <= 0:
        return 0
    if mask.bit_count() <= count:
        return mask
    return mask & ((1 << (nth(mask, count) + 1)) - 1)


def highest(mask: int, count: int) -> int:
    """Return the ``count`` highest bits of ``mask``, or all of them where there are fewer."""
    return mask ^ lowest(mask, mask.bit_count() - count)


def _one_by_one(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def nth(mask: int, number: int) -> int:
    """Return the position of the ``number``-th lowest bit, counted from 1; there must be so many."""
    low, high = 0, mask.bit_length()
    while high - low > 1:
        middle = (low + high) // 2
        inside = ((mask >> low) & ((1 << (middle - low)) - 1)).bit_count()
        if inside >= number:
            high = middle
        else:
            number -= inside
            low = middle
    return low


def first(mask: int) -> int:
    """Return the position of the lowest bit of a mask that is not empty."""
    return (mask & -mask).bit_length() - 1


def pick(items: Sequence[Item], mask: int) -> tuple[Item, ...]:
    """Return the items at the positions of ``mask``, in order."""
    if not mask:
        return ()
    return tuple(compress(items, bin(mask)[:1:-1].encode().translate(_ONES)))


def positions(mask: int) -> tuple[int, ...]:
    """Return the positions of ``mask``, lowest first."""
    if mask.bit_count() * _SPARSE < mask.bit_length():
        return tuple(_one_by_one(mask))
    return pick(range(mask.bit_length()), mask)
