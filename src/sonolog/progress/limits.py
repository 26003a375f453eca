"""Ceilings: which entries a set of limits lets count, the rest being set aside.

Entries under the fewest limits come first, then the oldest; an entry is set aside only if a limit on it is
full.  Closing the limit that fills earliest, again and again, gives just that; for nested or disjoint limits
it is also the most that can count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from sonolog.domain.bound import Number, Rounding
from sonolog.progress.bits import nth, positions

MANY_CAPS = 16
"""With more caps than this, entries are looked at one by one."""


@dataclass(frozen=True, slots=True)
class Cap:
    """At most ``room`` of the entries in ``mask``; ``limit`` is the limit's place in the file, from 1."""

    mask: int
    room: int
    limit: int
    value: str = ""
    """The value this is a cap for, where the limit is ``per`` value."""


@dataclass(frozen=True, slots=True)
class ShareCap:
    """At most ``percent`` of all entries that count may be in ``mask``."""

    mask: int
    percent: Number
    rounding: Rounding
    limit: int


@dataclass(frozen=True, slots=True)
class Limits:
    """All ceilings of one requirement."""

    caps: tuple[Cap, ...] = ()
    layers: tuple[int, ...] = ()
    """What counts as one limit when entries are sorted by how many limits they are under."""
    share: ShareCap | None = None

    def __bool__(self) -> bool:
        return bool(self.caps) or self.share is not None


def rounded(value: Fraction, rounding: Rounding) -> int:
    """Return ``value`` as a whole number; ``nearest`` takes a half up."""
    if rounding == "down":
        return value.numerator // value.denominator
    if rounding == "up":
        return -(-value.numerator // value.denominator)
    return rounded(value + Fraction(1, 2), "down")


def share_of(percent: Number, whole: Fraction | int, rounding: Rounding) -> int:
    """Return ``percent`` of ``whole``, exactly, then rounded."""
    return rounded(Fraction(percent) * Fraction(whole) / 100, rounding)


def close(candidates: int, limits: Limits, *, taken: int = 0) -> int:
    """Return ``taken`` and those ``candidates`` that the caps let count beside it."""
    fresh = candidates & ~taken
    binding = [cap for cap in limits.caps if (cap.mask & (fresh | taken)).bit_count() > cap.room]
    if not binding:
        return taken | fresh
    for level in by_number_of_limits(fresh, limits.layers):
        taken |= _oldest_first(level, taken, binding)
    return taken


def by_number_of_limits(entries: int, layers: Sequence[int]) -> list[int]:
    """Split ``entries`` into those under no limit, one limit, two limits, and so on."""
    levels = [entries]
    for layer in layers:
        carried = 0
        for at, level in enumerate(levels):
            levels[at], carried = level & ~layer | carried, level & layer
        if carried:
            levels.append(carried)
    return levels


def _oldest_first(fresh: int, taken: int, caps: Sequence[Cap]) -> int:
    rooms = [(cap.mask, cap.room - (cap.mask & taken).bit_count()) for cap in caps if cap.mask & fresh]
    if len(rooms) > MANY_CAPS:
        return _one_by_one(fresh, rooms)
    while True:
        refused = [
            (_first_refused(mask & fresh, room), mask)
            for mask, room in rooms
            if (mask & fresh).bit_count() > max(room, 0)
        ]
        if not refused:
            return fresh
        at, mask = min(refused)
        fresh &= ~(mask >> at << at)


def _one_by_one(fresh: int, rooms: Sequence[tuple[int, int]]) -> int:
    """Do the same entry by entry, which is quicker where every value of a field has a cap."""
    left = [room for _, room in rooms]
    under: dict[int, list[int]] = {}
    for number, (mask, _) in enumerate(rooms):
        for at in positions(mask & fresh):
            under.setdefault(at, []).append(number)
    for at in sorted(under):
        if all(left[number] > 0 for number in under[at]):
            for number in under[at]:
                left[number] -= 1
        else:
            fresh &= ~(1 << at)
    return fresh


def _first_refused(entries: int, room: int) -> int:
    return nth(entries, max(room, 0) + 1)


def settle_share(candidates: int, limits: Limits) -> Limits:
    """Return limits with the share of all as a number: the greatest n <= round(p * (others + n))."""
    share = limits.share
    if share is None:
        return limits
    room = (candidates & share.mask).bit_count()
    while True:
        closed = replace(limits, caps=(*limits.caps, Cap(share.mask, room, share.limit)), share=None)
        taken = close(candidates, closed)
        inside = (taken & share.mask).bit_count()
        others = taken.bit_count() - inside
        if inside <= share_of(share.percent, others + inside, share.rounding):
            return closed
        room = inside - 1 if limits.caps else _greatest(inside, others, share)


def _greatest(most: int, others: int, share: ShareCap) -> int:
    """Return the greatest n below ``most`` that keeps the share; every smaller one keeps it too."""
    low, high = 0, most - 1
    while low < high:
        middle = (low + high + 1) // 2
        if middle <= share_of(share.percent, others + middle, share.rounding):
            low = middle
        else:
            high = middle - 1
    return low


def blamed(set_aside: int, selected: int, caps: Sequence[Cap]) -> list[tuple[Cap, int]]:
    """Return, for each limit with entries set aside, one of its caps and those it is first to hold back."""
    found: dict[int, tuple[Cap, int]] = {}
    for cap in sorted(caps, key=lambda one: one.limit):
        mine = set_aside & cap.mask
        if mine and (selected & cap.mask).bit_count() >= cap.room:
            found[cap.limit] = (cap, found[cap.limit][1] | mine if cap.limit in found else mine)
            set_aside &= ~mine
    return list(found.values())
