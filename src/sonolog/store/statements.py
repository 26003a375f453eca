"""Statements as they were kept, for chaining new ones and telling a record's history."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Connection, Row, func, literal_column, select, true

from sonolog.store.batches import batches
from sonolog.store.engines import is_department
from sonolog.store.kind_tables import kind_table
from sonolog.store.objects import StoredObject, stored_texts
from sonolog.store.tables import document, head, item, revision, statement


def latest_of_key(connection: Connection, fingerprint: str, subject: str) -> tuple[StoredObject, ...]:
    """Return the statements of one key about one trainee that none of its own follows."""
    query = select(statement.c.digest, statement.c.prev)
    rows = connection.execute(query.where(statement.c.fingerprint == fingerprint, statement.c.subject == subject)).all()
    followed = {link for row in rows for link in json.loads(row.prev)}
    kept = stored_texts(connection, {row.digest for row in rows} - followed)
    return tuple(kept[digest] for digest in sorted(kept))


def statements_about(connection: Connection, record: str) -> tuple[Row[Any], ...]:
    """Return rows of statement joined with item for one record: about a version, or revoking what was said of one."""
    joined = select(statement, item).join(item, item.c.statement == statement.c.digest)
    versions = select(revision.c.digest).where(revision.c.record == record)
    said = connection.execute(joined.where(item.c.target.in_(versions))).all()
    taken_back = connection.execute(joined.where(item.c.target.in_({row.digest for row in said}))).all()
    return tuple(sorted((*said, *taken_back), key=lambda row: (row.at, row.n, row.digest)))


def revocable_by(connection: Connection, fingerprint: str, records: Sequence[str]) -> tuple[Row[Any], ...]:
    """Return the sign-offs and returns one key gave ``records`` and has not revoked.

    One row for each record a statement names (``touched``), with the record it was found by (``asked``): a
    statement is revoked whole.
    """
    asked, touched = item.alias("asked_item"), item.alias("touched_item")
    asked_version, touched_version = revision.alias("asked_version"), revision.alias("touched_version")
    revoked = select(item.c.target).join(statement, statement.c.digest == item.c.statement)
    query = (
        select(
            statement.c.digest,
            statement.c.subject,
            asked_version.c.record.label("asked"),
            touched_version.c.record.label("touched"),
        )
        .join(asked, asked.c.statement == statement.c.digest)
        .join(asked_version, asked_version.c.digest == asked.c.target)
        .join(touched, touched.c.statement == statement.c.digest)
        .join(touched_version, touched_version.c.digest == touched.c.target)
        .where(statement.c.fingerprint == fingerprint, statement.c.act.in_(("sign", "return")))
        .where(asked_version.c.record.in_(records))
        .where(statement.c.digest.not_in(revoked.where(statement.c.act == "revoke")))
    )
    return tuple(connection.execute(query))


def records_named(connection: Connection, statements: Sequence[str]) -> list[str]:
    """Return the records whose versions ``statements`` name."""
    query = select(revision.c.record).join(item, item.c.target == revision.c.digest)
    return list(connection.execute(query.where(item.c.statement.in_(statements)).distinct()).scalars())


def trusting_statements(connection: Connection) -> tuple[StoredObject, ...]:
    """Return the statements that say whose keys are whose, which were revoked or witnessed, and what was redacted."""
    acts = ("vouch", "key-revoke", "checkpoint", "redact")
    query = select(statement.c.digest).where(statement.c.act.in_(acts))
    counting = set(connection.execute(query.where(_counts(connection))).scalars())
    kept = stored_texts(connection, connection.execute(query).scalars())
    return tuple(one for one in kept.values() if one.digest in counting or _proves_itself(one.text))


def _counts(connection: Connection) -> ColumnElement[bool]:
    """Return the condition that a statement counts: in a department not before somebody else has verified it."""
    return literal_column("statement.counts", Boolean) if is_department(connection) else true()


def _proves_itself(text: str) -> bool:
    """Tell whether a statement needs nobody's word for who brought it.

    A key revokes itself by its own signature; a vouch is believed by the pinned roots it goes back to, or not at all.
    """
    told = json.loads(text)
    return bool(told["t"] == "vouch" or (told["t"] == "key-revoke" and told["terms"]["key"] == told["by"]))


def telling_statements(connection: Connection) -> tuple[StoredObject, ...]:
    """Return what else decides whose word counts, beside :func:`trusting_statements`.

    One statement for each key that signed as the trainee, and for each person as whom a key signed about one trainee
    where there are several; and what was said of texts that were redacted, by whoever judged them or made them.
    """
    columns = (statement.c.fingerprint, statement.c.subject, statement.c.person)
    query = select(*columns, func.min(statement.c.digest).label("digest")).where(_counts(connection))
    spoken = connection.execute(query.group_by(*columns)).all()
    persons = Counter((row.fingerprint, row.subject) for row in spoken)
    telling = {row.digest for row in spoken if row.person == row.subject or persons[row.fingerprint, row.subject] > 1}
    redacting = statement.alias("redacting")
    gone = select(item.c.target).join(redacting, redacting.c.digest == item.c.statement)
    gone = gone.where(redacting.c.act == "redact")
    judged = select(item.c.statement).join(statement, statement.c.digest == item.c.statement)
    judged = judged.where(_counts(connection), statement.c.act.in_(("sign", "return")), item.c.target.in_(gone))
    made = select(statement.c.fingerprint).where(statement.c.digest.in_(gone))
    telling |= set(connection.execute(judged).scalars())
    of_makers = select(statement.c.digest).where(_counts(connection), statement.c.fingerprint.in_(made))
    telling |= set(connection.execute(of_makers).scalars())
    return tuple(stored_texts(connection, telling).values())


def keys_by_person(connection: Connection) -> dict[str, set[str]]:
    """Return the fingerprints with which each person has signed."""
    found: dict[str, set[str]] = {}
    query = select(statement.c.person, statement.c.fingerprint).where(statement.c.person != "").distinct()
    for row in connection.execute(query):
        found.setdefault(row.person, set()).add(row.fingerprint)
    return found


def signed_versions(connection: Connection, digests: Collection[str]) -> set[str]:
    """Return those of ``digests`` that a sign-off names, revoked or not."""
    found: set[str] = set()
    for batch in batches(sorted(digests)):
        query = select(item.c.target).join(statement, statement.c.digest == item.c.statement)
        named = query.where(statement.c.act == "sign", item.c.target.in_(batch))
        found |= set(connection.execute(named).scalars())
    return found


def digests_of_records(connection: Connection, records: Collection[str]) -> set[str]:
    """Return every version of ``records``."""
    found: set[str] = set()
    for batch in batches(sorted(records)):
        found |= set(connection.execute(select(revision.c.digest).where(revision.c.record.in_(batch))).scalars())
    return found


def statements_naming(connection: Connection, digests: Collection[str]) -> set[str]:
    """Return the statements about objects of ``digests``, those that revoke such statements included."""
    found: set[str] = set()
    waiting = set(digests)
    while waiting:
        named: set[str] = set()
        for batch in batches(sorted(waiting)):
            named |= set(connection.execute(select(item.c.statement).where(item.c.target.in_(batch))).scalars())
        waiting = named - found
        found |= named
    return found


def statements_only_about(connection: Connection, digests: Collection[str]) -> set[str]:
    """Return the statements about objects of ``digests`` and nothing else, and those that revoke such statements."""
    targets: dict[str, set[str]] = defaultdict(set)
    for batch in batches(sorted(statements_naming(connection, digests))):
        query = select(item.c.statement, item.c.target).where(item.c.statement.in_(batch))
        for row in connection.execute(query):
            targets[row.statement].add(row.target)
    found: set[str] = set()
    while more := {one for one, named in targets.items() if named <= {*digests, *found}} - found:
        found |= more
    return found


def statements_by_keys_of(connection: Connection, person: str, subject: str) -> set[str]:
    """Return all that the keys of ``person`` have said about ``subject``, redacted places included."""
    keys = select(statement.c.fingerprint).where(statement.c.person == person)
    query = select(statement.c.digest).where(statement.c.fingerprint.in_(keys), statement.c.subject == subject)
    return set(connection.execute(query).scalars())


def authored_by(connection: Connection, person: str, subject: str) -> set[str]:
    """Return the versions ``person`` wrote in the logbook of ``subject``, of records of training."""
    query = select(revision.c.digest).where(revision.c.author == person, revision.c.subject == subject)
    return set(connection.execute(query.where(revision.c.kind != "person")).scalars())


def people_and_frameworks(connection: Connection, people: Collection[str], trainee: str | None) -> set[str]:
    """Return the current records of people and what they are accredited for, and ``trainee``'s frameworks."""
    accreditation = kind_table("accreditation")
    found: set[str] = set()
    for batch in batches(sorted(people)):
        query = select(head.c.digest).where(head.c.kind == "person", head.c.record.in_(batch))
        found |= set(connection.execute(query).scalars())
        held = select(head.c.digest).join(accreditation, accreditation.c.record == head.c.record)
        found |= set(connection.execute(held.where(accreditation.c.person.in_(batch))).scalars())
    if trainee is not None:
        enrolled = select(head.c.digest).where(head.c.kind == "enrolment", head.c.subject == trainee)
        found |= set(connection.execute(enrolled).scalars())
        frameworks = select(document.c.digest).where(
            document.c.kind == "framework"
        )  # forms come with what was filled in
        found |= set(connection.execute(frameworks).scalars())
    return found


def subjects_answered(connection: Connection, person: str) -> tuple[str, ...]:
    """Return the trainees about whom somebody has signed, returned or revoked anything."""
    acts = ("sign", "return", "revoke")
    query = select(statement.c.subject).where(statement.c.person == person, statement.c.act.in_(acts)).distinct()
    return tuple(sorted(connection.execute(query).scalars()))


def public_keys(connection: Connection, fingerprint: str) -> str:
    """Return the public line of a key that has signed something here."""
    query = select(statement.c.digest).where(statement.c.fingerprint == fingerprint, statement.c.act != "redacted")
    digest = connection.execute(query.limit(1)).scalar_one()
    return str(json.loads(stored_texts(connection, [digest])[digest].text)["key"])


def chain_ends(connection: Connection) -> dict[tuple[str, str], tuple[int, tuple[str, ...]]]:
    """Return for each key and subject the highest number and the statements that nothing follows."""
    query = select(statement.c.digest, statement.c.fingerprint, statement.c.subject, statement.c.n, statement.c.prev)
    rows = connection.execute(query).all()
    followed = {link for row in rows for link in json.loads(row.prev)}
    found: dict[tuple[str, str], tuple[int, tuple[str, ...]]] = {}
    for row in rows:
        if row.digest not in followed:
            number, last = found.get((row.fingerprint, row.subject), (0, ()))
            found[row.fingerprint, row.subject] = (max(number, row.n), tuple(sorted((*last, row.digest))))
    return found


def statements_beginning(connection: Connection, digest: str) -> set[str]:
    """Return the statements whose digests begin so; those redacted already are left out."""
    query = select(statement.c.digest).where(statement.c.digest.startswith(digest, autoescape=True))
    return set(connection.execute(query.where(statement.c.act != "redacted").limit(3)).scalars())


def statements_of_subject(connection: Connection, subject: str, until: date) -> set[str]:
    """Return all that was said about a person's training up to the end of a day."""
    query = select(statement.c.digest).where(statement.c.subject == subject, statement.c.day <= until.isoformat())
    return set(connection.execute(query).scalars())
