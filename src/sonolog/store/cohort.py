"""Questions about all trainees at once: what tells that a trainee's records changed, and what waits for signatures.

These, people, keys and searches are the only questions that cross trainees; docs/department.md lists them.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, func, select, text

from sonolog.store.engines import is_department
from sonolog.store.kind_tables import DEAD, kind_table, live_rows
from sonolog.store.tables import document, head, statement

_TRUSTING = ("vouch", "key-revoke", "checkpoint", "redact")
_TRAINING = ("scan", "enrolment")
_COUNTED = "SELECT subject, kind, status, count(*) FROM head GROUP BY subject, kind, status"
"""Answered from the index on these columns alone."""
_WEIGHED = """SELECT subject, kind, status, count(*),
  bit_xor(hashtextextended(digest || coalesce(sign_off, '-') || coalesce(asked, '-'), 20351))
  FROM head GROUP BY subject, kind, status"""
_ADDED = """SELECT coalesce(revision.subject, statement.subject, ''), max(object.rowid)
  FROM object LEFT JOIN revision ON revision.digest = object.digest
  LEFT JOIN statement ON statement.digest = object.digest
  WHERE object.rowid > :last GROUP BY 1"""
_LAST = "SELECT rowid, digest FROM object ORDER BY rowid DESC LIMIT 1"
_AT = "SELECT digest FROM object WHERE rowid = :last"


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a file's objects had come."""

    row: int = 0
    digest: str = ""


def training_marks(connection: Connection) -> dict[str, str]:
    """Return for each person with scans or an enrolment a text that changes with how many records stand how.

    On a server it changes with every version and signature as well; in a file :func:`touched_since` tells of those.
    """
    query = _WEIGHED if is_department(connection) else _COUNTED
    parts: dict[str, list[str]] = defaultdict(list)
    training = set()
    for row in connection.exec_driver_sql(query):
        parts[row[0]].append(" ".join(str(part) for part in row[1:]))
        if row[1] in _TRAINING and row[2] not in DEAD:
            training.add(row[0])
    return {subject: "\n".join(sorted(parts[subject])) for subject in training}


def touched_since(connection: Connection, before: Reached) -> tuple[Reached, dict[str, int] | None]:
    """Return how far a file has come, and whom what was added since is about; None where it is no longer that file.

    The numbers grow with each further object.  A server needs none of it: nobody was touched.
    """
    if is_department(connection):
        return before, {}
    row = connection.execute(text(_LAST)).first()
    now = Reached(row[0], row[1]) if row else Reached()
    if connection.execute(text(_AT), {"last": before.row}).scalar() != before.digest or before.row > now.row:
        return now, None
    return now, {one[0]: one[1] for one in connection.execute(text(_ADDED), {"last": before.row})}


def shared_mark(connection: Connection) -> str:
    """Return a digest of what every trainee's progress rests on: who may sign as what, keys, frameworks and forms.

    Somebody new who only learns changes nothing for the others, and does not change it.
    """
    people = live_rows(kind_table("person"))
    told = [
        f"{row.record} {row.name} {row.roles} {row.register_body} {row.external}"
        for row in connection.execute(people)
        if row.roles not in (None, "[]", '["trainee"]')
    ]
    held = live_rows(kind_table("accreditation"))
    told += [f"{row.person} {row.field} {row.level} {row.start} {row.until}" for row in connection.execute(held)]
    told += connection.execute(select(statement.c.digest).where(statement.c.act.in_(_TRUSTING))).scalars()
    told += connection.execute(select(document.c.digest)).scalars()
    return sha256("\n".join(sorted(told)).encode()).hexdigest()


def waiting_of(connection: Connection, trainee: str) -> list[tuple[str, int, str]]:
    """Return whom a trainee asked for signatures ("" for anybody), for how many records, and since which day."""
    query = select(head.c.asked, func.count(), func.min(head.c.submitted))
    query = query.where(head.c.subject == trainee, head.c.status == "submitted").group_by(head.c.asked)
    counts: Counter[str] = Counter()
    since: dict[str, str] = {}
    for asked, count, submitted in connection.execute(query):
        for person in json.loads(asked or "[]") or [""]:
            counts[person] += count
            since[person] = min(since.get(person, submitted[:10]), submitted[:10])
    return [(person, counts[person], since[person]) for person in sorted(counts)]
