"""A ward in a folder: a trainee's logbook, two supervisors and an assessor with keys, the time held still."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sonolog.clock import HeldClock
from sonolog.errors import Exit, SonologError
from sonolog.ledger.keys import key_from_seed
from sonolog.paths import Home
from sonolog.store.journal import all_entries
from sonolog.store.lookups import head_of
from sonolog.store.objects import all_objects
from sonolog.usecases.begin import begin
from sonolog.usecases.keys import KeyUse
from sonolog.usecases.log_scan import log_scan
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.open_logbook import open_logbook
from sonolog.usecases.people import add_person
from sonolog.usecases.sign import Choice, Signed, sign
from sonolog.usecases.submit import submit

NOW = datetime(2026, 11, 23, 21, 36, 21, 123_000, tzinfo=UTC)
TESS, SAM, PAT, ANN = "Tess Trainee", "Sam Supervisor", "Pat Partner", "A. Example"
STAFF = {SAM: ("supervisor", "mentor"), PAT: ("supervisor",), ANN: ("assessor",)}


def home_in(folder: Path) -> Home:
    """Return the folders of a person, all in ``folder``."""
    return Home(data=folder / "data", config=folder / "config", state=folder / "state")


def held_clock() -> HeldClock:
    """Return a clock that moves only by some milliseconds each time it is read."""
    return HeldClock(NOW, step=timedelta(milliseconds=7))


def seeded(seed: str) -> Callable[[int], bytes]:
    """Return bytes that come out the same each time."""
    drawn = 0

    def draw(count: int) -> bytes:
        nonlocal drawn
        drawn += 1
        return hashlib.shake_256(f"{seed} {drawn}".encode()).digest(count)

    return draw


def key_of(person: str) -> KeyUse:
    """Return the open key that belongs to a person's id; making one for a file would take most of a second."""
    return KeyUse(person, "own-device", key_from_seed(hashlib.sha256(person.encode()).digest()))


@dataclass
class Ward:
    """An open logbook and the people around it."""

    folder: Path
    clock: HeldClock = field(default_factory=held_clock)
    seed: str = "ward"
    people: dict[str, str] = field(default_factory=dict)
    """Name to id."""

    def __post_init__(self) -> None:
        self.book = self.open(make=True)

    @property
    def path(self) -> Path:
        """Where the logbook is."""
        return self.folder / "data" / "logbook.db"

    @property
    def home(self) -> Home:
        """The trainee's folders."""
        return home_in(self.folder)

    def open(self, *, make: bool = False, person: str | None = None) -> Logbook:
        """Open the logbook as ``sonolog`` would, with whoever is at the keyboard."""
        entropy = seeded(self.seed)
        return open_logbook(None, home=self.home, clock=self.clock, make=make, person=person, entropy=entropy)

    def settle_in(self) -> None:
        """Begin as the trainee and add the staff."""
        self.book = begin(self.book, TESS)
        assert self.book.actor is not None
        self.people[TESS] = self.book.actor
        for name, roles in STAFF.items():
            self.people[name] = add_person(self.book, name, roles=roles).id

    def acting(self, name: str) -> Logbook:
        """Return the logbook with ``name`` at the keyboard."""
        return self.book.acting_as(self.people[name])

    def close(self) -> None:
        """Let go of what is open."""
        self.book.close()

    def key(self, name: str) -> KeyUse:
        """Return the open key of ``name``."""
        return key_of(self.people[name])

    def scan(self, **typed: str) -> str:
        """Log a scan of the left shoulder, or as typed, and return its id."""
        return log_scan(self.book, {"region": "shoulder", "side": "left"} | typed).id

    def submit(self, *records: str, to: str | None = None) -> None:
        """Submit records as the trainee."""
        submit(self.book, records, key=self.key(TESS), to=to)

    def sign(self, *records: str, by: str = SAM) -> Signed:
        """Sign records."""
        return sign(self.acting(by), [Choice(one) for one in records], key=self.key(by))

    def signed(self, **typed: str) -> str:
        """Return a scan that was logged, submitted and signed."""
        record = self.scan(**typed)
        self.submit(record)
        self.sign(record)
        return record

    def status(self, record: str) -> str:
        """Return the status word of a record."""
        with self.book.reading() as connection:
            head = head_of(connection, record)
        assert head is not None
        return head.status

    def acts(self) -> list[str]:
        """Return the acts of the journal, in order."""
        from sonolog.ledger.objects import JournalEntry

        with self.book.reading() as connection:
            return [JournalEntry.from_text(text).act for *_, text in all_entries(connection)]


def kept(book: Logbook) -> tuple[tuple[str, ...], int]:
    """Return the digests of all objects, and how many lines the journal has."""
    with book.reading() as connection:
        objects = tuple(one.digest for one in all_objects(connection))
        return objects, len(list(all_entries(connection)))


@contextmanager
def refused(book: Logbook, error: type[SonologError], code: Exit) -> Iterator[pytest.ExceptionInfo[SonologError]]:
    """Expect a refusal with this exit code that leaves objects and journal as they were."""
    before = kept(book)
    with pytest.raises(error) as caught:
        yield caught
    assert caught.value.exit is code
    assert kept(book) == before
