"""A trainee and a supervisor at work through the use cases, who tell what was acknowledged to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from sonolog.ledger.keys import Passphrase
from sonolog.store.objects import entries_of
from sonolog.store.tables import head
from sonolog.usecases.amend import amend
from sonolog.usecases.drafts import keep_form
from sonolog.usecases.find_person import find_person
from sonolog.usecases.keys import KeyUse, open_key
from sonolog.usecases.log_scan import log_scan
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.sign import Choice, sign
from sonolog.usecases.submit import submit
from sonolog.usecases.writers import writer_of

from .stage import PASSPHRASE, SUPERVISOR, Stage

BEGUN = "begun"
"""Told once the logbook is open."""
ACTS = 5
"""So many acts are a round: each kind of them at least once."""
REGIONS = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")


@dataclass(frozen=True)
class People:
    """Who works, with their keys open."""

    supervisor: str
    own: KeyUse
    theirs: KeyUse


def people(stage: Stage) -> People:
    """Open both keys of a settled stage."""
    book = stage.open()
    with book.reading() as connection:
        supervisor = find_person(connection, SUPERVISOR).id
    words = Passphrase(PASSPHRASE)
    found = People(supervisor, open_key(book, words), open_key(book.acting_as(supervisor), words))
    book.close()
    return found


def work(stage: Stage, who: People, acknowledge: Callable[[str], None], acts: Iterable[int]) -> None:
    """Do the acts of these numbers, one after the other; tell each digest once its act has returned."""
    book = stage.open()
    day = _Day(book, book.acting_as(who.supervisor), who)
    acknowledge(BEGUN)
    for number in acts:
        day.act(number)
        for digest in _newest(book):
            acknowledge(digest)
    book.close()


@dataclass(frozen=True)
class _Day:
    """What is done again and again, each act with the scan that is next in turn for it."""

    book: Logbook
    supervisor: Logbook
    who: People

    def act(self, number: int) -> None:
        """Log, log, amend, begin a form and submit, sign; and from the first again."""
        acts = (self._log, self._log, self._amend, self._submit, self._sign)
        acts[number % len(acts)](number)

    def _log(self, number: int) -> None:
        region = REGIONS[number % len(REGIONS)]
        log_scan(self.book, {"region": region, "side": "left", "finding": "normal", "supervisor": SUPERVISOR})

    def _amend(self, number: int) -> None:
        for scan in self._next("draft"):
            amend(self.book, scan, {"note": f"second look {number}"})

    def _submit(self, number: int) -> None:
        keep_form(self.book, self.book.new_id(), "scan", {"region": REGIONS[number % len(REGIONS)]})
        for scan in self._next("draft"):
            submit(self.book, [scan], key=self.who.own)

    def _sign(self, _number: int) -> None:
        for scan in self._next("submitted"):
            sign(self.supervisor, [Choice(scan)], key=self.who.theirs)

    def _next(self, status: str) -> Sequence[str]:
        """Return the newest scan that stands so, if there is one."""
        query = select(head.c.record).where(head.c.status == status, head.c.kind == "scan").order_by(head.c.row.desc())
        with self.book.reading() as connection:
            return connection.execute(query.limit(1)).scalars().all()


def _newest(book: Logbook) -> tuple[str, ...]:
    """Return what the last line of the journal names, its own digest among them."""
    with book.reading() as connection:
        return next(entries_of(connection, writer_of(book))).objects
