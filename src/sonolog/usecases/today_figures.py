"""What Home tells at once: figures that take no judging, so that nobody waits for the rules of a framework."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sonolog.store.kind_tables import DEAD
from sonolog.store.lookups import counts_by_status, oldest_waiting
from sonolog.store.people import names_of
from sonolog.store.summaries import scans_since
from sonolog.usecases.drafts import kept_forms
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.waiting import LONGEST_WAIT, reminder, waiting_for

if TYPE_CHECKING:
    from sonolog.progress.answer import FrameworkProgress
    from sonolog.store.database import Connection


@dataclass(frozen=True, slots=True)
class HomeView:
    """Today, for one trainee."""

    trainee: str
    name: str
    looker: str
    """Name of whoever looks."""
    is_own: bool
    """The trainee is whoever looks."""
    as_of: date
    scans_total: int
    this_week: int
    counts: Mapping[str, int]
    """Status word to number of scans."""
    waiting: int
    """Records that wait for the signature of whoever looks."""
    reminder: str = ""
    """What should not wait any longer; empty while all is well."""
    unfinished: datetime | None = None
    """When the newest unfinished form of a scan was kept, in local time."""
    is_judged: bool = False
    """What follows is known."""
    frameworks: tuple[FrameworkProgress, ...] = ()
    blocking: tuple[str, ...] = ()
    """What keeps the next stage of each framework from being met, the nearest first."""
    next_up: tuple[str, ...] = ()
    """What to scan next: the scans that move most open requirements at once."""
    finish: tuple[str, ...] = ()
    """When the next stage of each framework will be met, with the range of days."""


@dataclass(frozen=True, slots=True)
class WaitingOf:
    """What of one trainee waits for the signature of whoever looks."""

    trainee: str
    """Name."""
    count: int
    since: date | None
    """The day on which the oldest was submitted."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for the signature of whoever looks, for a Home that is no trainee's."""

    looker: str
    """Name of whoever looks."""
    of: tuple[WaitingOf, ...]
    """Those first of whom most is waiting."""
    reminder: str

    @property
    def count(self) -> int:
        """How many records."""
        return sum(one.count for one in self.of)


def waiting_here(logbook: Logbook) -> Waiting:
    """Return what waits for whoever acts, by trainee."""
    found = waiting_for(logbook, logbook.actor) if logbook.actor else ()
    names = Counter(one.trainee for one in found)
    days: dict[str, list[date]] = {name: [] for name in names}
    for one in found:
        if one.submitted is not None:
            days[one.trainee].append(one.submitted.date())
    of = (WaitingOf(name, count, min(days[name], default=None)) for name, count in names.items())
    by_count = tuple(sorted(of, key=lambda one: (-one.count, one.trainee)))
    with logbook.reading() as connection:
        looker = _name(connection, logbook.actor)
    return Waiting(looker, by_count, reminder(found, logbook.today))


def figures_view(logbook: Logbook, trainee: str) -> HomeView:
    """Return the figures of today, which take no judging."""
    today = logbook.today
    with logbook.reading() as connection:
        name, looker = _name(connection, trainee), _name(connection, logbook.actor)
        counts = counts_by_status(connection, trainee)
        week = scans_since(connection, trainee, today - timedelta(days=today.weekday()))
        oldest = oldest_waiting(connection, trainee)
    waiting = waiting_for(logbook, logbook.actor) if logbook.actor else ()
    is_own = trainee == logbook.actor
    own = _own_reminder(oldest, counts.get("submitted", 0), today) if is_own else ""
    return HomeView(
        trainee=trainee,
        name=name,
        looker=looker,
        is_own=is_own,
        as_of=today,
        scans_total=sum(count for status, count in counts.items() if status not in DEAD),
        this_week=week,
        counts=counts,
        waiting=len(waiting),
        unfinished=_unfinished(logbook),
        reminder=reminder(waiting, today) or own,
    )


def _name(connection: Connection, person: str | None) -> str:
    return names_of(connection, {person}).get(person, "") if person else ""


def _unfinished(logbook: Logbook) -> datetime | None:
    kept = next(iter(kept_forms(logbook, "scan")), None)
    return kept.at.astimezone(logbook.clock.now().tzinfo) if kept is not None else None


def _own_reminder(oldest: datetime | None, count: int, today: date) -> str:
    """Return that what the trainee submitted has waited too long for others."""
    days = (today - oldest.date()).days if oldest is not None else 0
    if days <= LONGEST_WAIT:
        return ""
    return f"{count} of your scans wait for a signature, the oldest for {days} days: remind your supervisor."
