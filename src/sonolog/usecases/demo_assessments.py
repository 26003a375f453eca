"""The filled assessment forms of the example year: what was observed, on which form, and how it grew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random

from sonolog.usecases.demo_year import ASSESSOR, SUPERVISORS, DemoSession

_SAM, _PAT = SUPERVISORS
_OSAUS_FROM, _OSAUS_EVERY = 14, 4
"""Session of the first scan observed on OSAUS, and how many sessions lie between two."""
_PLATEAU, _RATE = 4.4, 0.16
"""Where the levels of OSAUS go, and how fast with each assessment."""
_OSAUS_ITEMS = {
    "indication": 0.3,
    "equipment": 0.2,
    "optimisation": -0.3,
    "systematic": 0.0,
    "interpretation": -0.4,
    "documentation": 0.2,
    "decision": -0.2,
}
"""Items, and how much easier than the whole each came to the trainee."""
_LOWEST, _HIGHEST = 1, 5


@dataclass(frozen=True, slots=True)
class DemoAssessment:
    """One form as somebody filled it in."""

    day: date
    form: str
    assessor: str
    levels: str
    typed: Mapping[str, str] = field(default_factory=dict)
    """Further fields."""
    is_signed: bool = True

    def fields(self) -> dict[str, str]:
        """Return everything but the assessor as it is typed."""
        return {"date": self.day.isoformat(), "form": self.form, "item_levels": self.levels, **self.typed}


def _on(day: str, form: str, assessor: str, levels: str, region: str = "", **typed: str) -> DemoAssessment:
    fields = {"region": region} if region else {}
    return DemoAssessment(date.fromisoformat(day), form, assessor, levels, fields | typed)


def _levels(items: str, levels: str) -> str:
    pairs = zip(items.split(), levels.split(), strict=True)
    return "; ".join(f"{item} {'not assessed' if level == '-' else level}" for item, level in pairs)


_PROCEDURE = "indication consent preparation technique asepsis communication judgement documentation aftercare"
_COMPETENCY = "vetting identity consent output infection systematic images normal abnormal report urgent limits"
_STATIONS = "machine standard-views dynamic recognition report"

_SINGLE = (
    _on("2026-02-10", "entrustment", _SAM, "supervision 2", "shoulder"),
    _on("2026-04-16", "entrustment", _PAT, "supervision 2", "knee"),
    _on("2026-06-23", "entrustment", _SAM, "supervision 3", "shoulder"),
    _on(
        "2026-09-03", "entrustment", _PAT, "supervision 3", "knee", note="Goes too fast over the collateral ligaments."
    ),
    _on("2026-10-13", "entrustment", _SAM, "supervision 4", "shoulder"),
    _on("2026-11-12", "entrustment", _PAT, "supervision 3", "wrist-hand"),
    _on(
        "2026-03-10",
        "procedure-observation",
        _SAM,
        _levels(_PROCEDURE, "2 3 2 2 - 3 3 2 -"),
        "shoulder",
        note="Hold the long axis before you tilt; the patient can help with the arm.",
    ),
    _on("2026-06-11", "procedure-observation", _PAT, _levels(_PROCEDURE, "3 4 3 3 4 3 3 3 -"), "ankle-foot"),
    _on("2026-10-20", "procedure-observation", _SAM, _levels(_PROCEDURE, "4 4 4 3 4 4 4 4 3"), "wrist-hand"),
    _on("2026-06-30", "osce", ASSESSOR, _levels(_STATIONS, "6 5 4 6 5"), purpose="formative", note="Mock examination."),
    _on("2026-11-03", "osce", ASSESSOR, _levels(_STATIONS, "8 8 6 7 8")),
    _on(
        "2026-07-21",
        "clinical-competency",
        ASSESSOR,
        _levels(_COMPETENCY, "2 3 2 1 2 2 2 2 1 1 2 2"),
        "shoulder",
        note="A partial tear of subscapularis was missed; seen again in November.",
    ),
    _on("2026-11-05", "clinical-competency", ASSESSOR, _levels(_COMPETENCY, "2 3 3 2 3 2 2 3 2 2 2 3"), "shoulder"),
)


def demo_assessments(sessions: tuple[DemoSession, ...]) -> Iterator[DemoAssessment]:
    """Yield every filled form of the year; each is dated on the day of one of the sessions.

    None is on a form whose answers are only shown gathered: no file for others holds those, so that the example could
    not be handed on whole.
    """
    yield from _SINGLE
    yield from _observed(sessions)


def _observed(sessions: tuple[DemoSession, ...]) -> Iterator[DemoAssessment]:
    """Yield a scan observed on OSAUS every other week, by the two supervisors in turn; the last is not signed yet."""
    chance = Random(2013)  # noqa: S311  (a believable scatter, not a secret)
    chosen = [sessions[at + turn % 2] for turn, at in enumerate(range(_OSAUS_FROM, len(sessions) - 1, _OSAUS_EVERY))]
    for number, session in enumerate(chosen, start=1):
        reached = _PLATEAU * (1 - (1 - _RATE) ** (number + 2))
        levels = "; ".join(f"{item} {_level(chance, reached + easy)}" for item, easy in _OSAUS_ITEMS.items())
        typed = {"region": session.scans[0]["region"], "setting": "patient"}
        yield DemoAssessment(session.day, "osaus", session.supervisor, levels, typed, is_signed=session != chosen[-1])


def _level(chance: Random, expected: float) -> int:
    return min(max(round(expected + chance.gauss(0, 0.35)), _LOWEST), _HIGHEST)
