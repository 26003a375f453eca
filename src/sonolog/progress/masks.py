"""The columns of one log as sets of positions: one mask a value, built when first asked for and kept."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cached_property

from sonolog.domain.fields import CALENDAR, fields_of
from sonolog.progress.bits import mask_of, pick
from sonolog.progress.days import period_start
from sonolog.progress.evidence import UNCOUNTED, Cell, Log

Mark = str | int | bool | date | Decimal | Fraction
"""One value an entry may hold; several values of one cell are several marks."""
Derive = Callable[[str], Sequence[Cell | Fraction] | None]
"""Field name to a column worked out from elsewhere, or None where there is no such field."""


def _no_more(_: str) -> None:
    return None


class Masks:
    """One log, read as sets of positions.  ``derive`` supplies the fields that are not stored."""

    def __init__(self, log: Log, *, derive: Derive = _no_more) -> None:
        self.log = log
        self.size = len(log)
        self.everything = (1 << self.size) - 1
        self._derive = derive
        self._values: dict[str, Mapping[Mark, int]] = {}
        self._marked: dict[str, int] = {}
        self._ids: dict[int, tuple[str, ...]] = {}

    def values(self, field: str) -> Mapping[Mark, int]:
        """Return each value of ``field`` with the entries that hold it; unmarked entries are in none."""
        known = self._values.get(field)
        if known is None:
            known = self._values[field] = self._build(field)
        return known

    def marked(self, field: str) -> int:
        """Return the entries on which ``field`` is marked."""
        known = self._marked.get(field)
        if known is None:
            known = 0
            for mask in self.values(field).values():
                known |= mask
            self._marked[field] = known
        return known

    def column(self, field: str) -> Sequence[Cell | Fraction]:
        """Return the cells of a stored or derived field; all unmarked where nobody knows it."""
        if field == "date":
            return self.log.dates
        derived = self._derive(field)
        if derived is not None:
            return derived
        if field in CALENDAR:
            return [period_start(day, field) for day in self.log.dates]
        return self.log.columns.get(field) or (None,) * self.size

    def between(self, start: date | None, until: date | None) -> int:
        """Return the entries dated from ``start`` until ``until``, both included; None is open."""
        low = 0 if start is None else bisect_left(self.log.dates, start)
        high = self.size if until is None else bisect_right(self.log.dates, until)
        return ((1 << high) - 1) >> low << low if high > low else 0

    def since(self, reaches: Callable[[date], bool]) -> int:
        """Return the entries from the first day on that ``reaches``; all later days must reach too."""
        low = bisect_left(self.log.dates, x=True, key=reaches)
        return self.everything >> low << low

    @cached_property
    def by_status(self) -> Mapping[str, int]:
        """Status word to the entries that have it."""
        return {str(word): mask for word, mask in self._grouped(self.log.statuses).items()}

    @cached_property
    def signed(self) -> int:
        """The entries whose current version carries a sign-off in force."""
        return mask_of((at for at, sign_off in enumerate(self.log.signed) if sign_off), self.size)

    def vouched(self, person: str) -> Mapping[frozenset[str], int]:
        """Return the roles a pinned programme vouched for when ``person`` signed, with the entries signed so."""
        return self._vouched.get(person, {})

    @cached_property
    def _vouched(self) -> Mapping[str, Mapping[frozenset[str], int]]:
        found: dict[str, dict[frozenset[str], int]] = {}
        for at, sign_off in enumerate(self.log.signed):
            if sign_off is not None and sign_off.vouched is not None:
                mine = found.setdefault(sign_off.person, {})
                mine[sign_off.vouched] = mine.get(sign_off.vouched, 0) | 1 << at
        return found

    @cached_property
    def submitted(self) -> int:
        """The entries that are signed or wait for a signature."""
        return self.signed | self.by_status.get("submitted", 0)

    @cached_property
    def live(self) -> int:
        """The entries that may count at all: not withdrawn, redacted or in conflict."""
        dead = 0
        for word in UNCOUNTED:
            dead |= self.by_status.get(word, 0)
        return self.everything & ~dead

    def ids(self, mask: int) -> tuple[str, ...]:
        """Return the record ids at the positions of ``mask``, oldest first and each once."""
        known = self._ids.get(mask)
        if known is None:
            known = self._records(mask)
            self._ids[mask] = known
        return known

    def _records(self, mask: int) -> tuple[str, ...]:
        members = self.log.members
        if members is not None:
            return tuple(dict.fromkeys(record for entry in pick(members, mask) for record in entry))
        found = pick(self.log.records, mask)
        return tuple(dict.fromkeys(found)) if self._repeats else found

    def places_of(self, record: str) -> int:
        """Return the entries that stand for one record."""
        members = self.log.members or [(found,) for found in self.log.records]
        return mask_of((at for at, entry in enumerate(members) if record in entry), self.size)

    @cached_property
    def _repeats(self) -> bool:
        return len(set(self.log.records)) < self.size

    def _build(self, field: str) -> Mapping[Mark, int]:
        stored = fields_of(self.log.kind).get(field)
        groups = self._grouped(self.column(field))
        if stored is not None and stored.type == "number":
            groups = _merged((_as_number(value), mask) for value, mask in groups.items())
        if stored is not None and stored.type == "yes-no":
            groups = _merged((bool(value), mask) for value, mask in groups.items())
        return groups

    def _grouped(self, cells: Iterable[Cell | Fraction]) -> dict[Mark, int]:
        found: dict[Cell | Fraction, list[int]] = {}
        for at, cell in enumerate(cells):
            if cell in found:
                found[cell].append(at)
            else:
                found[cell] = [at]
        masks = ((cell, mask_of(places, self.size)) for cell, places in found.items() if cell is not None)
        return _merged((mark, mask) for cell, mask in masks for mark in (cell if isinstance(cell, tuple) else (cell,)))


def _merged(pairs: Iterable[tuple[Mark | None, int]]) -> dict[Mark, int]:
    found: dict[Mark, int] = {}
    for mark, mask in pairs:
        if mark is not None:
            found[mark] = found.get(mark, 0) | mask
    return found


def _as_number(value: Mark) -> Mark | None:
    if not isinstance(value, str):
        return value
    try:
        return Decimal(value)
    except InvalidOperation:
        return None
