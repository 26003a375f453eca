"""An open logbook with somebody sitting in front of it: what every use case is handed."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from sonolog.clock import Clock, today
from sonolog.paths import Home
from sonolog.store.database import Database

Entropy = Callable[[int], bytes]


@dataclass(frozen=True)
class Logbook:
    """An open logbook: the file, the time, this person's folders, and who acts."""

    database: Database
    clock: Clock
    home: Home
    id: str
    """The logbook's own id; copies of a file share it."""
    writer: str
    """The id under which this machine writes in the journal."""
    actor: str | None = None
    """Person id of whoever is at the keyboard, or None before the first name."""
    entropy: Entropy = secrets.token_bytes
    made: bool = False
    """The file was made just now."""

    @property
    def path(self) -> Path:
        """Where the logbook is."""
        return self.database.path

    @property
    def today(self) -> date:
        """The local calendar day."""
        return today(self.clock)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a read transaction."""
        with self.database.read() as connection:
            yield connection

    def acting_as(self, person: str) -> Logbook:
        """Return the same logbook with ``person`` at the keyboard."""
        return replace(self, actor=person)

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()


def process_entropy(count: int) -> bytes:
    """Return ``count`` random bytes of the operating system."""
    return os.urandom(count)
