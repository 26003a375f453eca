"""The high-water mark: how far this machine has seen each writer of a logbook, kept outside the file.

A file put back from an older copy is behind the mark; a copy used elsewhere under the same writer differs at it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sonolog.clock import stamp
from sonolog.errors import SonologError
from sonolog.ledger.identifiers import DIGEST, UUID
from sonolog.paths import make_private, read_own_json, write_whole
from sonolog.store.database import Connection
from sonolog.store.journal import entry_at, journal_ends
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.writers import renew_writer, writer_of

_NEXT = "Absorb a newer copy (sonolog absorb FILE), or go on with this one: sonolog check --accept-older."


@dataclass(frozen=True, slots=True)
class Mark:
    """What was last seen of a logbook on this machine."""

    ends: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Number and digest of the last entry seen, by writer."""
    at: str = ""
    """When."""


def read_mark(logbook: Logbook) -> Mark:
    """Return what was last seen; an empty mark where nothing was, or where it cannot be read."""
    try:
        kept = read_own_json(_place(logbook))
        ends = {str(writer): (int(seq), str(digest)) for writer, (seq, digest) in kept["ends"].items()}
        sound = all(UUID.fullmatch(writer) and DIGEST.fullmatch(digest) for writer, (_, digest) in ends.items())
        return Mark(ends, str(kept["at"])) if sound else Mark()
    except (OSError, ValueError, OverflowError, KeyError, TypeError, AttributeError):
        return Mark()


def move_mark(logbook: Logbook, ends: dict[str, tuple[int, str]]) -> None:
    """Note what was seen, never going back; a mark that cannot be written keeps nobody from saving."""
    known = read_mark(logbook).ends
    further = {writer: end for writer, end in ends.items() if end[0] >= known.get(writer, (0, ""))[0]}
    if further.items() <= known.items():
        return
    _write(logbook, {**known, **further})


def _write(logbook: Logbook, ends: dict[str, tuple[int, str]]) -> None:
    place = _place(logbook)
    told = {"ends": ends, "at": stamp(logbook.clock.now())}
    with suppress(OSError, SonologError):
        make_private(place.parent)
        write_whole(place, json.dumps(told).encode(), replace=True, durable=False)


def what_is_missing(logbook: Logbook) -> tuple[str, ...]:
    """Return in sentences what this machine has seen of the logbook and no longer finds in it; each is said once."""
    return _told(_missed(logbook))


@dataclass(frozen=True, slots=True)
class _Missed:
    """What is no longer found of one writer's entries."""

    day: str
    """ISO day on which they were seen here."""
    entries: int
    """How many are missing; of a copy that went its own way none need be."""
    other: int = 0
    """Number of the entry in whose place another one stands."""


def _missed(logbook: Logbook) -> dict[str, _Missed]:
    """Return, by writer, what is no longer found of its entries."""
    mark = read_mark(logbook)
    if not mark.ends:
        return {}
    with logbook.reading() as connection:
        found = {writer: _missing(connection, mark, writer, end) for writer, end in sorted(mark.ends.items())}
    return {writer: missed for writer, missed in found.items() if missed is not None}


def _told(missed: Mapping[str, _Missed]) -> tuple[str, ...]:
    """Return what is missing in sentences: one for all writers whose entries are gone, one for each other copy."""
    told = []
    gone = [one for one in missed.values() if one.entries]
    if gone:
        count = sum(one.entries for one in gone)
        entries = f"{count} entries are" if count > 1 else "1 entry is"
        told.append(f"This logbook is older than the one used here on {gone[0].day}: {entries} missing.")
    told += [
        f"This is a copy that went its own way: entry {one.other} is not the one seen here on {one.day}."
        for one in missed.values()
        if one.other
    ]
    return tuple(told)


def look_back(logbook: Logbook) -> Logbook:
    """Return the logbook, with a notice where it is older than what this machine has seen, or went its own way.

    What is written from now on comes from a new writer, so that no two entries share a number.
    """
    missed = _missed(logbook)
    if not missed:
        return logbook
    if writer_of(logbook) in missed:  # once: a new writer each time would hide from undo what this machine just did
        renew_writer(logbook)
    return logbook.with_notice(f"{' '.join(_told(missed))} {_NEXT}")


def accept_older(logbook: Logbook) -> None:
    """Go on with the logbook as it is, and forget what was seen beyond it."""
    with logbook.reading() as connection:
        _write(logbook, journal_ends(connection))


def _missing(connection: Connection, mark: Mark, writer: str, end: tuple[int, str]) -> _Missed | None:
    seq, digest = end
    here = entry_at(connection, writer, seq)
    if digest in here:
        return None
    day = mark.at[:10]
    if here:
        return _Missed(day, entries=0, other=seq)
    return _Missed(day, entries=seq - journal_ends(connection).get(writer, (0, ""))[0])


def _place(logbook: Logbook) -> Path:
    return logbook.home.state / "marks" / f"{logbook.id}.json"
