"""Ids and case numbers for many new records at once."""

from __future__ import annotations

from sonolog.ledger.identifiers import CASE_ALPHABET, CASE_LENGTH, case_number, new_id
from sonolog.store.first_versions import Spelled, places
from sonolog.store.lookups import labels_taken
from sonolog.usecases.logbook import Entropy
from sonolog.usecases.writing import Writing

_POOL = 16 * 1024
_LONGEST_CASE = 8
_TRIES = 6
_PAIRS = tuple(one + other for one in CASE_ALPHABET for other in CASE_ALPHABET)
_SHORT_CASES = len(_PAIRS) ** 2


class Ids:
    """Ids of new records, in ascending order: they stand in several indexes."""

    def __init__(self, act: Writing, entropy: Entropy) -> None:
        self._lead = new_id(act.moment, entropy)[:15]
        self._entropy = entropy
        self._count = 0

    def next(self) -> str:
        """Return the next id: a UUID of version 7 whose first random bits count (RFC 9562, section 6.2, method 1)."""
        self._count += 1
        high, low = divmod(self._count, 2**14)
        return f"{self._lead}{high & 0xFFF:03x}-{0x8000 | low:04x}-{self._entropy(6).hex()}"


def pooled(entropy: Entropy) -> Entropy:
    """Return the same randomness, asked for in large pieces."""
    pool, place = b"", 0

    def take(count: int) -> bytes:
        nonlocal pool, place
        if place + count > len(pool):
            pool, place = entropy(max(count, _POOL)), 0
        place += count
        return pool[place - count : place]

    return take


class Cases:
    """Case numbers nobody has in this logbook."""

    def __init__(self, act: Writing, entropy: Entropy) -> None:
        self.place = places("scan")["case"]
        self._entropy = entropy
        self._taken = labels_taken(act.connection)

    def part(self, wanted: Spelled | None) -> Spelled:
        """Return a case number: the one wanted, where nobody has it."""
        case = wanted.column if wanted is not None and wanted.column not in self._taken else self._new()
        self._taken.add(case)
        return Spelled("case", f'"case":"{case}"', case, case)

    def _new(self) -> str:
        """Return a new one: short, and longer once most of the short ones are taken."""
        for _ in range(_TRIES):
            chance = int.from_bytes(self._entropy(8), "big")
            first, second = divmod(chance % _SHORT_CASES, len(_PAIRS))
            if (case := f"C-{_PAIRS[first]}{_PAIRS[second]}") not in self._taken:
                return case
        for length in range(CASE_LENGTH + 1, _LONGEST_CASE + 1):
            case = case_number(self._entropy, length=length)
            if case not in self._taken:
                return case
        return case_number(self._entropy, length=_LONGEST_CASE)
