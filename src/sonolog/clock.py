"""The only place that asks for the time, or lets it go by.

Everything else is handed a :class:`Clock`; tests hold theirs still.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time, with the local offset."""

    def now(self) -> datetime:
        """Return the present moment as an aware datetime in local time."""
        ...

    def pause(self, seconds: float) -> None:
        """Let so much time go by."""
        ...


@dataclass(frozen=True)
class SystemClock:
    """The machine's own clock and time zone."""

    def now(self) -> datetime:
        """Return the machine's time with its zone."""
        return datetime.now().astimezone()

    def pause(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


@dataclass
class HeldClock:
    """A clock that stands still, and steps forward only when told to."""

    moment: datetime
    step: timedelta = timedelta(0)

    def now(self) -> datetime:
        """Return the held moment, then move it on by ``step``."""
        moment = self.moment
        self.moment = moment + self.step
        return moment

    def pause(self, seconds: float) -> None:
        """Step forward without waiting."""
        self.moment += timedelta(seconds=seconds)


def clock_from_environment() -> Clock:
    """Return the machine's clock, or one held at ``SONOLOG_NOW`` (ISO 8601, for tests and demonstrations)."""
    held = os.environ.get("SONOLOG_NOW")
    return HeldClock(datetime.fromisoformat(held).astimezone()) if held else SystemClock()


def today(clock: Clock) -> date:
    """Return the local calendar day."""
    return clock.now().date()


def stamp(moment: datetime) -> str:
    """Return ``moment`` as UTC text with milliseconds, the form kept in objects.

    Raises:
        ValueError: the moment has no zone; a naive time is not an instant.
    """
    if moment.tzinfo is None:
        raise ValueError("a time without a zone is not an instant")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def read_stamp(text: str) -> datetime:
    """Return the instant written by :func:`stamp`."""
    return datetime.fromisoformat(text)
