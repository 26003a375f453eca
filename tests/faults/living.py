"""A trainee and a supervisor at work through the use cases, who tell what was acknowledged to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

from sonolog.ledger.keys import Passphrase
from sonolog.store.objects import entries_of
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


def work(stage: Stage, who: People, acknowledge: Callable[[str], None], rounds: int | None = None) -> None:
    """Log, amend, submit and sign, for so many rounds or without end; tell each digest once its act has returned."""
    book = stage.open()
    supervisor = book.acting_as(who.supervisor)
    acknowledge(BEGUN)
    for number in range(rounds) if rounds is not None else count():
        for _ in _one_round(book, supervisor, who, number):
            for digest in _newest(book):
                acknowledge(digest)
    book.close()


def _one_round(book: Logbook, supervisor: Logbook, who: People, number: int) -> Iterator[None]:
    region, by = REGIONS[number % len(REGIONS)], {"supervisor": SUPERVISOR}
    yield _done(log_scan(book, {"region": region, "side": "left"} | by))
    scan = log_scan(book, {"region": region, "side": "right", "finding": "normal"} | by).id
    yield
    yield _done(amend(book, scan, {"note": f"second look {number}"}))
    keep_form(book, book.new_id(), "scan", {"region": region})
    yield _done(submit(book, [scan], key=who.own))
    yield _done(sign(supervisor, [Choice(scan)], key=who.theirs))


def _done(result: object) -> None:
    """Take what an act returned: only now is it acknowledged."""


def _newest(book: Logbook) -> tuple[str, ...]:
    """Return what the last line of the journal names, its own digest among them."""
    with book.reading() as connection:
        return next(entries_of(connection, writer_of(book))).objects
