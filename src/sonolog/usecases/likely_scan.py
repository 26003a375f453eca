"""What the next scan most likely says: the place and people of the last one, and the words a trainee uses most."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sonolog.store.lookups import body_of, head_of, last_scan_body
from sonolog.store.people import names_of
from sonolog.store.scan_lists import latest_scans
from sonolog.usecases.field_showing import typed_fields
from sonolog.usecases.logbook import Logbook

PLACE_AND_PEOPLE = ("site", "placement", "session", "setting", "supervisor", "supervision", "role")
"""What a new scan takes over from the last one logged; a session only on its day, a placement while it lasts."""
_LOOKED_AT = 400
"""Scans whose words are counted; a year's habits, and never more to read as the logbook grows."""
_IN_REGION = ("structures", "pathologies", "intervention")
_LISTS = frozenset({"structures", "pathologies", "tags"})
_COUNTED = ("region", "side", "site", "setting", "role", "supervision", "finding", "examination", "tags", *_IN_REGION)


@dataclass(frozen=True, slots=True)
class UsualWords:
    """How often the latest scans say what: field to code to count."""

    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    in_region: Mapping[str, Mapping[str, Mapping[str, int]]] = field(default_factory=dict)
    """Region to the same, for fields that depend on it."""
    people: tuple[str, ...] = ()
    """Names of supervisors, the most frequent first."""

    def of(self, name: str, region: str | None = None) -> Mapping[str, int]:
        """Return code to count for the field ``name``, in ``region`` where that matters."""
        if name in _IN_REGION and region is not None:
            return self.in_region.get(region, {}).get(name, {})
        return self.counts.get(name, {})


def usual_words(logbook: Logbook, trainee: str) -> UsualWords:
    """Count what the trainee's latest scans say."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    in_region: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    people: Counter[str] = Counter()
    with logbook.reading() as connection:
        for row in latest_scans(connection, trainee, limit=_LOOKED_AT):
            for name, code in _said(row):
                counts[name][code] += 1
                if name in _IN_REGION:
                    in_region[row.region][name][code] += 1
            if row.supervisor:
                people[row.supervisor] += 1
        names = names_of(connection, set(people))
    known = tuple(names[person] for person, _ in people.most_common() if person in names)
    return UsualWords(counts, in_region, known)


def likely_fields(logbook: Logbook, trainee: str) -> dict[str, str]:
    """Return place and people of the last scan, as typed; empty where there is none."""
    with logbook.reading() as connection:
        body = last_scan_body(connection, trainee)
        if body is None:
            return {}
        carried = {name: body[name] for name in PLACE_AND_PEOPLE if body.get(name)}
        if body.get("date") != logbook.today.isoformat():
            carried.pop("session", None)
        ends = _end_of(connection, carried.get("placement"))
    if ends is not None and ends < logbook.today:
        carried.pop("placement")
    return typed_fields(logbook, "scan", carried)


def _end_of(connection: Any, placement: str | None) -> date | None:
    head = head_of(connection, placement) if placement else None
    until = body_of(connection, head.digest).get("until") if head is not None else None
    return date.fromisoformat(until) if until else None


def _said(row: Any) -> Iterator[tuple[str, str]]:
    for name in _COUNTED:
        value = getattr(row, name)
        if value:
            yield from ((name, code) for code in (json.loads(value) if name in _LISTS else (value,)))
