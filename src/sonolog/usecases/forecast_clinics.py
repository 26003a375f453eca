"""Which clinic sessions close a gap: what each place and weekday has given, and how many more that makes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from sonolog.progress.evidence import UNCOUNTED, Cell, Evidence, Log
from sonolog.progress.units import cells_of
from sonolog.usecases.forecast_answer import ClinicGap

LEAST_SESSIONS = 3
"""A clinic seen less often says nothing about what it gives."""
MOST_CLINICS = 3
Clinic = tuple[str, int]
"""Place and weekday."""


@dataclass(frozen=True, slots=True)
class Clinics:
    """Where the trainee has been: the days of each clinic, and the place of each placement and session."""

    days: Mapping[Clinic, frozenset[date]]
    places: Mapping[str, str]
    """Record id of a placement or session to its place."""

    def gaps(self, log: Log, amounts: Mapping[int, Fraction], days: frozenset[date], left: Fraction) -> list[ClinicGap]:
        """Return what each clinic would need, the fewest sessions first.

        ``amounts`` are the entries that counted (their place in ``log``) with what each adds; ``days`` is the
        time looked at.
        """
        given: dict[Clinic, Fraction] = defaultdict(Fraction)
        for at, amount in amounts.items():
            place = _place(log, at, self.places) if log.dates[at] in days else ""
            if place:
                given[place, log.dates[at].weekday()] += amount
        held = {clinic: len(self.days.get(clinic, frozenset()) & days) for clinic in given}
        found = [
            ClinicGap(*clinic, sessions=held[clinic], amount=float(amount), more=ceil(left * held[clinic] / amount))
            for clinic, amount in given.items()
            if held[clinic] >= LEAST_SESSIONS and amount > 0
        ]
        return sorted(found, key=lambda one: (one.more, one.place, one.weekday))[:MOST_CLINICS]


def clinics_of(evidence: Evidence) -> Clinics:
    """Return the clinics a trainee has been to: a day with a session or a scan at a place."""
    places = {record: place for record, place in _named_places(evidence) if place}
    days: dict[Clinic, set[date]] = defaultdict(set)
    for kind in ("session", "scan"):
        log = evidence.log(kind)
        for at in _attended(log):
            place = _place(log, at, places)
            if place:
                days[place, log.dates[at].weekday()].add(log.dates[at])
    return Clinics({clinic: frozenset(found) for clinic, found in days.items()}, places)


def _named_places(evidence: Evidence) -> Iterable[tuple[str, str]]:
    known: dict[str, str] = {}
    for kind in ("placement", "session"):
        log = evidence.log(kind)
        for at, record in enumerate(log.records):
            known[record] = _place(log, at, known)
    return known.items()


def _place(log: Log, at: int, known: Mapping[str, str]) -> str:
    site = _text(cells_of(log, "site")[at])
    if site:
        return site
    links = (_text(cells_of(log, field)[at]) for field in ("session", "placement"))
    return next((known[link] for link in links if known.get(link)), "")


def _text(cell: Cell) -> str:
    """Return the one text of a cell; of an encounter the first of several."""
    first = cell[0] if isinstance(cell, tuple) and cell else cell
    return first if isinstance(first, str) else ""


def _attended(log: Log) -> Iterable[int]:
    attended = cells_of(log, "attended")
    return (at for at in range(len(log)) if log.statuses[at] not in UNCOUNTED and attended[at] is not False)
