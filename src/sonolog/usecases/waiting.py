"""Whose signature is waited for, and since when; what the records say is for :mod:`sonolog.usecases.inbox`.

Home tells it in its first figures: nothing is imported here that only the records themselves need.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from sonolog.clock import read_stamp
from sonolog.store.database import Connection
from sonolog.store.lookups import HeadRow, bodies_of, waiting
from sonolog.store.people import names_of
from sonolog.usecases.identity import ids_of
from sonolog.usecases.logbook import Logbook

MOST_WAITING = 25
LONGEST_WAIT = 30
"""Records, and days: beyond either somebody is reminded."""


class Submitted(Protocol):
    """Something that was submitted."""

    @property
    def submitted(self) -> datetime | None:
        """When."""


@dataclass(frozen=True, slots=True)
class WaitingRecord:
    """One record that waits for a signature."""

    record: str
    trainee: str
    """Name."""
    submitted: datetime | None


def waiting_for(logbook: Logbook, person: str) -> tuple[WaitingRecord, ...]:
    """Return what waits for ``person``, the oldest first: what names them, and what names nobody."""
    with logbook.reading() as connection:
        heads, _ = heads_for(connection, logbook, person)
        names = names_of(connection, {one.subject for one in heads}) if heads else {}
    return tuple(
        WaitingRecord(one.record, names.get(one.subject, ""), read_stamp(one.submitted) if one.submitted else None)
        for one in heads
    )


def heads_for(connection: Connection, logbook: Logbook, person: str) -> tuple[list[HeadRow], dict[str, dict[str, Any]]]:
    """Return the same as rows, with what every record says by its digest."""
    names_here = ids_of(logbook.home, person)
    found = waiting(connection, names_here)
    bodies = bodies_of(connection, [head.digest for head in found])
    return [head for head in found if any(_is_for(head, bodies[head.digest], one) for one in names_here)], bodies


def reminder(lines: Sequence[Submitted], today: date) -> str:
    """Return what should not wait any longer: too many records, or one too long; empty while all is well."""
    longest = max(((today - line.submitted.date()).days for line in lines if line.submitted), default=0)
    many = f"{len(lines)} records wait" if len(lines) > MOST_WAITING else ""
    long = f"the oldest has waited {longest} days" if longest > LONGEST_WAIT else ""
    told = ", and ".join(part for part in (many, long) if part)
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def _is_for(head: HeadRow, body: Mapping[str, Any], person: str) -> bool:
    asked = json.loads(head.asked) if head.asked else []
    if asked:
        return person in asked
    return body.get("supervisor") in (None, person)
