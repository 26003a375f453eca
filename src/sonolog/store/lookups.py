"""Finding records and their bodies."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select

from sonolog.clock import read_stamp
from sonolog.domain.kinds import KINDS
from sonolog.store.batches import batches
from sonolog.store.engines import holds
from sonolog.store.kind_tables import DEAD, kind_table
from sonolog.store.tables import head, objects, revision


@dataclass(frozen=True, slots=True)
class HeadRow:
    """A record's current version and where it stands."""

    record: str
    kind: str
    subject: str
    digest: str
    status: str
    day: str | None
    label: str
    versions: int
    created: str
    changed: str
    submitted: str | None
    asked: str | None
    sign_off: str | None


_COLUMNS = tuple(head.c[name] for name in HeadRow.__slots__)


def _head_row(row: Row[Any]) -> HeadRow:
    return HeadRow(**row._asdict())


def find_heads(connection: Connection, words: str, *, limit: int = 20) -> tuple[HeadRow, ...]:
    """Return the records that ``words`` may mean: a case number or label, a whole id, or the end of an id."""
    query = select(*_COLUMNS).order_by(head.c.day.desc().nulls_last(), head.c.record).limit(limit)
    exact = connection.execute(query.where(head.c.label.in_({words, words.upper()}) | (head.c.record == words.lower())))
    found = tuple(_head_row(row) for row in exact)
    if found or len(words) < 4:  # fewer characters would nearly always be ambiguous
        return found
    tail = connection.execute(query.where(head.c.record.endswith(words.lower(), autoescape=True)))
    return tuple(_head_row(row) for row in tail)


def head_of(connection: Connection, record: str) -> HeadRow | None:
    """Return the current version of ``record``, or None."""
    row = connection.execute(select(*_COLUMNS).where(head.c.record == record)).first()
    return _head_row(row) if row else None


def labels_of(connection: Connection, records: set[str]) -> dict[str, str]:
    """Return what a person calls each of ``records``; one that is not there is left out."""
    found: dict[str, str] = {}
    for batch in batches(sorted(records)):
        query = select(head.c.record, head.c.label).where(head.c.record.in_(batch))
        found |= {row.record: row.label for row in connection.execute(query)}
    return found


def heads(
    connection: Connection, *, kind: str, subject: str | None = None, statuses: Sequence[str] = ()
) -> tuple[HeadRow, ...]:
    """Return all records of one kind, newest first."""
    query = select(*_COLUMNS).where(head.c.kind == kind)
    query = query.order_by(head.c.day.desc().nulls_last(), head.c.record.desc())
    if subject is not None:
        query = query.where(head.c.subject == subject)
    if statuses:
        query = query.where(head.c.status.in_(statuses))
    return tuple(_head_row(row) for row in connection.execute(query))


def heads_of_kinds(
    connection: Connection, kinds: Sequence[str], *, subject: str, status: str = ""
) -> tuple[HeadRow, ...]:
    """Return a person's records of several kinds, newest first; with ``status`` only those that stand so."""
    query = select(*_COLUMNS).where(head.c.subject == subject, head.c.kind.in_(kinds))
    if status:
        query = query.where(head.c.status == status)
    rows = connection.execute(query.order_by(head.c.day.desc().nulls_last(), head.c.record.desc()))
    return tuple(_head_row(row) for row in rows)


def states_by_digest(connection: Connection) -> dict[str, str]:
    """Return where each record stands, by the digest of its current version."""
    return {row.digest: row.status for row in connection.execute(select(head.c.digest, head.c.status))}


def waiting(connection: Connection, names: Sequence[str]) -> tuple[HeadRow, ...]:
    """Return what was submitted by others and not answered, oldest first: what asks a person, or nobody.

    ``names`` are the ids the person has: a trainee who did not know theirs gave them another.
    """
    by_name = (head.c.asked.contains(name, autoescape=True) for name in names)
    asked = or_(head.c.asked.is_(None), head.c.asked == "[]", *by_name)
    found = (head.c.kind.in_(KINDS), head.c.status == "submitted")  # every kind is named so that the index serves
    query = select(*_COLUMNS).where(*found, head.c.subject.not_in(names), asked)
    return tuple(_head_row(row) for row in connection.execute(query.order_by(head.c.submitted, head.c.record)))


def rows_of_kind(connection: Connection, kind: str, records: Sequence[str]) -> dict[str, Row[Any]]:
    """Return the view rows of ``records``."""
    table = kind_table(kind)
    return {row.record: row for row in connection.execute(select(table).where(table.c.record.in_(records)))}


def revisions_of(connection: Connection, record: str) -> tuple[Row[Any], ...]:
    """Return the versions of a record, oldest first."""
    query = select(revision).where(revision.c.record == record).order_by(revision.c.at, revision.c.digest)
    return tuple(connection.execute(query))


def guarded_texts(
    connection: Connection, *, records: Collection[str] | None = None, subject: str | None = None
) -> dict[str, str]:
    """Return digest and text of the versions with answers to the identity guard: of records, or all of a trainee."""
    query = select(revision.c.digest, objects.c.text).join(objects, objects.c.digest == revision.c.digest)
    query = query.where(objects.c.type == "revision", holds(connection, objects.c.text, '"guard":['))
    query = query.order_by(revision.c.at, revision.c.digest)
    if subject is not None:
        query = query.where(revision.c.subject == subject)
    if records is None:
        return {row.digest: row.text for row in connection.execute(query)}
    found: dict[str, str] = {}
    for batch in batches(sorted(records)):
        found |= {row.digest: row.text for row in connection.execute(query.where(revision.c.record.in_(batch)))}
    return found


def first_authors(connection: Connection, records: Sequence[str]) -> dict[str, frozenset[str]]:
    """Return who wrote the first version of each of ``records``."""
    found: dict[str, frozenset[str]] = dict.fromkeys(records, frozenset())
    for batch in batches(sorted(found)):
        query = select(revision.c.record, revision.c.author).where(revision.c.parents == "[]")
        for row in connection.execute(query.where(revision.c.record.in_(batch))):
            found[row.record] |= {row.author}
    return found


def counts_by_status(connection: Connection, subject: str) -> dict[str, int]:
    """Return how many scans stand where."""
    query = select(head.c.status, func.count().label("number")).where(head.c.subject == subject, head.c.kind == "scan")
    return {row.status: row.number for row in connection.execute(query.group_by(head.c.status))}


def oldest_waiting(connection: Connection, subject: str) -> datetime | None:
    """Return when the scan was submitted that has waited longest for a signature."""
    query = select(func.min(head.c.submitted)).where(
        head.c.subject == subject, head.c.kind == "scan", head.c.status == "submitted"
    )
    found = connection.execute(query).scalar()
    return read_stamp(found) if found else None


def is_label_taken(connection: Connection, label: str) -> bool:
    """Return whether some record is called ``label``."""
    return connection.execute(select(head.c.row).where(head.c.label == label).limit(1)).first() is not None


def scan_bodies_of_day(connection: Connection, subject: str, day: date) -> tuple[dict[str, Any], ...]:
    """Return the bodies of the trainee's scans of that day that are not withdrawn."""
    query = (
        select(objects.c.text)
        .join(head, head.c.digest == objects.c.digest)
        .where(head.c.subject == subject, head.c.kind == "scan", head.c.day == day.isoformat())
        .where(head.c.status != "withdrawn")
        .order_by(head.c.record)
    )
    return tuple(json.loads(text).get("body", {}) for text in connection.execute(query).scalars())


def last_scan_body(connection: Connection, subject: str) -> dict[str, Any] | None:
    """Return the stored body of the scan in force that the trainee logged last, or None."""
    query = (
        select(objects.c.text)
        .join(head, head.c.digest == objects.c.digest)
        .where(head.c.subject == subject, head.c.kind == "scan", head.c.status.not_in(DEAD))
        .order_by(head.c.row.desc())
        .limit(1)
    )
    found = connection.execute(query).scalar()
    return json.loads(found).get("body", {}) if found is not None else None


def body_of(connection: Connection, digest: str) -> dict[str, Any]:
    """Return the body of the revision ``digest``."""
    found = connection.execute(select(objects.c.text).where(objects.c.digest == digest)).scalar_one()
    body: dict[str, Any] = json.loads(found).get("body", {})
    return body


def bodies_of(connection: Connection, digests: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the bodies of the revisions ``digests``."""
    found: dict[str, dict[str, Any]] = {}
    for batch in batches(sorted(digests)):
        rows = connection.execute(select(objects.c.digest, objects.c.text).where(objects.c.digest.in_(batch)))
        found |= {row.digest: json.loads(row.text).get("body", {}) for row in rows}
    return found


def gathered_versions(connection: Connection, subject: str | None) -> dict[str, set[str]]:
    """Return the assessments, of ``subject`` or of everybody, of which a version says that it is only shown gathered.

    Each with the people whom any such version names as its assessor.  No text that is typed can look like the flag: the
    quotes in it are written with a stroke before them.
    """
    query = select(revision.c.record, objects.c.text).join(objects, objects.c.digest == revision.c.digest)
    query = query.where(revision.c.kind == "assessment", objects.c.text.contains('"gathered":true', autoescape=True))
    found: dict[str, set[str]] = {}
    for row in connection.execute(query if subject is None else query.where(revision.c.subject == subject)):
        found.setdefault(row.record, set()).add(str(json.loads(row.text)["body"].get("assessor") or ""))
    return found


def conflicts(connection: Connection, records: Collection[str]) -> tuple[str, ...]:
    """Return what those of ``records`` are called that have two current versions."""
    found: list[str] = []
    for batch in batches(sorted(records)):
        query = select(head.c.label).where(head.c.status == "conflict", head.c.record.in_(batch))
        found += connection.execute(query).scalars()
    return tuple(sorted(found))


def version_row(connection: Connection, digest: str) -> Row[Any] | None:
    """Return the row of the revision ``digest``, or None where it is another object."""
    return connection.execute(select(revision).where(revision.c.digest == digest)).first()


def versions_before(connection: Connection, digest: str) -> tuple[str, ...]:
    """Return the digests of the revisions that the revision ``digest`` follows."""
    return versions_before_each(connection, [digest]).get(digest, ())


def versions_before_each(connection: Connection, digests: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return for each of these revisions the digests of those it follows; at most 500."""
    query = select(revision.c.digest, revision.c.parents).where(revision.c.digest.in_(digests))
    return {row.digest: tuple(json.loads(row.parents)) for row in connection.execute(query)}


def scans_by_place(
    connection: Connection, subject: str
) -> dict[tuple[str, str, str | None], list[tuple[str, str, str]]]:
    """Return record, digest and case of every version of the scans in force, by the day, region and side it says."""
    table = kind_table("scan")
    query = (
        select(table.c.date, table.c.region, table.c.side, head.c.record, head.c.digest, head.c.label)
        .join(head, head.c.record == table.c.record)
        .where(head.c.subject == subject, head.c.kind == "scan", head.c.status.not_in(DEAD))
        .order_by(head.c.row)
    )
    found: dict[tuple[str, str, str | None], list[tuple[str, str, str]]] = {}
    for row in connection.execute(query):
        found.setdefault((row.date, row.region, row.side), []).append((row.record, row.digest, row.label))
    for record, digest, label, body in _earlier_scans(connection, subject):
        place = (body.get("date", ""), body.get("region", ""), body.get("side"))
        found.setdefault(place, []).append((record, digest, label))
    return found


def _earlier_scans(connection: Connection, subject: str) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Yield record, digest, label and body of every earlier version of the scans in force."""
    query = (
        select(revision.c.record, revision.c.digest, head.c.label, objects.c.text)
        .join(head, head.c.record == revision.c.record)
        .join(objects, objects.c.digest == revision.c.digest)
        .where(head.c.subject == subject, head.c.kind == "scan", head.c.versions > 1)
        .where(head.c.digest != revision.c.digest, head.c.status.not_in(DEAD))
    )
    for row in connection.execute(query):
        yield row.record, row.digest, row.label, json.loads(row.text).get("body", {})


def labels_taken(connection: Connection) -> set[str]:
    """Return what every record is called."""
    return set(connection.execute(select(head.c.label)).scalars())


def heads_of_versions(connection: Connection, digests: Sequence[str]) -> tuple[tuple[HeadRow, str], ...]:
    """Return where the records of these versions stand now, each with the version asked about; at most 500."""
    query = select(*_COLUMNS, revision.c.digest.label("version")).join(head, head.c.record == revision.c.record)
    rows = connection.execute(query.where(revision.c.digest.in_(digests)).order_by(head.c.row))
    return tuple((HeadRow(*row[:-1]), row.version) for row in rows)
