"""The versions of a record side by side, where a merge left two current ones, and which of them is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sonolog.clock import read_stamp
from sonolog.errors import SonologError
from sonolog.ledger.status import RecordState
from sonolog.store.database import Connection
from sonolog.store.lookups import HeadRow, bodies_of, first_authors, revisions_of
from sonolog.store.people import names_of
from sonolog.store.views import states_of
from sonolog.usecases.errors import NothingToDo
from sonolog.usecases.field_showing import FieldShower
from sonolog.usecases.field_words import title_of
from sonolog.usecases.find_record import find_record
from sonolog.usecases.held_back import require_shown
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.quoting import quoted

_MARK = 8
"""Digits of a digest by which a version is called."""
_LEAST_OF_MARK = 4


class TwoVersions(SonologError):
    """A record has two current versions, and it was not said which of them to go on from."""

    code = "two-versions"

    def __init__(self, label: str, marks: Sequence[str]) -> None:
        super().__init__(
            f"{label} has {len(marks)} current versions, {' and '.join(marks)}.",
            hint=f"See both with: sonolog show {label}. Then say which to keep: sonolog amend {label} --from VERSION.",
            kept="Nothing was changed.",
        )


class UnknownVersion(SonologError):
    """The words mean no version of the record, or several, or one whose text was taken away."""

    code = "unknown-version"

    def __init__(self, words: str, label: str, marks: Sequence[str]) -> None:
        super().__init__(
            f"“{quoted(words)}” is no version of {label} that can be kept.",
            hint=f"Its versions are {', '.join(marks)}." if marks else "",
            kept="Nothing was changed.",
        )


@dataclass(frozen=True, slots=True)
class Version:
    """One of the current versions of a record."""

    digest: str
    mark: str
    """What it is called on a screen and by ``--from``: the first digits of its digest."""
    who: str
    """Name of whoever wrote it."""
    at: datetime
    why: str
    withdrawn: bool
    redacted: bool
    """Its text was taken away; it cannot be chosen."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which the versions differ."""

    name: str
    title: str
    texts: tuple[str, ...]
    """What each version says, in their order; empty where one says nothing."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A record with two or more current versions, and what they say otherwise."""

    id: str
    label: str
    kind: str
    versions: tuple[Version, ...]
    """The oldest first."""
    differences: tuple[Difference, ...]


def side_by_side(logbook: Logbook, words: str) -> SideBySide:
    """Return the current versions of the record meant; one of them is kept by amending the record from it.

    Raises:
        UnknownRecord, AmbiguousRecord: the words mean none, or several.
        NothingToDo: it has one current version.
        ActRefused: its answers are held back from whoever acts.
    """
    with logbook.reading() as connection:
        head = find_record(connection, words)
        state = states_of(connection, [head.record])[head.record]
        authors = first_authors(connection, [head.record])[head.record]
        for body in bodies_of(connection, sorted(state.heads)).values():
            require_shown(head.label, body, authors, logbook.actor, "shown version by version")
        found = versions_side_by_side(connection, head, state)
    if found is None:
        raise NothingToDo(f"{head.label} has one current version; there is nothing to settle.")
    return found


def versions_side_by_side(connection: Connection, head: HeadRow, state: RecordState) -> SideBySide | None:
    """Return the current versions of a record, or None where there is but one."""
    if len(state.heads) < 2:
        return None
    rows = [row for row in revisions_of(connection, head.record) if row.digest in state.heads]
    names = names_of(connection, {row.author for row in rows})
    versions = tuple(_version(row, names) for row in rows)
    bodies = bodies_of(connection, [one.digest for one in versions])
    readable = [one.digest for one in versions if not one.redacted]
    shower = FieldShower.of(connection, head.kind, list(bodies.values()))
    told = [bodies[one.digest] for one in versions]
    names_said = list(dict.fromkeys(name for digest in readable for name in bodies[digest]))
    differing = [name for name in names_said if len({repr(bodies[one].get(name)) for one in readable}) > 1]
    differences = tuple(
        Difference(name, title_of(name), tuple(_text(shower, head.kind, name, body) for body in told))
        for name in differing
    )
    return SideBySide(head.record, head.label, head.kind, versions, differences)


def version_meant(connection: Connection, head: HeadRow, state: RecordState, words: str) -> Version:
    """Return the version from which an amendment goes on: as said, else the only current one.

    Raises:
        TwoVersions: there are several current ones, and none was said.
        UnknownVersion: the words mean none, or several, or one whose text is gone.
    """
    rows = revisions_of(connection, head.record)
    every = [_version(row, {}) for row in rows]
    current = [one for one in every if one.digest in state.heads]
    if not words.strip():
        open_ = [one for one in current if not one.redacted]
        if len(current) > 1 and open_:
            raise TwoVersions(head.label, [one.mark for one in open_])
        return current[0]
    typed = words.strip().lower()
    found = [one for one in every if len(typed) >= _LEAST_OF_MARK and one.digest.startswith(typed)]
    if len(found) != 1 or found[0].redacted:
        raise UnknownVersion(words, head.label, [one.mark for one in every if not one.redacted])
    return found[0]


def _version(row: Any, names: Mapping[str, str]) -> Version:
    return Version(
        digest=row.digest,
        mark=row.digest[:_MARK],
        who=names.get(row.author, ""),
        at=read_stamp(row.at),
        why=row.why or "",
        withdrawn=bool(row.withdrawn),
        redacted=bool(row.redacted),
    )


def _text(shower: FieldShower, kind: str, name: str, body: Mapping[str, Any]) -> str:
    return shower.text(kind, name, body[name]) if body.get(name) not in (None, [], ()) else ""
