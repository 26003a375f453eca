"""Keeping objects: insert, look up, and the journal that says who did what when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, insert, select

from sonolog.ledger.objects import JournalEntry
from sonolog.store.batches import batches
from sonolog.store.engines import holds, insert_new, is_department
from sonolog.store.tables import journal, objects
from sonolog.store.views import index_again, index_objects

if TYPE_CHECKING:
    from sonolog.ledger.merge import Kept


@dataclass(frozen=True, slots=True)
class StoredObject:
    """An object as kept: canonical text, and the raw signature of a statement."""

    digest: str
    type: str
    text: str
    signature: bytes | None = None

    @classmethod
    def of(cls, one: Kept) -> StoredObject:
        """Return an object of a merge as the store keeps it."""
        return cls(one.digest, type(one.found).__name__.lower(), one.found.text, one.signature)


def keep(connection: Connection, new: Sequence[StoredObject]) -> tuple[str, ...]:
    """Insert what is not there yet, bring the views up to date, and return the digests that were new.

    A framework or form takes its place again where only a tombstone stands: nobody redacts one.
    """
    missing, returning = _not_yet_kept(connection, new)
    if returning:
        replace_texts(connection, returning)
    if missing:
        rows = [
            {"digest": kept.digest, "type": kept.type, "text": kept.text, "signature": kept.signature}
            for kept in missing
        ]
        insert_new(connection, objects, rows)
    if missing and not is_department(connection):  # a server keeps its views itself
        index_objects(connection, [kept.text for kept in missing])
    return tuple(kept.digest for kept in (*missing, *returning))


def replace_texts(connection: Connection, changed: Sequence[StoredObject]) -> None:
    """Put a tombstone in the place of a text, or the text back in the place of a tombstone."""
    if is_department(connection):
        from sonolog.store.department.adding import replace_row

        for one in changed:
            replace_row(connection, one.digest, one.type, one.text, one.signature)
        return
    for one in changed:
        values = {"type": one.type, "text": one.text, "signature": one.signature}
        connection.execute(objects.update().where(objects.c.digest == one.digest).values(**values))
    index_again(connection, [one.digest for one in changed], [one.text for one in changed])


def keep_entries(connection: Connection, entries: Sequence[JournalEntry]) -> int:
    """Keep journal entries of other writers, and return how many were new."""
    rows = [{"writer": one.writer, "seq": one.seq, "digest": one.digest, "text": one.text} for one in entries]
    before = connection.execute(select(func.count()).select_from(journal)).scalar_one()
    if rows:
        insert_new(connection, journal, rows)
    return int(connection.execute(select(func.count()).select_from(journal)).scalar_one()) - int(before)


def write_entry(connection: Connection, entry: JournalEntry) -> None:
    """Append one line to the journal of its writer."""
    connection.execute(insert(journal).values(writer=entry.writer, seq=entry.seq, digest=entry.digest, text=entry.text))


def entries_of(connection: Connection, writer: str) -> Iterator[JournalEntry]:
    """Yield the entries of one writer, the newest first."""
    query = select(journal.c.text).where(journal.c.writer == writer).order_by(journal.c.seq.desc())
    for text in connection.execute(query).scalars():
        yield JournalEntry.from_text(text)


def all_entries_of_act(connection: Connection, act: str) -> Iterator[JournalEntry]:
    """Yield the entries of one act by all writers, the oldest first."""
    query = select(journal.c.text).where(holds(connection, journal.c.text, f'"act":"{act}"'))
    found = [JournalEntry.from_text(text) for text in connection.execute(query).scalars()]
    yield from sorted(
        (entry for entry in found if entry.act == act), key=lambda entry: (entry.at, entry.writer, entry.seq)
    )


def stored_text(connection: Connection, digest: str) -> str | None:
    """Return the text of one object, or None."""
    text: str | None = connection.execute(select(objects.c.text).where(objects.c.digest == digest)).scalar()
    return text


def stored_texts(connection: Connection, digests: Iterable[str]) -> dict[str, StoredObject]:
    """Return the objects of ``digests`` that are kept."""
    found: dict[str, StoredObject] = {}
    for batch in batches(sorted(set(digests))):
        for row in connection.execute(select(objects).where(objects.c.digest.in_(batch))):
            found[row.digest] = StoredObject(row.digest, row.type, row.text, row.signature)
    return found


def object_count(connection: Connection) -> int:
    """Return how many objects are kept."""
    return int(connection.execute(select(func.count()).select_from(objects)).scalar_one())


def all_objects(connection: Connection) -> Iterator[StoredObject]:
    """Yield every object kept, by digest."""
    for row in connection.execute(select(objects).order_by(objects.c.digest)):
        yield StoredObject(row.digest, row.type, row.text, row.signature)


def _not_yet_kept(connection: Connection, new: Sequence[StoredObject]) -> tuple[list[StoredObject], list[StoredObject]]:
    """Return what is not there, and the documents in whose place a tombstone stands."""
    by_digest, returning = {kept.digest: kept for kept in new}, []
    for batch in batches(list(by_digest)):
        rows = connection.execute(select(objects.c.digest, objects.c.type).where(objects.c.digest.in_(batch)))
        for digest, type_ in rows:
            found = by_digest.pop(digest)
            if type_ == "tombstone" and found.type == "document":
                returning.append(found)
    return list(by_digest.values()), returning
