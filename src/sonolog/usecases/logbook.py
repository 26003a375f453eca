"""An open logbook with somebody sitting in front of it: what every use case is handed."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from sonolog.clock import Clock, today
from sonolog.domain.identity_answers import Answers
from sonolog.ledger.identifiers import new_id
from sonolog.paths import Home
from sonolog.store.database import Connection, Database
from sonolog.usecases.wrong_passphrases import Guesses

if TYPE_CHECKING:
    from sonolog.ledger.alone import Alone

Entropy = Callable[[int], bytes]
T = TypeVar("T")


@dataclass(frozen=True)
class _Reading:
    """One read transaction, and what was made of what it reads."""

    connection: Connection
    made: dict[Hashable, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Logbook:
    """An open logbook: the file, the time, this person's folders, and who acts."""

    database: Database
    clock: Clock
    home: Home
    id: str
    """The logbook's own id; copies of a file share it."""
    actor: str | None = None
    """Person id of whoever is at the keyboard, or None before the first name."""
    entropy: Entropy = field(default_factory=lambda: process_entropy)
    made: bool = False
    """The file was made just now."""
    notices: tuple[str, ...] = ()
    """What the person should hear about how it was opened."""
    answers: Answers = field(default_factory=Answers)
    """What they said of texts that look like a patient's detail."""
    for_others: bool = False
    """What is read goes into a file for others: answers that are only shown gathered are no part of it."""
    alone: Alone = field(default_factory=dict, repr=False, compare=False)
    """What signed texts came to by themselves since it was opened: each is checked once, however often it is read."""
    guesses: Guesses = field(default_factory=Guesses, repr=False)
    """Wrong passphrases since it was opened."""
    within: _Reading | None = field(default=None, repr=False, compare=False)
    """The reading that all reads are part of; None where each is one of its own."""

    @property
    def path(self) -> Path:
        """Where the logbook's file is; of a department's, the file beside it on this machine."""
        return self.database.path

    @property
    def place(self) -> str:
        """Where the logbook is, for people: a path, or an address without a password."""
        return self.database.place

    @property
    def is_department(self) -> bool:
        """Whether it is a department's, on a server."""
        return self.database.is_department

    @property
    def today(self) -> date:
        """The local calendar day."""
        return today(self.clock)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a read transaction."""
        if self.within is not None:
            yield self.within.connection
            return
        with self.database.read() as connection:
            yield connection

    @contextmanager
    def reading_once(self) -> Iterator[Logbook]:
        """Give the same logbook at one moment: all that is read of it is of one transaction, and made once."""
        with self.reading() as connection:
            yield self if self.within is not None else replace(self, within=_Reading(connection))

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make`` makes; inside of :meth:`reading_once` what it made before under the same ``key``."""
        if self.within is None:
            return make()
        made = self.within.made
        if key not in made:
            made[key] = make()
        return cast("T", made[key])

    def acting_as(self, person: str) -> Logbook:
        """Return the same logbook with ``person`` at the keyboard."""
        return replace(self, actor=person)

    def answering(self, answers: Answers) -> Logbook:
        """Return the same logbook in front of somebody who has said what a doubtful text is."""
        return replace(self, answers=answers)

    def handing_in(self) -> Logbook:
        """Return the same logbook, read for others."""
        return replace(self, for_others=True)

    def with_notice(self, sentence: str) -> Logbook:
        """Return the same logbook with one more thing to tell."""
        return replace(self, notices=(*self.notices, sentence))

    def new_id(self) -> str:
        """Return a new record id."""
        return new_id(self.clock.now(), self.entropy)

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()


def process_entropy(count: int) -> bytes:
    """Return ``count`` random bytes of the operating system."""
    return os.urandom(count)
