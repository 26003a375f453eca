"""The copies of a logbook that this program made, and whether they still hold what was taken away from it.

They are the backups of this home, and what lies beside the logbook: files set aside when a backup was put back, and
files made by reading a damaged one.  Copies that were put elsewhere are out of reach.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sonolog.errors import SonologError
from sonolog.ledger.objects import Tombstone, read_object
from sonolog.store.database import open_database, vacuum
from sonolog.store.drafts import drop_draft
from sonolog.store.errors import DamagedLogbook
from sonolog.store.objects import StoredObject, replace_texts, stored_texts
from sonolog.store.soundness import is_whole
from sonolog.store.views import rebuild
from sonolog.usecases.logbook import Logbook

SET_ASIDE, RECOVERED = "set-aside", "recovered"
"""What a file beside the logbook is called after the logbook's own name, with the time it was made."""
_MADE_OF = re.compile(f"-(?:{SET_ASIDE}|{RECOVERED})-.*")


@dataclass(frozen=True, slots=True)
class Copies:
    """Copies in which a text was looked for."""

    holding: tuple[Path, ...]
    """Those that hold it."""
    unread: tuple[Path, ...]
    """Those that are damaged or otherwise cannot be read, and may hold it."""


def copies_of(logbook: Logbook) -> Iterator[Path]:
    """Yield the copies that the program itself made of the logbook, where it puts them."""
    if logbook.is_department:
        return
    yield from sorted((logbook.home.backups / logbook.id).glob("*.db"))
    yield from copies_beside(logbook.path)


def copies_beside(path: Path) -> Iterator[Path]:
    """Yield what was set aside of the logbook at ``path``, or recovered from it, and lies beside it."""
    first = _MADE_OF.sub("", path.stem)
    beside = [path.with_name(f"{first}.db")]
    for word in (SET_ASIDE, RECOVERED):
        beside += (one for one in path.parent.glob("*.db") if one.name.startswith(f"{first}-{word}-"))
    yield from sorted(one for one in beside if one.suffix == ".db" and one.is_file() and one != path)


def holding(logbook: Logbook, digests: set[str]) -> Copies:
    """Return which of the copies hold the text of one of the objects, and which cannot be looked into."""
    found: list[Path] = []
    unread: list[Path] = []
    for path in copies_of(logbook):
        try:
            if _holds(path, digests):
                found.append(path)
        except SonologError:
            unread.append(path)
    return Copies(tuple(found), tuple(unread))


def clean(copies: Copies, gone: Sequence[StoredObject]) -> Copies:
    """Put the tombstones into the copies that hold the texts; return those cleaned, and those that were not."""
    cleaned: list[Path] = []
    failed: list[Path] = []
    for path in copies.holding:
        try:
            _clean(path, gone)
            cleaned.append(path)
        except SonologError:
            failed.append(path)
    return Copies(tuple(cleaned), (*failed, *copies.unread))


def _holds(path: Path, digests: set[str]) -> bool:
    database = open_database(path)
    try:
        with database.read() as connection:
            if not is_whole(connection):  # a page that cannot be read may hold it
                raise DamagedLogbook(path)
            return any(one.type != "tombstone" for one in stored_texts(connection, digests).values())
    finally:
        database.close()


def _clean(path: Path, gone: Sequence[StoredObject]) -> None:
    """Put the tombstones into a copy, and write it anew."""
    database = open_database(path)
    try:
        with database.write() as connection:
            kept = stored_texts(connection, [one.digest for one in gone])
            replace_texts(connection, [one for one in gone if one.digest in kept])
            for record in _records(gone):
                drop_draft(connection, record)
            rebuild(connection)
        vacuum(database)
    finally:
        database.close()


def _records(gone: Sequence[StoredObject]) -> set[str]:
    found = (read_object(one.text) for one in gone)
    return {one.record for one in found if isinstance(one, Tombstone) and one.record}
