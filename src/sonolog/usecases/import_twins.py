"""Scans of a foreign table that are probably in the logbook already, or stand in the table twice.

Two scans are twins when day, region and side are the same and nothing that both say differs: what one leaves out may
be filled in from the other.  A row that adds nothing to a scan of the logbook, as it is or as it was in an earlier
version, is that scan; each scan is found once, so that importing a file again finds every row of it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from sonolog.store.database import Connection
from sonolog.store.first_versions import Spelled, places
from sonolog.store.lookups import body_of, scans_by_place
from sonolog.store.studies import scans_by_own_field
from sonolog.usecases.import_scans import Ready

_NOT_COMPARED = frozenset({"case", "source", "date", "region", "side", "examination", "adequate", "role", "setting"})
"""The place, and what the program fills in by itself."""

_MOST_COMPARED = 60
"""Rows of one day, region and side; nobody scans more, and a file made to be slow has as many as it likes."""

STUDY = "DICOM study"
"""Field of one's own by which a study is known again: a keyed hash."""

Where = tuple[str, str, str | None]
"""Day, region and side."""


class Twin(NamedTuple):
    """A row, and what it is a twin of."""

    number: int
    """Row, as a spreadsheet counts."""
    adds: tuple[str, ...]
    """Fields it says and the other does not; empty where it says the same."""
    record: str = ""
    """The record in the logbook."""
    case: str = ""
    """What that record is called."""
    row: int = 0
    """The row in the file; 0 where the other one is in the logbook."""

    @property
    def is_here(self) -> bool:
        """Whether the logbook has it, word for word."""
        return bool(self.record) and not self.adds


class Twins:
    """Finds twins of rows, one after the other."""

    def __init__(self, connection: Connection, subject: str, headings: tuple[str, ...]) -> None:
        self._connection = connection
        self._headings = headings
        self._here = scans_by_place(connection, subject)
        self._met: set[str] = set()
        self._rows: dict[Where, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
        place = places("scan")
        self._studies = scans_by_own_field(connection, subject, STUDY) if STUDY in headings else {}
        self._custom = place["custom"]
        self._date, self._region, self._side = place["date"], place["region"], place["side"]

    def of(self, ready: Ready) -> Twin | None:
        """Return the twin of a row, in the logbook or in an earlier row; None where it has none."""
        parts = ready.parts
        study = self._study(parts[self._custom]) if self._studies else None
        if study is not None:
            return Twin(ready.number, (), *study)
        date, region, side = parts[self._date], parts[self._region], parts[self._side]
        if date is None or region is None:  # a ready scan has both
            return None
        where = (date.column, region.column, None if side is None else side.column)
        if self._here and where in self._here:
            twin = self._in_logbook(where, ready)
            if twin is not None:
                return twin
        rows = self._rows[where]
        for number, said in rows if len(rows) <= _MOST_COMPARED else rows[-_MOST_COMPARED:]:
            if _agree(ready.said, said):
                return Twin(ready.number, self._added(ready.said, said), row=number)
        rows.append((ready.number, ready.said))
        return None

    def _study(self, own: Spelled | None) -> tuple[str, str] | None:
        """Return record and case of the scan that carries the same study's hash, whatever else it says by now."""
        said = json.loads(own.column) if own is not None and own.column else ()
        keys = [one["value"] for one in said if one["name"] == STUDY]
        return self._studies.get(keys[0]) if keys else None

    def _added(self, mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
        names = self._headings if len(mine) == len(self._headings) else ("scan", *self._headings)
        return tuple(name for name, one, other in zip(names, mine, theirs, strict=True) if one and not other)

    def _in_logbook(self, where: Where, ready: Ready) -> Twin | None:
        said = ready.body()
        near: Twin | None = None
        for record, digest, case in self._here[where]:
            if record in self._met:
                continue
            adds = added_to(body_of(self._connection, digest), said)
            if adds is None:
                continue
            if not adds:
                self._met.add(record)
                return Twin(ready.number, (), record, case)
            near = near or Twin(ready.number, tuple(adds), record, case)
        return near


def added_to(body: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what ``said`` adds to a body, or None where the two contradict each other."""
    adds: dict[str, Any] = {}
    for name, value in said.items():
        if name in _NOT_COMPARED or value in (None, [], ""):
            continue
        before = body.get(name)
        if name == "custom":
            own = {one["name"]: one["value"] for one in before or ()}
            new = [one for one in value if one["name"] not in own]
            if any(own.get(one["name"], one["value"]) != one["value"] for one in value):
                return None
            if new:
                adds[name] = [*(before or ()), *new]
        elif before in (None, [], ""):
            adds[name] = value
        elif before != value:
            return None
    return adds


def _agree(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Tell whether nothing that both rows say differs."""
    if len(mine) != len(theirs):
        return False
    for one, other in zip(mine, theirs, strict=True):
        if one is not other and one != other and one and other:
            return False
    return True
