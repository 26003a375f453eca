"""What a trainee had found when a supervisor first said something of it, told from the versions of a scan."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, or_, select

from sonolog.store.batches import batches
from sonolog.store.lookups import bodies_of
from sonolog.store.tables import head, item, revision, statement

_TYPED = ("supervisor_finding", "supervisor_findings", "agreement")
"""Fields in which a supervisor's word is typed into an entry."""


@dataclass(frozen=True, slots=True)
class FirstRead:
    """The trainee's own finding as it stood when a supervisor's word came."""

    finding: str | None = None
    findings: Mapping[str, str] = field(default_factory=dict)
    """Structure to finding."""
    together: bool = False
    """Both came in one version: nothing shows that the trainee's was first."""


def first_reads(connection: Connection, trainee: str, as_of: date) -> dict[str, FirstRead]:
    """Return the first reads of the trainee's scans of more than one version on which a supervisor has said something.

    A sign-off is about the version signed.  What is typed into an entry came after the version before, if that
    already told a finding.
    """
    versions = _versions(connection, trainee)
    digests = [digest for each in versions.values() for digest in each]
    signed = _signed(connection, digests, as_of)
    bodies = bodies_of(connection, digests)
    found = ((record, _first(list(_told(each, bodies)), signed)) for record, each in versions.items())
    return {record: one for record, one in found if one is not None}


def _versions(connection: Connection, trainee: str) -> dict[str, list[str]]:
    """Return the digests of each scan that has several, oldest first."""
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


def _signed(connection: Connection, digests: Sequence[str], as_of: date) -> set[str]:
    """Return those of the versions of which somebody who signed has said what they think of the finding."""
    said = or_(item.c.agreement.is_not(None), item.c.finding.is_not(None))
    query = select(item.c.target).join(statement, statement.c.digest == item.c.statement)
    query = query.where(said, statement.c.act == "sign", statement.c.day <= as_of.isoformat())
    found: set[str] = set()
    for batch in batches(sorted(digests)):
        found |= set(connection.execute(query.where(item.c.target.in_(batch))).scalars())
    return found


def _told(digests: Sequence[str], bodies: Mapping[str, dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for digest in digests:
        if bodies.get(digest):
            yield digest, bodies[digest]


def _first(versions: Sequence[tuple[str, dict[str, Any]]], signed: Collection[str]) -> FirstRead | None:
    before: dict[str, Any] | None = None
    for digest, body in versions:
        if any(body.get(name) for name in _TYPED):
            return _read(before or body, together=before is None)
        if digest in signed:
            return _read(body, together=False)
        before = body if _tells(body) else before
    return None


def _tells(body: Mapping[str, Any]) -> bool:
    return bool(body.get("finding") or body.get("findings"))


def _read(body: Mapping[str, Any], *, together: bool) -> FirstRead:
    parts = [json.loads(one) if isinstance(one, str) else one for one in body.get("findings") or ()]
    return FirstRead(body.get("finding"), {one["structure"]: one["finding"] for one in parts}, together)
