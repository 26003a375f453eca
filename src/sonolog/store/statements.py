"""Statements as they were kept, for chaining new ones and telling a record's history."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from sonolog.store.objects import StoredObject, stored_texts
from sonolog.store.tables import item, revision, statement


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
