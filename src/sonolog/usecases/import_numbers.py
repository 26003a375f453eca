"""Ids and case numbers for many new records at once."""

from __future__ import annotations

from array import array

from sonolog.ledger.identifiers import CASE_ALPHABET, CASE_LENGTH, case_number, new_id
from sonolog.store.first_versions import Spelled, places
from sonolog.store.lookups import labels_taken
from sonolog.usecases.writing import Writing

_POOL = 1024
"""Numbers drawn at once."""
_END, _WORD = 6, 8
"""Bytes of chance at the end of an id, and behind a case number."""
_LONGEST_CASE = 8
_TRIES = 6
_PAIRS = tuple(one + other for one in CASE_ALPHABET for other in CASE_ALPHABET)
_SHORT_CASES = len(_PAIRS) ** 2


class Ids:
    """Ids of new records, in ascending order: they stand in several indexes."""

    def __init__(self, act: Writing) -> None:
        self._lead = new_id(act.moment, act.logbook.entropy)[:15]
        self._entropy = act.logbook.entropy
        self._count = 0
        self._ends: list[str] = []

    def next(self) -> str:
        """Return the next id: a UUID of version 7 whose first random bits count (RFC 9562, section 6.2, method 1)."""
        if not self._ends:
            drawn = self._entropy(_END * _POOL).hex()
            self._ends = [drawn[at : at + 2 * _END] for at in range(0, len(drawn), 2 * _END)]
        self._count += 1
        high, low = divmod(self._count, 2**14)
        return f"{self._lead}{high & 0xFFF:03x}-{0x8000 | low:04x}-{self._ends.pop()}"


class Cases:
    """Case numbers nobody has in this logbook."""

    def __init__(self, act: Writing) -> None:
        self.place = places("scan")["case"]
        self._entropy = act.logbook.entropy
        self._taken = labels_taken(act.connection)
        self._drawn: list[str] = []

    def part(self, wanted: Spelled | None) -> Spelled:
        """Return a case number: the one wanted, where nobody has it."""
        case = wanted.column if wanted is not None and wanted.column not in self._taken else self._new()
        self._taken.add(case)
        return Spelled("case", f'"case":"{case}"', case, case)

    def _new(self) -> str:
        """Return a new one: short, and longer once most of the short ones are taken."""
        for _ in range(_TRIES):
            if not self._drawn:
                self._drawn = self._short_ones()
            if (case := self._drawn.pop()) not in self._taken:
                return case
        for length in range(CASE_LENGTH + 1, _LONGEST_CASE + 1):
            case = case_number(self._entropy, length=length)
            if case not in self._taken:
                return case
        return case_number(self._entropy, length=_LONGEST_CASE)

    def _short_ones(self) -> list[str]:
        """Return many short case numbers drawn at once."""
        drawn = array("Q", self._entropy(_WORD * _POOL))
        chances = (divmod(chance % _SHORT_CASES, len(_PAIRS)) for chance in drawn)
        return [f"C-{_PAIRS[first]}{_PAIRS[second]}" for first, second in chances]
