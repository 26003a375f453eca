"""What a trainee sees first: today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sonolog.progress.answer import FrameworkProgress
from sonolog.store.lookups import counts_by_status
from sonolog.store.people import names_of
from sonolog.store.summaries import scans_since
from sonolog.usecases.errors import NotEnrolled
from sonolog.usecases.evaluating import Evaluated, evaluated
from sonolog.usecases.inbox import inbox
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.what_next import next_of

_DONE = frozenset({"signed", "ratified", "current", "not-applicable"})
_NEXT = 3
_MOST_TRIED = 12


@dataclass(frozen=True, slots=True)
class HomeView:
    """Today, for one trainee."""

    name: str
    as_of: date
    scans_total: int
    this_week: int
    counts: Mapping[str, int]
    """Status word to number of scans."""
    frameworks: tuple[FrameworkProgress, ...]
    blocking: tuple[str, ...]
    """What keeps the next stage of each framework from being met, the nearest first."""
    next_up: tuple[str, ...]
    """What to scan next: the scans that move most open requirements at once."""
    waiting: int
    """Records that wait for this person's signature."""


def home_view(logbook: Logbook, trainee: str) -> HomeView:
    """Return the overview of today."""
    today = logbook.today
    with logbook.reading() as connection:
        name = names_of(connection, {trainee}).get(trainee, "")
        counts = counts_by_status(connection, trainee)
        week = scans_since(connection, trainee, today - timedelta(days=today.weekday()))
    found = _evaluated(logbook, trainee, today)
    frameworks = tuple(one.progress for one in found.frameworks) if found is not None else ()
    return HomeView(
        name=name,
        as_of=today,
        scans_total=sum(count for status, count in counts.items() if status not in ("withdrawn", "redacted")),
        this_week=week,
        counts=counts,
        frameworks=frameworks,
        blocking=tuple(line for one in frameworks for line in _blocking(one)),
        next_up=_next_up(found),
        waiting=len(inbox(logbook, logbook.actor)) if logbook.actor else 0,
    )


def _evaluated(logbook: Logbook, trainee: str, today: date) -> Evaluated | None:
    try:
        return evaluated(logbook, trainee, as_of=today)
    except NotEnrolled:
        return None


def _blocking(framework: FrameworkProgress) -> tuple[str, ...]:
    """Return what the first stage not yet met still asks for."""
    stage = next((one for one in framework.stages if one.blocking), None)
    if stage is None:
        return ()
    by_id = {one.id: one for one in framework.requirements}
    open_ones = [by_id[name] for name in stage.blocking if name in by_id]
    return tuple(f"{one.title}: {one.sentence}" for one in open_ones if one.status not in _DONE)


def _next_up(found: Evaluated | None) -> tuple[str, ...]:
    """Return the scans that move most open requirements, and how many each moves."""
    if found is None:
        return ()
    scans = next_of(found, most=_MOST_TRIED).scans[:_NEXT]
    return tuple(f"{one.words}: {_moved(one.requirements)}" for one in scans if one.requirements)


def _moved(count: int) -> str:
    return f"moves {count} requirement{'' if count == 1 else 's'}"
