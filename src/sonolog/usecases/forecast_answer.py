"""What a forecast says: three days and a chance for each requirement, or in words why none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from sonolog.progress.answer import Answer

Outlook = Literal[
    "done",
    "forecast",
    "certain",
    "too-little",
    "slides",
    "closed",
    "not-forecast",
    "from-parts",
    "not-applicable",
    "no-target",
]
"""What can be said of a requirement: it is met, has dates, one certain day, or none for this reason."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days by which it is done with a probability of 10, 50 and 90 %; None: over ten years away."""

    p10: date | None
    p50: date | None
    p90: date | None

    @classmethod
    def certain(cls, day: date) -> Days:
        """Return three times the same day."""
        return cls(day, day, day)

    @property
    def key(self) -> tuple[date, date]:
        """What puts the latest last: the middle day, then the late one."""
        return self.p50 or date.max, self.p90 or date.max


def latest(several: Iterable[Days]) -> Days:
    """Return the later of each of the three days."""
    found = list(several)
    return Days(*(_last([getattr(one, name) for one in found]) for name in ("p10", "p50", "p90")))


def _last(days: list[date | None]) -> date | None:
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


@dataclass(frozen=True, slots=True)
class ClinicGap:
    """How many more sessions of one clinic would close a gap, at what each has given so far."""

    place: str
    weekday: int
    """Monday is 0."""
    sessions: int
    """Sessions of this clinic in the weeks looked at."""
    amount: float
    """What they gave in all: entries that count, hours or credits."""
    more: int
    """Further sessions needed, if nothing else is done."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The outlook of one requirement or part."""

    answer: Answer
    """The very answer of ``progress``."""
    outlook: Outlook
    sentence: str
    left: int | Decimal | None = None
    weekly: float | None = None
    """The pace: the mean of an available week."""
    weeks: float | None = None
    """Available weeks the pace was taken from."""
    days: Days | None = None
    chance: float | None = None
    """Probability by the deadline, 0 to 1; None where there is no deadline or no forecast."""
    deadline: date | None = None
    clinics: tuple[ClinicGap, ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether its stage waits for it."""
        return self.answer.strength == "mandatory" and self.outlook not in ("done", "not-applicable", "no-target")


@dataclass(frozen=True, slots=True)
class StageForecast:
    """The outlook of one stage."""

    id: str
    title: str
    status: str
    deadline: date | None
    deadline_from: str
    """Where the deadline comes from, for people; empty where there is none."""
    binding: str | None
    """Id of the requirement or part that is done last."""
    days: Days | None
    """The latest of its mandatory requirements; None where nothing is left that can be forecast."""
    chance: float | None
    """The least of their chances."""
    untold: tuple[str, ...]
    """Ids of mandatory open requirements without a date."""
    sentence: str


@dataclass(frozen=True, slots=True)
class FrameworkForecast:
    """The outlook of one framework."""

    framework: str
    edition: str
    title: str
    confidence: str
    requirements: tuple[Forecast, ...]
    stages: tuple[StageForecast, ...]
    binding: str | None
    """Id of the requirement or part of any stage that is done last."""


@dataclass(frozen=True, slots=True)
class Forecasts:
    """The outlook of one trainee on one day."""

    trainee: str
    name: str
    as_of: date
    by: date | None
    frameworks: tuple[FrameworkForecast, ...]
