"""Where each writer's journal has got to: read at every start, so that nothing of what the entries say is loaded."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import Connection, func, select

from sonolog.store.batches import batches
from sonolog.store.tables import journal


def last_entry(connection: Connection, writer: str) -> tuple[int, str | None]:
    """Return number and digest of the writer's last journal entry, or (0, None)."""
    query = select(journal.c.seq, journal.c.digest).where(journal.c.writer == writer)
    row = connection.execute(query.order_by(journal.c.seq.desc(), journal.c.digest.desc()).limit(1)).first()
    return (row.seq, row.digest) if row else (0, None)


def entry_at(connection: Connection, writer: str, seq: int) -> tuple[str, ...]:
    """Return the digests of a writer's entries of that number: one, none, or several where a copy went its own way."""
    query = select(journal.c.digest).where(journal.c.writer == writer, journal.c.seq == seq)
    return tuple(connection.execute(query).scalars())


def journal_heads(connection: Connection) -> dict[str, str]:
    """Return for every writer the digest of its last journal entry."""
    return {writer: digest for writer, (_, digest) in journal_ends(connection).items()}


def journal_ends(connection: Connection) -> dict[str, tuple[int, str]]:
    """Return for every writer number and digest of its last journal entry; of a forked one the greater digest."""
    last = select(journal.c.writer, func.max(journal.c.seq).label("seq")).group_by(journal.c.writer).subquery()
    both = (journal.c.writer == last.c.writer) & (journal.c.seq == last.c.seq)
    query = select(journal.c.writer, journal.c.seq, journal.c.digest).join(last, both).order_by(journal.c.digest)
    return {row.writer: (row.seq, row.digest) for row in connection.execute(query)}


def entry_places(connection: Connection, writers: Collection[str]) -> dict[str, tuple[str, int]]:
    """Return writer and number of each entry of ``writers`` that is kept, by its digest."""
    found: dict[str, tuple[str, int]] = {}
    for batch in batches(sorted(writers)):
        query = select(journal.c.digest, journal.c.writer, journal.c.seq).where(journal.c.writer.in_(batch))
        found |= {row.digest: (row.writer, row.seq) for row in connection.execute(query)}
    return found


def all_entries(connection: Connection) -> Iterator[tuple[str, int, str, str]]:
    """Yield (writer, number, digest, text) of the whole journal, in order."""
    for row in connection.execute(select(journal).order_by(journal.c.writer, journal.c.seq)):
        yield row.writer, row.seq, row.digest, row.text
