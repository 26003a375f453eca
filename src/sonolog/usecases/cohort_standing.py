"""Where one trainee stands, as a line of the cohort's board: stages, what waits, hours and pathology by place."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sonolog.domain.text import shortened
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.ledger.trust import Trust
from sonolog.progress.answer import FrameworkProgress, StageAnswer
from sonolog.progress.evidence import Evidence
from sonolog.progress.together import evaluate_together
from sonolog.progress.units import cells_of
from sonolog.store.cohort import waiting_of
from sonolog.store.database import Connection
from sonolog.store.kind_tables import DEAD
from sonolog.usecases.enrolled_frameworks import enrolled_frameworks
from sonolog.usecases.errors import NotEnrolled
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.trusted_evidence import trusted_evidence

_LONGEST_FAULT = 120
"""Characters."""


@dataclass(frozen=True, slots=True)
class StageStanding:
    """One stage of a framework for one trainee."""

    id: str
    title: str
    status: str
    """One of :data:`sonolog.progress.answer.STATUSES`."""
    met: bool
    open: int
    """Mandatory requirements that are not met."""
    asked: int
    """Mandatory requirements in all."""
    share: float
    """How full they are on average, 0 to 1."""


@dataclass(frozen=True, slots=True)
class FrameworkStanding:
    """One framework a trainee follows."""

    framework: str
    edition: str
    title: str
    stages: tuple[StageStanding, ...]

    @property
    def share(self) -> float:
        """How much of all mandatory requirements is there, 0 to 1."""
        asked = sum(one.asked for one in self.stages)
        return sum(one.share * one.asked for one in self.stages) / asked if asked else 0.0

    @property
    def open(self) -> int:
        """Mandatory requirements that are not met."""
        return sum(one.open for one in self.stages)

    @property
    def lapsed(self) -> int:
        """Stages that were reached once and hold no more."""
        return sum(one.status == "lapsed" for one in self.stages)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Records that wait for somebody's signature."""

    supervisor: str
    """Person id, or empty where anybody may sign."""
    count: int
    since: str
    """ISO day on which the oldest was submitted."""


@dataclass(frozen=True, slots=True)
class PlaceStanding:
    """What a trainee did at one place."""

    site: str
    minutes: int
    """Of the sessions attended."""
    sessions: int
    scans: int
    abnormal: int
    pathologies: Mapping[str, int]
    """Code of the pathology to the number of scans."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything the board says of one trainee."""

    scans: int
    signed: int
    """Of ``scans``, with a sign-off that holds."""
    last: str
    """ISO day of the last scan; empty where there is none."""
    frameworks: tuple[FrameworkStanding, ...]
    waiting: tuple[Waiting, ...]
    places: tuple[PlaceStanding, ...]
    fault: str = ""
    """Why what is recorded about them cannot be read; everything else is empty then."""

    def as_text(self) -> str:
        """Return it as JSON, to be kept; :func:`read_standing` reads it."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))


def read_standing(text: str) -> Standing:
    """Return what :meth:`Standing.as_text` wrote."""
    kept: dict[str, Any] = json.loads(text)
    frameworks = tuple(
        FrameworkStanding(**one | {"stages": tuple(StageStanding(**stage) for stage in one["stages"])})
        for one in kept["frameworks"]
    )
    waiting = tuple(Waiting(**one) for one in kept["waiting"])
    places = tuple(PlaceStanding(**one) for one in kept["places"])
    return Standing(**kept | {"frameworks": frameworks, "waiting": waiting, "places": places})


def unreadable(why: Exception) -> Standing:
    """Return the line of a trainee about whom something is stored that cannot be read."""
    told = shortened(str(why), _LONGEST_FAULT).rstrip(".") or type(why).__name__
    return Standing(scans=0, signed=0, last="", frameworks=(), waiting=(), places=(), fault=told)


def standing_of_trainee(connection: Connection, logbook: Logbook, trainee: str, day: date, trust: Trust) -> Standing:
    """Return where ``trainee`` stood at the end of ``day``, every sign-off verified."""
    evidence = trusted_evidence(connection, logbook, trainee, day, trust=trust)
    try:
        found = enrolled_frameworks(connection, trainee, trainee, home=logbook.home, as_of=day)
    except NotEnrolled:
        found = ()
    answers = evaluate_together(found, evidence, vocabulary=load_vocabulary()) if found else ()
    scans = evidence.log("scan")
    live = [at for at, status in enumerate(scans.statuses) if status not in DEAD]
    return Standing(
        scans=len(live),
        signed=sum(scans.statuses[at] == "signed" for at in live),
        last=max((scans.dates[at] for at in live), default=date.min).isoformat() if live else "",
        frameworks=tuple(_framework(one) for one in answers),
        waiting=tuple(Waiting(*one) for one in waiting_of(connection, trainee)),
        places=_places(evidence),
    )


def _framework(told: FrameworkProgress) -> FrameworkStanding:
    stages = tuple(_stage(told, stage) for stage in told.stages)
    return FrameworkStanding(told.framework, told.edition, told.title, stages)


def _stage(told: FrameworkProgress, stage: StageAnswer) -> StageStanding:
    shares = [
        1.0 if one.met else one.share
        for one in told.requirements
        if one.parent is None
        and one.stage == stage.id
        and one.strength == "mandatory"
        and one.status != "not-applicable"
    ]
    share = round(sum(shares) / len(shares), 4) if shares else float(stage.met)
    return StageStanding(stage.id, stage.title, stage.status, stage.met, len(stage.blocking), len(shares), share)


def _places(evidence: Evidence) -> tuple[PlaceStanding, ...]:
    """Return hours and scans by place; what names a placement belongs to its site."""
    placements = evidence.log("placement")
    sites = dict(zip(placements.records, cells_of(placements, "site"), strict=True))
    minutes: Counter[str] = Counter()
    sessions: Counter[str] = Counter()
    for site, row in _placed(evidence, "session", sites, ("minutes", "attended")):
        if row[1] is not False:
            minutes[site] += int(row[0] or 0)
            sessions[site] += 1
    scans: Counter[str] = Counter()
    abnormal: Counter[str] = Counter()
    pathologies: dict[str, Counter[str]] = defaultdict(Counter)
    for site, row in _placed(evidence, "scan", sites, ("finding", "pathologies")):
        scans[site] += 1
        abnormal[site] += row[0] == "abnormal"
        pathologies[site].update(row[1] or ())
    named = sorted({*minutes, *sessions, *scans, *(str(site) for site in sites.values() if site)})
    return tuple(
        PlaceStanding(
            one, minutes[one], sessions[one], scans[one], abnormal[one], dict(sorted(pathologies[one].items()))
        )
        for one in named
    )


def _placed(evidence: Evidence, kind: str, sites: Mapping[str, Any], fields: tuple[str, ...]) -> list[tuple[str, Any]]:
    """Return the place and the cells of every live entry of a kind; what says no place stands at an empty one."""
    log = evidence.log(kind)
    columns = [cells_of(log, name) for name in ("placement", "site", *fields)]
    rows = zip(log.statuses, *columns, strict=True)
    return [(str(sites.get(str(of)) or site or ""), cells) for status, of, site, *cells in rows if status not in DEAD]
