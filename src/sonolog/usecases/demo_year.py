"""The plan of an invented trainee's year: sessions, and the scans of each, the same every time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sonolog.usecases.demo_cases import CASES, REFLECTIONS, REGION_WEIGHTS, DemoCase

FIRST_DAY = date(2025, 11, 3)
LAST_DAY = date(2026, 11, 20)
TRAINEE = "Tess Trainee"
SUPERVISORS = ("Sam Supervisor", "Pat Partner")
ASSESSOR = "Ada Assessor"
SITE = "St Example's Hospital"
LEAVE = (
    (date(2025, 12, 22), date(2026, 1, 4)),
    (date(2026, 4, 6), date(2026, 4, 12)),
    (date(2026, 8, 3), date(2026, 8, 23)),
)
SESSION_MINUTES = 240
_TUESDAY, _THURSDAY = 1, 3
_OBSERVED, _ASSISTED, _REPORTING = 12, 30, 70
"""Numbers of the scans before which the trainee watches, then helps, and after which writes reports."""
_AGES = ("18-29", "30-39", "40-49", "50-59", "60-69", "70-79", "80+")


@dataclass(frozen=True, slots=True)
class DemoSession:
    """One list: its day, who supervised, and its scans as typed fields."""

    day: date
    supervisor: str
    scans: tuple[dict[str, str], ...]


def demo_year() -> tuple[DemoSession, ...]:
    """Return the sessions of the year, about 90 with about 260 scans."""
    chance = Random(20251103)  # noqa: S311  (a believable mix, not a secret)
    sessions, number = [], 0
    for day in _days():
        scans = []
        for _ in range(chance.choices((2, 3, 4), (46, 40, 14))[0]):
            number += 1
            scans.append(_scan(chance, day, number))
        sessions.append(DemoSession(day, _supervisor(day), tuple(scans)))
    return tuple(sessions)


def _days() -> Iterator[date]:
    day = FIRST_DAY
    while day <= LAST_DAY:
        away = any(start <= day <= until for start, until in LEAVE)
        if day.weekday() in (_TUESDAY, _THURSDAY) and not away:
            yield day
        day += timedelta(days=1)


def _supervisor(day: date) -> str:
    return SUPERVISORS[0 if day.weekday() == _TUESDAY else 1]


def _scan(chance: Random, day: date, number: int) -> dict[str, str]:
    region = chance.choices(list(REGION_WEIGHTS), list(REGION_WEIGHTS.values()))[0]
    case = chance.choice(CASES[region])
    typed = {
        "date": day.isoformat(),
        "region": region,
        "side": chance.choice(("left", "right")),
        "structures": case.structures,
        "site": SITE,
        "supervisor": _supervisor(day),
        "indication": case.indication,
        "age_band": chance.choice(_AGES),
        "sex": chance.choice(("female", "male")),
        "minutes": str(chance.randrange(15, 40, 5)),
        "image_stored": "yes",
    }
    return typed | _part_taken(chance, number) | _found(chance, case) | _thought(chance, number)


def _part_taken(chance: Random, number: int) -> dict[str, str]:
    if number <= _OBSERVED:
        return {"role": "observed", "supervision": "direct"}
    if number <= _ASSISTED:
        return {"role": "assisted", "supervision": "direct"}
    supervision = "direct" if number < _REPORTING or chance.random() < 0.35 else "indirect"
    adequate = "no" if chance.random() < 0.04 else "yes"
    return {"role": "performed", "supervision": supervision, "adequate": adequate}


def _found(chance: Random, case: DemoCase) -> dict[str, str]:
    if chance.random() < 0.34:
        return {"finding": "normal"}
    return {"finding": "abnormal", "pathologies": case.pathology}


def _thought(chance: Random, number: int) -> dict[str, str]:
    typed: dict[str, str] = {}
    if number > _REPORTING and chance.random() < 0.85:
        typed["reported"] = "yes"
        if chance.random() < 0.85:
            typed["audited"] = "yes"
    if chance.random() < 0.06:
        typed["reflection"] = chance.choice(REFLECTIONS)
    return typed
