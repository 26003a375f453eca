"""The views: computed from the objects, written in the same transaction as the objects, rebuilt at will.

One path serves a single new scan and a rebuild of a whole logbook: index the objects, then refresh the records they
touch, in batches.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from sonolog.ledger.errors import MalformedObject, NotCanonical
from sonolog.ledger.merge import Kept
from sonolog.ledger.objects import LedgerObject, read_object
from sonolog.ledger.status import RecordState, RevisionFacts, StatementFacts, state_of
from sonolog.store.batches import BATCH, batches
from sonolog.store.kind_tables import kind_table, row_of
from sonolog.store.schema import VIEWS, drop_views
from sonolog.store.tables import document, head, item, objects, revision, setting, statement
from sonolog.store.view_rows import ObjectRows, head_row, search_text


def index_objects(connection: Connection, texts: Sequence[str]) -> None:
    """Add new objects to the views and refresh every record they touch."""
    rows = ObjectRows()
    for text in texts:
        rows.take(read_object(text))
    rows.write(connection)
    refresh(connection, touched_records(connection, rows))


def index_again(connection: Connection, digests: Sequence[str], texts: Sequence[str]) -> None:
    """Bring the views up to date where objects became something else: a tombstone, or the text again."""
    before = _records_of(connection, {*digests, *_named_by(connection, digests)})
    for batch in batches(digests):
        connection.execute(delete(item).where(item.c.statement.in_(batch)))
        for table in (revision, statement, document):
            connection.execute(delete(table).where(table.c.digest.in_(batch)))
    index_objects(connection, texts)
    refresh(connection, before)


def _named_by(connection: Connection, statements: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for batch in batches(statements):
        found |= set(connection.execute(select(item.c.target).where(item.c.statement.in_(batch))).scalars())
    return found


def rebuild(connection: Connection) -> None:
    """Compute every view anew from the objects, inside the caller's write transaction.

    A text that is not what its digest says stands in no view: ``check`` names it, and a logbook that was damaged is
    opened by a later version all the same.
    """
    drop_views(connection)
    found = connection.execute(select(objects.c.digest, objects.c.text).order_by(objects.c.digest))
    for kept in found.partitions(BATCH):
        rows = ObjectRows()
        for digest, text in kept:
            rows.take(_sound(digest, text))
        rows.write(connection)
    records = connection.execute(select(revision.c.record).distinct().order_by(revision.c.record)).scalars().all()
    refresh(connection, records)
    connection.execute(setting.update().where(setting.c.name == "views").values(value=str(VIEWS)))


def _sound(digest: str, text: str) -> LedgerObject | None:
    """Return the object kept under ``digest``, or None where its text is another one's or nobody's."""
    try:
        found = read_object(text)
    except (MalformedObject, NotCanonical):
        return None
    return found if Kept(found).digest == digest else None


def touched_records(connection: Connection, rows: ObjectRows) -> set[str]:
    """Return the records that the objects behind ``rows`` are about."""
    records = {str(row["record"]) for row in rows.revisions}
    return records | _records_of(connection, {str(row["target"]) for row in rows.items})


def _records_of(connection: Connection, targets: Collection[str]) -> set[str]:
    """Return the records of the revisions and of the signed statements that ``targets`` name."""
    records: set[str] = set()
    for batch in batches(sorted(targets)):
        signed = select(item.c.target).where(item.c.statement.in_(batch))
        query = select(revision.c.record).where(revision.c.digest.in_(batch) | revision.c.digest.in_(signed))
        records |= set(connection.execute(query).scalars())
    return records


def refresh(connection: Connection, records: Iterable[str]) -> None:
    """Compute head, kind table and search anew for ``records``."""
    for batch in batches(sorted(records)):
        _refresh_batch(connection, batch)


def states_of(connection: Connection, records: Iterable[str]) -> dict[str, RecordState]:
    """Return where each of ``records`` stands."""
    found: dict[str, RecordState] = {}
    for batch in batches(sorted(records)):
        revisions = _revisions(connection, batch)
        statements = _statements_about(connection, batch)
        found |= {record: _state(rows, statements[record].facts) for record, rows in revisions.items()}
    return found


def _revisions(connection: Connection, records: Sequence[str]) -> dict[str, list[Row[Any]]]:
    revisions: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(select(revision).where(revision.c.record.in_(records))):
        revisions[row.record].append(row)
    return revisions


def _refresh_batch(connection: Connection, records: Sequence[str]) -> None:
    revisions = _revisions(connection, records)
    statements = _statements_about(connection, records)
    rows = _existing_rows(connection, records)
    states = {record: _state(found, statements[record].facts) for record, found in revisions.items()}
    bodies = _bodies(connection, [state.head for state in states.values()])
    heads = []
    by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
    texts = []
    for record in sorted(revisions):
        current, state = revisions[record][0], states[record]
        body = bodies[state.head]
        heads.append(head_row(rows[record], revisions[record], state, body) | statements[record].submission())
        view = {"record": record, "subject": current.subject, **row_of(current.kind, body)}
        by_kind[current.kind].append(view)
        texts.append({"rowid": rows[record], "content": search_text(current.kind, body)})
    _replace(connection, records, heads, by_kind)
    connection.exec_driver_sql(
        "INSERT INTO search(rowid, content) VALUES (?, ?)", [(text["rowid"], text["content"]) for text in texts]
    )


def _replace(
    connection: Connection,
    records: Sequence[str],
    heads: list[dict[str, Any]],
    by_kind: dict[str, list[dict[str, Any]]],
) -> None:
    old = connection.execute(select(head.c.row).where(head.c.record.in_(records))).scalars().all()
    if old:
        connection.exec_driver_sql("DELETE FROM search WHERE rowid = ?", [(row,) for row in old])
        connection.execute(delete(head).where(head.c.record.in_(records)))
    connection.execute(insert(head), heads)
    for kind, rows in by_kind.items():
        table = kind_table(kind)
        if old:
            connection.execute(delete(table).where(table.c.record.in_([row["record"] for row in rows])))
        connection.execute(insert(table), rows)


def _existing_rows(connection: Connection, records: Sequence[str]) -> dict[str, int]:
    """Return a row number for each record: its own, or the next free one."""
    query = select(head.c.record, head.c.row).where(head.c.record.in_(records))
    rows: dict[str, int] = {row.record: row.row for row in connection.execute(query)}
    following = (connection.execute(select(func.max(head.c.row))).scalar() or 0) + 1
    for record in records:
        if record not in rows:
            rows[record] = following
            following += 1
    return rows


@dataclass(slots=True)
class _About:
    """The statements about one record, and the newest of its submissions."""

    facts: list[StatementFacts] = field(default_factory=list)
    submitted: Row[Any] | None = None

    def take(self, row: Row[Any]) -> None:
        self.facts.append(statement_facts(row))
        if row.act == "submit" and (self.submitted is None or _order(self.submitted) < _order(row)):
            self.submitted = row

    def submission(self) -> dict[str, Any]:
        row = self.submitted
        return {"submitted": row.at if row else None, "asked": row.addressed if row else None}


def _order(row: Row[Any]) -> tuple[str, int, str]:
    return row.at, row.n, row.digest


def _statements_about(connection: Connection, records: Sequence[str]) -> dict[str, _About]:
    found: dict[str, _About] = defaultdict(_About)
    query = (
        select(statement, item, revision.c.record.label("about"))
        .join(item, item.c.statement == statement.c.digest)
        .join(revision, revision.c.digest == item.c.target)
        .where(revision.c.record.in_(records))
    )
    records_of: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(query):
        records_of[row.digest].add(row.about)
        found[row.about].take(row)
    for batch in batches(sorted(records_of)):
        revokes = select(statement, item).join(item, item.c.statement == statement.c.digest)
        for row in connection.execute(revokes.where(item.c.target.in_(batch))):
            for record in records_of[row.target]:
                found[record].take(row)
    return found


def statement_facts(row: Row[Any]) -> StatementFacts:
    """Return what the fold of a record's state needs from a row of statement joined with item."""
    return StatementFacts(
        digest=row.digest,
        act=row.act,
        target=row.target,
        by=row.fingerprint,
        person=row.person,
        subject=row.subject,
        name=row.name,
        role=row.role,
        at=row.at,
        n=row.n,
        meaning=row.meaning or "",
        reason=row.reason or "",
        outcome=row.outcome or "",
    )


def _state(revisions: Sequence[Row[Any]], statements: Sequence[StatementFacts]) -> RecordState:
    return state_of([revision_facts(row) for row in revisions], statements)


def revision_facts(row: Row[Any]) -> RevisionFacts:
    """Return what the fold of a record's state needs from a row of revision."""
    parents = tuple(json.loads(row.parents))
    gone, withdrawn = bool(row.redacted), bool(row.withdrawn)
    return RevisionFacts(row.digest, parents, row.at, row.author, redacted=gone, withdrawn=withdrawn)


def _bodies(connection: Connection, digests: Sequence[str]) -> dict[str, dict[str, Any]]:
    query = select(objects.c.digest, objects.c.text).where(objects.c.digest.in_(digests))
    return {row.digest: json.loads(row.text).get("body", {}) for row in connection.execute(query)}
