"""What the charts show: scans over time beside what frameworks ask for, by region, and week by week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.progress.answer import Answer, FrameworkProgress
from sonolog.store.people import names_of
from sonolog.store.summaries import scans_by_day, scans_by_region
from sonolog.usecases.errors import NotEnrolled
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.show_progress import show_progress


@dataclass(frozen=True, slots=True)
class RegionCount:
    """The scans of one region."""

    title: str
    scans: int
    signed: int
    abnormal: int


@dataclass(frozen=True, slots=True)
class Target:
    """The most scans a framework asks for in one requirement."""

    framework: str
    title: str
    have: int
    need: int


@dataclass(frozen=True, slots=True)
class Charts:
    """Scans of one trainee, counted, as of a day."""

    name: str
    as_of: date
    days: Mapping[date, int]
    """Scans of each day on which there were any, in order."""
    regions: tuple[RegionCount, ...]
    targets: tuple[Target, ...]

    @property
    def total(self) -> int:
        """All scans."""
        return sum(self.days.values())


def charts(logbook: Logbook, trainee: str, *, as_of: date | None = None) -> Charts:
    """Return everything the charts show, as of the end of a day (today, if not said)."""
    day = as_of or logbook.today
    vocabulary = load_vocabulary()
    with logbook.reading() as connection:
        name = names_of(connection, {trainee}).get(trainee, "")
        days = scans_by_day(connection, trainee, day)
        rows = scans_by_region(connection, trainee, day)
    regions = (RegionCount(vocabulary.label("region", row.region), row.scans, row.signed, row.abnormal) for row in rows)
    return Charts(name, day, days, tuple(regions), _targets(logbook, trainee, day))


def _targets(logbook: Logbook, trainee: str, day: date) -> tuple[Target, ...]:
    try:
        frameworks = show_progress(logbook, trainee, as_of=day).frameworks
    except NotEnrolled:
        return ()
    found = ((one, _largest(one)) for one in frameworks)
    return tuple(
        Target(one.title, answer.title, int(answer.have), int(answer.need or 0))
        for one, answer in found
        if answer is not None
    )


def _largest(framework: FrameworkProgress) -> Answer | None:
    asked = [one for one in framework.requirements if one.parent is None and one.unit == "scans" and one.need]
    return max(asked, key=lambda one: one.need or 0, default=None)
