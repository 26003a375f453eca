"""Logbooks of many invented scans, made as quickly as an import makes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from sonolog.clock import stamp
from sonolog.domain.admission import make_record
from sonolog.store.first_versions import (
    FirstVersion,
    Origin,
    Spelled,
    indexes_built_afterwards,
    keep_first_versions,
    places,
    spell,
)
from sonolog.usecases.import_numbers import Ids
from sonolog.usecases.import_survey import garbage_left_alone
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.people import add_person, the_trainee
from sonolog.usecases.writing import Writing, writing

_CHUNK = 8_000
REGIONS = {
    "shoulder": ("supraspinatus", "infraspinatus"),
    "elbow": ("common-extensor-origin", "distal-biceps"),
    "knee": ("patellar-tendon", "quadriceps-tendon"),
    "ankle-foot": ("achilles-tendon", "plantar-fascia"),
}


def scan(at: int, chance: Random, supervisor: str) -> dict[str, object]:
    """Return one believable scan."""
    region = chance.choice(list(REGIONS))
    return {
        "date": date(2023, 11, 1) + timedelta(days=at // 3),
        "case": f"C-{at:06d}",
        "examination": "msk",
        "region": region,
        "side": chance.choice(("left", "right")),
        "structures": REGIONS[region],
        "indication": "pain on loading",
        "age_band": chance.choice(("30-39", "40-49", "50-59")),
        "role": chance.choice(("performed", "performed", "performed", "observed")),
        "supervision": chance.choice(("direct", "indirect")),
        "supervisor": supervisor,
        "adequate": True,
        "finding": chance.choice(("normal", "abnormal")),
        "reported": chance.random() < 0.6,
        "audited": chance.random() < 0.5,
        "minutes": chance.choice((10, 15, 20)),
        "note": "as expected",
    }


def add_scans(
    logbook: Logbook, count: int, day_of: Callable[[int], date], *, trainees: Sequence[str] = (), site: str = ""
) -> None:
    """Keep ``count`` scans of the trainee, or dealt out among several, the same on every run, in one act."""
    supervisor = add_person(logbook, "Sam Supervisor").id
    chance = Random(2026)  # noqa: S311  the same scans on every run
    spelled = cache(_spelled)
    whose = trainees or (the_trainee(logbook).id,)
    with writing(logbook, "import") as act, garbage_left_alone():
        ids = Ids(act)
        with indexes_built_afterwards(act.connection, count):
            for place, one in enumerate(whose):
                origin = Origin("scan", one, logbook.actor or "", stamp(act.moment), 0)
                held: list[FirstVersion] = []
                for at in range(place, count, len(whose)):
                    fields = scan(at, chance, supervisor) | {"date": day_of(at)} | ({"site": site} if site else {})
                    body = make_record("scan", fields).as_body()
                    held.append(FirstVersion(ids.next(), _parts(body, spelled)))
                    if len(held) == _CHUNK:
                        _keep(act, origin, held)
                _keep(act, origin, held)


def _keep(act: Writing, origin: Origin, held: list[FirstVersion]) -> None:
    if held:
        act.named += keep_first_versions(act.connection, origin, held, act.logbook.entropy)
        held.clear()


def _parts(body: dict[str, Any], spelled: Callable[[str, Any], Spelled]) -> list[Spelled | None]:
    place = places("scan")
    parts: list[Spelled | None] = [None] * len(place)
    for name, value in body.items():
        parts[place[name]] = spelled(name, tuple(value) if isinstance(value, list) else value)
    return parts


def _spelled(name: str, value: Any) -> Spelled:
    return spell("scan", name, list(value) if isinstance(value, tuple) else value)
