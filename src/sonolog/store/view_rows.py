"""Rows of the views: pure functions from objects and states to column values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert

from sonolog.domain.labels import day_of, label_of
from sonolog.ledger.objects import Document, Revision, Statement, Tombstone
from sonolog.ledger.status import RecordState
from sonolog.store.tables import document, item, revision, statement


class ObjectRows:
    """Rows of the views that one object alone decides."""

    def __init__(self) -> None:
        self.revisions: list[dict[str, Any]] = []
        self.statements: list[dict[str, Any]] = []
        self.items: list[dict[str, Any]] = []
        self.documents: list[dict[str, Any]] = []

    def take(self, found: object) -> None:
        """Add the rows of one object."""
        if isinstance(found, Revision):
            self.revisions.append(_revision_row(found))
        elif isinstance(found, Statement):
            self.statements.append(_statement_row(found))
            self.items += _item_rows(found)
        elif isinstance(found, Tombstone):
            self._take_tombstone(found)
        elif isinstance(found, Document):
            row = {"digest": found.digest, "kind": found.kind, "name": found.name, "edition": found.edition}
            self.documents.append(row)

    def _take_tombstone(self, found: Tombstone) -> None:
        """Keep the place: of a record, so that it never vanishes, and of a statement in its signer's numbering."""
        if found.of == "revision":
            self.revisions.append(_tombstone_revision(found))
        elif found.of == "statement":
            self.statements.append(_tombstone_statement(found))

    def write(self, connection: Connection) -> None:
        """Insert everything taken."""
        pairs = ((revision, self.revisions), (statement, self.statements), (item, self.items))
        for table, rows in (*pairs, (document, self.documents)):
            if rows:
                connection.execute(insert(table), rows)


def head_row(row: int, revisions: Sequence[Row[Any]], state: RecordState, body: dict[str, Any]) -> dict[str, Any]:
    """Return the row of ``head`` for a record with these versions, in this state."""
    first = min(revisions, key=lambda found: (found.at, found.digest))
    current = next(found for found in revisions if found.digest == state.head)
    return {
        "row": row,
        "record": current.record,
        "kind": current.kind,
        "subject": current.subject,
        "digest": state.head,
        "status": state.status,
        "day": day_of(body),
        "label": label_of(current.kind, body),
        "versions": len(revisions),
        "created": first.at,
        "changed": current.at,
        "sign_off": state.sign_off.digest if state.sign_off else None,
    }


def search_text(kind: str, body: dict[str, Any]) -> str:
    """Return everything a record says, for full-text search."""
    words = [label_of(kind, body)]
    for value in body.values():
        words += spoken_words(value)
    return " ".join(words)


def spoken_words(value: Any) -> Iterable[str]:
    """Return every text in a value of a record."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, dict):
        return [word for inner in value.values() for word in spoken_words(inner)]
    if isinstance(value, list):
        return [word for inner in value for word in spoken_words(inner)]
    return ()


def _revision_row(found: Revision) -> dict[str, Any]:
    return {
        "digest": found.digest,
        "record": found.record,
        "kind": found.kind,
        "subject": found.subject,
        "author": found.by,
        "at": found.at,
        "parents": json.dumps(list(found.parents)),
        "why": found.why or None,
        "withdrawn": int(found.withdrawn),
        "redacted": 0,
    }


def _tombstone_revision(found: Tombstone) -> dict[str, Any]:
    kept = {name: getattr(found, name) for name in ("record", "kind", "subject", "at")}
    told = {"digest": found.named, "author": found.by, "parents": json.dumps(list(found.parents))}
    return kept | told | {"why": None, "withdrawn": 0, "redacted": 1}


def _tombstone_statement(found: Tombstone) -> dict[str, Any]:
    empty = dict.fromkeys(("person", "name", "role", "assurance"), "") | dict.fromkeys(
        ("addressed", "meaning", "reason")
    )
    told = {"digest": found.named, "act": "redacted", "subject": found.subject, "fingerprint": found.by}
    return empty | told | {"n": found.n, "prev": json.dumps(list(found.prev)), "at": found.at, "day": found.at[:10]}


def _statement_row(found: Statement) -> dict[str, Any]:
    return {
        "digest": found.digest,
        "act": found.act,
        "subject": found.subject,
        "person": found.signer.person,
        "name": found.signer.name,
        "role": found.signer.role,
        "fingerprint": found.by,
        "addressed": json.dumps(list(found.to)) if found.to else None,
        "n": found.n,
        "prev": json.dumps(list(found.prev)),
        "at": found.at,
        "day": found.day,
        "meaning": found.meaning or None,
        "assurance": found.assurance,
        "reason": found.reason or None,
    }


def _item_rows(found: Statement) -> list[dict[str, Any]]:
    return [
        {
            "statement": found.digest,
            "position": position,
            "target": named.digest,
            "outcome": named.outcome or None,
            "agreement": named.agreement or None,
            "finding": named.finding or None,
            "entrustment": named.entrustment,
            "comment": named.comment or None,
            "opened": None if named.opened is None else int(named.opened),
        }
        for position, named in enumerate(found.items)
    ]
