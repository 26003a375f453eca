"""The cohort of a lead: every trainee by every stage, what waits for whom, hours and pathology by place.

Each trainee is judged as their own progress is, and what came of it is kept until something of theirs changes, somebody
may sign as something else, or the day is another one (docs/adr/0035).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from sonolog import __version__
from sonolog.errors import Exit, SonologError
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.ledger.trust import Trust
from sonolog.store.cohort import shared_mark, touched_since, training_marks
from sonolog.store.cohort_cache import CohortCache
from sonolog.store.database import Connection
from sonolog.store.people import people_rows
from sonolog.usecases.cohort_standing import FrameworkStanding, Standing, read_standing, standing_of_trainee, unreadable
from sonolog.usecases.errors import FrameworkLost
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.programme import pinned, trust_of

_TOGETHER = 20
"""Trainees after which what was made of them is kept, so that whoever leaves half way loses little."""

Tell = Callable[[int, int], None]
"""Hears how many trainees of how many were judged anew; may raise to leave."""


class NotALead(SonologError):
    """The login does not see every trainee, and a board of some of them would look like one of all."""

    code = "not-a-lead"
    exit = Exit.DENIED

    def __init__(self) -> None:
        super().__init__(
            "The cohort is for leads and auditors of a department: your login does not see every trainee.",
            hint="Your own trainees: sonolog progress --trainee NAME.",
        )


@dataclass(frozen=True, slots=True)
class CohortRow:
    """One trainee on one framework."""

    trainee: str
    """Person id."""
    name: str
    standing: Standing
    following: FrameworkStanding | None
    """None: on no framework."""

    @property
    def waiting(self) -> int:
        """Records of theirs that wait for a signature."""
        return sum(one.count for one in self.standing.waiting)


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits for one supervisor."""

    supervisor: str
    """Person id, or empty: anybody may sign."""
    name: str
    records: int
    trainees: int
    since: str
    """ISO day on which the oldest was submitted."""


@dataclass(frozen=True, slots=True)
class CohortPlace:
    """What all trainees did at one place."""

    site: str
    """Empty for what names no place."""
    trainees: int
    minutes: int
    sessions: int
    scans: int
    abnormal: int
    pathologies: tuple[tuple[str, str, int], ...]
    """Code, what people call it, and number of scans; most first."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """The board of one day."""

    as_of: date
    rows: tuple[CohortRow, ...]
    """Those furthest behind first."""
    backlog: tuple[Backlog, ...]
    """The longest waiting first."""
    places: tuple[CohortPlace, ...]
    """By name."""
    refreshed: int
    """Trainees judged anew for it; the others had not changed."""

    @property
    def trainees(self) -> int:
        """How many people it is about."""
        return len({one.trainee for one in self.rows})

    @property
    def unreadable(self) -> int:
        """Of those, about how many something is stored that cannot be read."""
        return len({one.trainee for one in self.rows if one.standing.fault})


def cohort(
    logbook: Logbook,
    *,
    framework: str = "",
    words: str = "",
    as_of: date | None = None,
    anew: bool = False,
    tell: Tell = lambda _done, _of: None,
) -> Cohort:
    """Return where every trainee stood at the end of a day (today, if not said).

    With ``framework`` only those who follow it; with ``words`` only those in whose name or framework all of them occur.
    ``anew`` judges everybody again.

    Raises:
        NotALead: on a department's server, a login that does not see everybody.
    """
    if not logbook.database.shows_all:
        raise NotALead
    day = as_of or logbook.today
    with closing(CohortCache(_place(logbook) if day == logbook.today else None)) as cache:
        marks = _marks(logbook, cache, day, anew=anew)
        standings, refreshed = _standings(logbook, cache, marks, day, tell)
    with logbook.reading() as connection:
        names = {one.id: one.name for one in people_rows(connection)}
    rows = tuple(_rows(standings, names, framework, words.casefold().split()))
    shown = {one.trainee: one.standing for one in rows}
    return Cohort(day, rows, _backlog(shown, names), _places(shown.values()), refreshed)


def _place(logbook: Logbook) -> Path:
    """Return where this account keeps what it made of this logbook, as this person sees it."""
    whose = sha256(f"{logbook.place}\n{logbook.actor}".encode()).hexdigest()[:16]
    return logbook.home.state / "cohort" / f"{logbook.id}-{whose}.db"


def _marks(logbook: Logbook, cache: CohortCache, day: date, *, anew: bool) -> dict[str, str]:
    """Return the mark of every trainee's records as they are now."""
    roots = " ".join(one.fingerprint for one in pinned(logbook.home))
    before = cache.reached()
    with logbook.reading() as connection:
        training = training_marks(connection)
        now, touched = touched_since(connection, before)
        shared = f"{__version__} {day} {roots} {shared_mark(connection)}"
    if anew or touched != {} or now != before:  # where nothing was added nothing is written either
        cache.reach(now, None if anew else touched)
    last = cache.touched()
    told = {one: f"{shared} {last.get(one, 0)} {mark}" for one, mark in training.items()}
    return {one: sha256(mark.encode()).hexdigest() for one, mark in told.items()}


def _standings(
    logbook: Logbook, cache: CohortCache, marks: Mapping[str, str], day: date, tell: Tell
) -> tuple[dict[str, Standing], int]:
    """Return where each trainee stands, from what was kept where its mark still holds, and how many were judged."""
    kept = cache.standings()
    found = {one: read_standing(kept[one][1]) for one, mark in marks.items() if kept.get(one, ("",))[0] == mark}
    stale = sorted(marks.keys() - found.keys())
    trust = _trust(logbook) if stale else Trust()
    for start in range(0, len(stale), _TOGETHER):
        made = {}
        with logbook.reading_once() as once, once.reading() as connection:  # whoever may sign is read once for them
            for at, one in enumerate(stale[start : start + _TOGETHER], start):
                tell(at, len(stale))
                made[one] = _judged(connection, once, one, day, trust)
        cache.keep((one, marks[one], told.as_text()) for one, told in made.items() if not told.fault)
        found |= made
    if stale:
        tell(len(stale), len(stale))
    return found, len(stale)


def _judged(connection: Connection, logbook: Logbook, trainee: str, day: date, trust: Trust) -> Standing:
    """Return where one trainee stands; what cannot be read of one takes the board of the others from nobody."""
    try:
        return standing_of_trainee(connection, logbook, trainee, day, trust)
    except (FrameworkLost, ValueError, TypeError, LookupError, ArithmeticError) as why:
        return unreadable(why)


def _trust(logbook: Logbook) -> Trust:
    with logbook.reading() as connection:
        return trust_of(connection, logbook.home)


def _rows(
    standings: Mapping[str, Standing], names: Mapping[str, str], framework: str, words: list[str]
) -> Iterator[CohortRow]:
    rows = [
        CohortRow(one, names.get(one, one), standing, following)
        for one, standing in standings.items()
        for following in standing.frameworks or (None,)
    ]
    for row in sorted(rows, key=_deficient_first):
        told = f"{row.name} {row.following.title} {row.following.framework}" if row.following else row.name
        follows = row.following is not None and row.following.framework == framework
        if framework and not follows and not row.standing.fault:  # what cannot be read may be on any
            continue
        if all(word in told.casefold() for word in words):
            yield row


def _deficient_first(row: CohortRow) -> tuple[object, ...]:
    """Return what rows are put in order by: what cannot be read, what lapsed, then how little is there.

    Who follows nothing comes last.
    """
    if row.standing.fault:
        return (-1, 0, 0.0, 0, 0, row.name.casefold(), row.trainee)
    if row.following is None:
        return (1, 0, 0.0, 0, row.standing.scans, row.name.casefold(), row.trainee)
    one = row.following
    return (0, -one.lapsed, round(one.share, 4), -one.open, row.standing.scans, row.name.casefold(), row.trainee)


def _backlog(standings: Mapping[str, Standing], names: Mapping[str, str]) -> tuple[Backlog, ...]:
    waiting = defaultdict(list)
    for standing in standings.values():
        for one in standing.waiting:
            waiting[one.supervisor].append(one)
    found = (
        Backlog(
            who,
            names.get(who, who) if who else "anybody",
            sum(one.count for one in told),
            len(told),
            min(one.since for one in told),
        )
        for who, told in waiting.items()
    )
    return tuple(sorted(found, key=lambda one: (one.since, -one.records, one.name.casefold())))


def _places(standings: Iterable[Standing]) -> tuple[CohortPlace, ...]:
    """Return hours and pathology by place; one place written in large and small letters is one."""
    at = defaultdict(list)
    for standing in standings:
        for one in standing.places:
            at[" ".join(one.site.split()).casefold()].append(one)
    found, label = [], load_vocabulary().label
    for told in at.values():
        counts: Counter[str] = Counter()
        for one in told:
            counts.update(one.pathologies)
        most = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        found.append(
            CohortPlace(
                site=told[0].site,
                trainees=len(told),
                minutes=sum(one.minutes for one in told),
                sessions=sum(one.sessions for one in told),
                scans=sum(one.scans for one in told),
                abnormal=sum(one.abnormal for one in told),
                pathologies=tuple((code, label("pathology", code), count) for code, count in most),
            )
        )
    return tuple(sorted(found, key=lambda one: (not one.site, one.site.casefold())))
