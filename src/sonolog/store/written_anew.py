"""A new logbook file from what another one holds: to read what this program cannot open, or to recover it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import insert

from sonolog.ledger.errors import MalformedObject, NewerObject, NotCanonical
from sonolog.ledger.merge import Kept
from sonolog.ledger.objects import JournalEntry, Statement, read_object
from sonolog.paths import drop_file
from sonolog.store.database import Database, create_database
from sonolog.store.drafts import Draft, keep_draft
from sonolog.store.foreign import Contents
from sonolog.store.objects import StoredObject, keep_entries
from sonolog.store.schema import VIEWS, make_tables
from sonolog.store.settings import write_setting
from sonolog.store.tables import objects
from sonolog.store.views import rebuild

_UNREADABLE = (NotCanonical, MalformedObject, NewerObject)


def write_anew(path: Path, kept: Iterable[Kept], entries: Iterable[JournalEntry], like: Contents) -> Database:
    """Make a logbook at ``path`` of these objects and entries, with the settings and drafts of ``like``.

    Raises:
        CannotCreate: there is a file of that name, or the folder cannot be written.
    """
    database = create_database(path)
    try:
        with database.write() as connection:
            make_tables(connection)
            rows = [asdict(StoredObject.of(one)) for one in kept]
            if rows:
                connection.execute(insert(objects), rows)
            keep_entries(connection, list(entries))
            for name, value in (like.settings | {"views": str(VIEWS)}).items():
                write_setting(connection, name, value)
            for draft in like.drafts:
                keep_draft(connection, Draft(*draft))
            rebuild(connection)
    except BaseException:
        database.close()
        drop_file(path)
        raise
    return database


def readable(found: Contents) -> tuple[list[Kept], list[JournalEntry], int]:
    """Return what this program can read of the objects and the journal, and how many it cannot."""
    kept, entries, other = [], [], 0
    for digest, text, signature in found.objects.values():
        try:
            one = Kept(read_object(text), signature)
        except _UNREADABLE:
            other += 1
            continue
        if one.digest == digest and isinstance(one.found, Statement) == (signature is not None):
            kept.append(one)
        else:
            other += 1
    for text in found.journal.values():
        try:
            entry = read_object(text)
        except _UNREADABLE:
            continue
        if isinstance(entry, JournalEntry):
            entries.append(entry)
    return kept, entries, other
