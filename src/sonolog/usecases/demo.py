"""Make the example logbook: an invented trainee's year, with people, keys, placements and sign-offs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sonolog.clock import HeldClock
from sonolog.errors import Exit, SonologError
from sonolog.paths import Home, make_private
from sonolog.usecases.add_record import add_record
from sonolog.usecases.demo_assessments import demo_assessments
from sonolog.usecases.demo_filled import FilledForms
from sonolog.usecases.demo_people import DemoPeople, make_people
from sonolog.usecases.demo_sign_off import SignOffs
from sonolog.usecases.demo_training import add_outcomes, add_training
from sonolog.usecases.demo_year import FIRST_DAY, LAST_DAY, SITE, DemoSession, demo_year
from sonolog.usecases.key_files import beside
from sonolog.usecases.log_scan import log_scan
from sonolog.usecases.logbook import Entropy, Logbook
from sonolog.usecases.open_logbook import open_logbook

_SESSION_ENDS = time(16, 30)
_BETWEEN_SCANS = timedelta(minutes=2)


class DemoRefused(SonologError):
    """The example logbook would overwrite something."""

    code = "demo-refused"
    exit = Exit.NO_OUTPUT

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is already there.", kept="It was not touched.", hint="Name another file with --logbook."
        )


@dataclass(frozen=True, slots=True)
class DemoMade:
    """The example logbook."""

    path: Path
    trainee: str
    """Person id."""
    name: str
    scans: int
    keys: Path
    passphrases: tuple[tuple[str, str], ...]
    """Name and passphrase of everyone who has a key; they are no secrets."""


def make_demo(path: Path) -> DemoMade:
    """Make the example logbook at ``path``; the same objects every time.

    Raises:
        DemoRefused: there is a file, or a folder of its keys.
    """
    keys = beside(path)
    if path.exists() or keys.exists():
        raise DemoRefused(path)
    clock = HeldClock(datetime.combine(FIRST_DAY, time(9, 0), UTC), step=timedelta(milliseconds=7))
    with TemporaryDirectory(prefix="sonolog-demo-") as scratch:
        elsewhere = Home(data=Path(scratch), config=Path(scratch), state=Path(scratch))
        logbook = open_logbook(str(path), home=elsewhere, clock=clock, make=True, entropy=_seeded())
        try:
            people = make_people(logbook, make_private(keys))
            scans = _live_the_year(people.trainee_logbook, people, clock)
        finally:
            logbook.close()
    return DemoMade(path, people.trainee.id, people.trainee.name, scans, keys, people.passphrases)


def _seeded(for_what: str = "") -> Entropy:
    """Return random bytes that come out the same each time: fit for an example, and for nothing else.

    What is added to the example draws from a source of its own, so that all the rest keeps its ids.
    """
    drawn = 0

    def draw(count: int) -> bytes:
        nonlocal drawn
        drawn += 1
        return hashlib.shake_256(f"sonolog demo {for_what}{drawn}".encode()).digest(count)

    return draw


def _live_the_year(logbook: Logbook, people: DemoPeople, clock: HeldClock) -> int:
    sessions = demo_year()
    placement = add_training(logbook, people, clock)
    sign_offs = SignOffs(people, clock)
    filled = FilledForms(people, demo_assessments(sessions), _seeded("forms"))
    count = 0
    for session in sessions:
        _set(clock, session.day)
        count += _work(logbook, session, clock, placement, sign_offs)
        filled.on(session.day)
        sign_offs.after_session(session.day)
    sign_offs.at_end()
    _set(clock, LAST_DAY)
    add_outcomes(logbook, people)
    return count


def _work(logbook: Logbook, session: DemoSession, clock: HeldClock, placement: str, sign_offs: SignOffs) -> int:
    """Log one session and its scans, at the end of the list as trainees do."""
    typed = {
        "date": session.day.isoformat(),
        "placement": placement,
        "site": SITE,
        "supervisor": session.supervisor,
        "minutes": "4h",
    }
    made = add_record(logbook, "session", typed)
    for scan in session.scans:
        clock.moment += _BETWEEN_SCANS
        logged = log_scan(logbook, scan | {"placement": placement, "session": made.id})
        sign_offs.logged(logged.id, scan)
    return len(session.scans)


def _set(clock: HeldClock, day: date) -> None:
    clock.moment = datetime.combine(day, _SESSION_ENDS, UTC)
