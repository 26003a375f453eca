"""What one scan counts as: the log with one entry for each unit the framework counts.

A scan of two structures is two units where structures are counted, and scans of one patient on one day are
one where encounters are.  An encounter holds every value of its scans: it matches what any of them matches.
Its minutes are added up, its status is that of the scan that is furthest from being signed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sonolog.domain.framework import Counting
from sonolog.progress.evidence import UNCOUNTED, Cell, Log, SignOff

_FURTHEST = ("draft", "returned", "amended", "submitted", "signed")
"""Statuses, the one furthest from being signed first."""


def cells_of(log: Log, field: str) -> Sequence[Cell]:
    """Return the column ``field``, all unmarked where the log has none."""
    return log.columns.get(field) or (None,) * len(log)


def taken(log: Log, places: Sequence[int]) -> Log:
    """Return the entries at ``places``, in that order, some perhaps twice."""
    if len(places) == len(log) and len(set(places)) == len(log):
        return log
    return Log(
        kind=log.kind,
        records=[log.records[at] for at in places],
        labels=[log.labels[at] for at in places],
        dates=[log.dates[at] for at in places],
        statuses=[log.statuses[at] for at in places],
        signed=[log.signed[at] for at in places],
        columns={name: [cells[at] for at in places] for name, cells in log.columns.items()},
        members=None if log.members is None else [log.members[at] for at in places],
    )


def in_units(counting: Counting, log: Log) -> Log:
    """Return the log of scans with one entry a counting unit; a scan may then stand in it more than once."""
    if counting.unit == "structure":
        log = _one_a_structure(log)
    if counting.bilateral == 2:
        sides = cells_of(log, "side")
        log = taken(log, [at for at in range(len(log)) for _ in range(2 if sides[at] == "bilateral" else 1)])
    return _one_an_encounter(log) if counting.unit == "encounter" else log


def _one_a_structure(log: Log) -> Log:
    cells = [cell if isinstance(cell, tuple) and cell else (None,) for cell in cells_of(log, "structures")]
    places = [at for at, cell in enumerate(cells) for _ in cell]
    single = [None if structure is None else (structure,) for cell in cells for structure in cell]
    found = taken(log, places)
    return replace(found, columns={**found.columns, "structures": single})


def _one_an_encounter(log: Log) -> Log:
    groups = _encounters(log)
    if all(len(group) == 1 for group in groups):
        return log
    first = taken(log, [group[0] for group in groups])
    columns = {
        name: [_merged(name, [cells[at] for at in group]) for group in groups] for name, cells in log.columns.items()
    }
    return replace(
        first,
        statuses=[min((log.statuses[at] for at in group), key=_rank) for group in groups],
        signed=[_sign_off([log.signed[at] for at in group]) for group in groups],
        columns=columns,
        members=[tuple(log.records[at] for at in group) for group in groups],
    )


def _encounters(log: Log) -> list[list[int]]:
    """Return the places of each encounter: live scans of one patient on one day; without a patient key each alone."""
    patients = cells_of(log, "patient")
    groups: dict[tuple[date, Cell] | int, list[int]] = {}
    for at, day in enumerate(log.dates):
        alone = patients[at] is None or log.statuses[at] in UNCOUNTED
        groups.setdefault(at if alone else (day, patients[at]), []).append(at)
    return list(groups.values())


def _rank(status: str) -> int:
    return _FURTHEST.index(status) if status in _FURTHEST else 0


def _sign_off(found: list[SignOff | None]) -> SignOff | None:
    """Return the last sign-off, once every scan of the encounter has one."""
    given = [one for one in found if one is not None]
    return given[-1] if len(given) == len(found) else None


def _merged(name: str, cells: list[Cell]) -> Cell:
    if len(cells) == 1:
        return cells[0]
    if name == "minutes":
        lengths = [cell for cell in cells if isinstance(cell, int)]
        return sum(lengths) if lengths else None
    return tuple(dict.fromkeys(_values(cells))) or None


def _values(cells: Iterable[Cell]) -> Iterable[str]:
    for cell in cells:
        if isinstance(cell, tuple):
            yield from cell
        elif cell is not None:
            yield cell  # type: ignore[misc]  # marks of any type may stand together in one cell
