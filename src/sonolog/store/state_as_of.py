"""The state of records as statements stood at the end of an earlier day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from sonolog.ledger.status import RevisionFacts, StatementFacts, sign_offs_of, state_of
from sonolog.progress.evidence import SignOff
from sonolog.store.batches import batches
from sonolog.store.tables import head, item, revision, statement
from sonolog.store.views import revision_facts, statement_facts


def states_as_of(
    connection: Connection, heads: Mapping[str, str], as_of: date
) -> dict[str, tuple[str, SignOff | None]]:
    """Return for each record of ``heads`` (record to digest) its status word and the sign-off then in force."""
    facts, rows = _facts(connection, heads, as_of)
    answers: dict[str, tuple[str, SignOff | None]] = {}
    for record, revisions in _revisions(connection, heads).items():
        state = state_of(revisions, facts[record])
        row = rows.get((state.sign_off.digest, state.head)) if state.sign_off else None
        answers[record] = (state.status, sign_off_of(row) if row is not None else None)
    return answers


def sign_offs_as_of(connection: Connection, records: Collection[str], as_of: date) -> dict[str, list[SignOff]]:
    """Return for each record the sign-offs that then stood on any of its versions, the latest at the end."""
    facts, rows = _facts(connection, records, as_of)
    revisions = _revisions(connection, records)
    return {
        record: [sign_off_of(rows[one.digest, one.target]) for one in sign_offs_of(revisions[record], facts[record])]
        for record in records
    }


def _facts(
    connection: Connection, records: Iterable[str], as_of: date
) -> tuple[dict[str, list[StatementFacts]], dict[tuple[str, str], Row[Any]]]:
    facts: dict[str, list[StatementFacts]] = defaultdict(list)
    rows: dict[tuple[str, str], Row[Any]] = {}
    for batch in batches(sorted(records)):
        _collect(connection, list(batch), as_of, facts, rows)
    return facts, rows


def _revisions(connection: Connection, records: Iterable[str]) -> dict[str, list[RevisionFacts]]:
    found: dict[str, list[RevisionFacts]] = defaultdict(list)
    for batch in batches(sorted(records)):
        for row in connection.execute(select(revision).where(revision.c.record.in_(batch))):
            found[row.record].append(revision_facts(row))
    return found


def _collect(
    connection: Connection,
    records: list[str],
    as_of: date,
    facts: dict[str, list[StatementFacts]],
    rows: dict[tuple[str, str], Row[Any]],
) -> None:
    joined = select(statement, item).join(item, item.c.statement == statement.c.digest)
    in_time = joined.where(statement.c.day <= as_of.isoformat())
    about = in_time.add_columns(revision.c.record.label("about")).join(revision, revision.c.digest == item.c.target)
    records_of: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(about.where(revision.c.record.in_(records))):
        facts[row.about].append(statement_facts(row))
        rows[(row.digest, row.target)] = row
        records_of[row.digest].add(row.about)
    for batch in batches(sorted(records_of)):
        for row in connection.execute(in_time.where(item.c.target.in_(batch))):
            for record in records_of[row.target]:
                facts[record].append(statement_facts(row))


def sign_off_of(row: Row[Any]) -> SignOff:
    """Return the sign-off in a row of statement joined with item."""
    return SignOff(
        statement=row.digest,
        person=row.person,
        name=row.name,
        role=row.role,
        day=date.fromisoformat(row.day),
        meaning=row.meaning or "",
        assurance=row.assurance,
        outcome=row.outcome,
        agreement=row.agreement,
        finding=row.finding,
        entrustment=row.entrustment,
        version=row.target,
    )


def versions_until(
    connection: Connection, subject: str, as_of: date, *, kind: str = "scan", only: Collection[str] | None = None
) -> tuple[set[str], set[str], int, int]:
    """Return the current and the earlier versions of records dated up to a day, and counts of one kind.

    The counts are how many records of ``kind`` are shown, and how many there are; with ``only``, these alone are shown.
    """
    dated = (head.c.day.is_(None)) | (head.c.day <= as_of.isoformat())
    rows = connection.execute(select(head.c.record, head.c.digest, head.c.kind, dated).where(head.c.subject == subject))
    found = [(row[0], row[1], row[2], bool(row[3]) and (only is None or row[0] in only)) for row in rows]
    current = {digest for _, digest, _, shown in found if shown}
    records = {record for record, _, _, shown in found if shown}
    every: set[str] = set()
    for batch in batches(sorted(records)):
        every |= set(connection.execute(select(revision.c.digest).where(revision.c.record.in_(batch))).scalars())
    of_kind = [shown for _, _, one, shown in found if one == kind]
    return current, every - current, sum(of_kind), len(of_kind)
