"""What a trainee had found when a supervisor first said something of it, told from the versions of a scan."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from sonolog.ledger.canonical import digest as digest_of
from sonolog.progress.evidence import SignOff
from sonolog.store.objects import stored_texts
from sonolog.store.state_as_of import sign_offs_as_of
from sonolog.store.tables import head, revision

_TYPED = ("supervisor_finding", "supervisor_findings", "agreement")
"""Fields in which a supervisor's word is typed into an entry."""
Versions = Mapping[str, Sequence[str]]
"""Record id to the digests of its versions, oldest first."""
Version = tuple[str, dict[str, Any]]
"""Digest and body."""


@dataclass(frozen=True, slots=True)
class Read:
    """What the trainee found."""

    finding: str | None = None
    findings: Mapping[str, str] = field(default_factory=dict)
    """Structure to finding."""

    def __bool__(self) -> bool:
        return bool(self.finding or self.findings)


@dataclass(frozen=True, slots=True)
class Word:
    """What the supervisor said of a version of a scan: in a signature, or in what the version signed says."""

    of: Read
    """What the trainee had found in that version."""
    agreement: str | None = None
    finding: str | None = None
    findings: Mapping[str, str] = field(default_factory=dict)
    is_current: bool = True
    """The scan was not amended since."""
    is_typed: bool = False
    """It stands in the entry; the signature itself says nothing of it."""
    is_signed: bool = True


@dataclass(frozen=True, slots=True)
class FirstRead:
    """The trainee's own finding as it stood when a supervisor's word came, and that word where it was signed."""

    read: Read
    together: bool = False
    """Both came in one version: nothing shows that the trainee's was first."""
    word: Word | None = None
    """The first that was signed; None where none was, and what is typed counts as it is typed now."""


def versions_of_scans(connection: Connection, trainee: str) -> dict[str, list[str]]:
    """Return the digests of each of the trainee's scans that has several versions, oldest first."""
    query = (
        select(revision.c.record, revision.c.digest)
        .join(head, head.c.record == revision.c.record)
        .where(head.c.subject == trainee, head.c.kind == "scan", head.c.versions > 1)
        .order_by(revision.c.at, revision.c.digest)
    )
    found: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.record].append(row.digest)
    return found


def signed_versions(connection: Connection, versions: Versions, as_of: date) -> Iterator[SignOff]:
    """Yield the sign-offs that stood on any of the ``versions`` at the end of a day; whether they hold is not said."""
    for found in sign_offs_as_of(connection, versions.keys(), as_of).values():
        yield from found


def first_reads(connection: Connection, versions: Versions, signed: Mapping[str, SignOff]) -> dict[str, FirstRead]:
    """Return the first reads of those scans on which a supervisor has said something.

    ``signed`` is version to the sign-off on it.  A sign-off is about the version signed.  What is typed into an entry
    came after the version before, if that already told a finding.
    """
    bodies = _bodies(connection, [one for each in versions.values() for one in each])
    told = {record: [(one, bodies[one]) for one in each if bodies.get(one)] for record, each in versions.items()}
    found = {record: _first(each, signed) for record, each in told.items()}
    return {record: one for record, one in found.items() if one is not None}


def _bodies(connection: Connection, digests: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the bodies of the versions whose text is the one that was kept."""
    kept = stored_texts(connection, digests)
    return {key: json.loads(one.text).get("body", {}) for key, one in kept.items() if digest_of(one.text) == key}


def _first(versions: Sequence[Version], signed: Mapping[str, SignOff]) -> FirstRead | None:
    """Return what was found before any word of the supervisor's, with the first word that was signed."""
    word = _first_word(versions, signed)
    before: Read | None = None
    for digest, body in versions:
        read = _read(body)
        if any(body.get(name) for name in _TYPED):
            return FirstRead(before or read, before is None, word)
        if digest in signed and _says(signed[digest]):
            return FirstRead(read, word=word)
        before = read or before
    return None


def _first_word(versions: Sequence[Version], signed: Mapping[str, SignOff]) -> Word | None:
    for at, (digest, body) in enumerate(versions, start=1):
        one = signed.get(digest)
        if one is not None and (_says(one) or any(body.get(name) for name in _TYPED)):
            return Word(
                of=_read(body),
                agreement=one.agreement or body.get("agreement"),
                finding=one.finding or body.get("supervisor_finding"),
                findings=_by_structure(body.get("supervisor_findings")),
                is_current=at == len(versions),
                is_typed=not _says(one),
            )
    return None


def _says(one: SignOff) -> bool:
    return bool(one.agreement or one.finding)


def _read(body: Mapping[str, Any]) -> Read:
    return Read(body.get("finding"), _by_structure(body.get("findings")))


def _by_structure(given: Any) -> dict[str, str]:
    parts = [json.loads(one) if isinstance(one, str) else one for one in given or ()]
    return {one["structure"]: one["finding"] for one in parts}
