"""Reading a logbook that is not this program's own, or is damaged: from a private copy, with nothing in it trusted."""

from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sonolog.store.carving import carved_rows
from sonolog.store.connections import Mode, connect, save_of
from sonolog.store.database import open_database
from sonolog.store.errors import DamagedLogbook, NotALogbook

Row = tuple[str, str, bytes | None]
"""Digest, text and signature."""
Entry = tuple[str, int, str, str]
"""Writer, number, digest and text."""
DraftRow = tuple[str, str, str | None, str, str]
"""Record, form, person, time and text."""
_LONGEST = 4_000_000
"""Bytes of one value of a file from elsewhere; an object has a tenth of that."""
_DIGEST = re.compile("[0-9a-f]{64}")
_UUID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_OBJECTS = "SELECT digest, type, text, signature FROM object ORDER BY digest"
_JOURNAL = "SELECT writer, seq, digest, text FROM journal ORDER BY writer, seq, digest"
_SETTINGS = "SELECT name, value FROM setting"
_DRAFTS = "SELECT record, form, person, at, text FROM draft"


@dataclass
class Contents:
    """What a file holds of what keeps; views are computed anew from it."""

    objects: dict[str, Row] = field(default_factory=dict)
    journal: dict[str, str] = field(default_factory=dict)
    """Texts of the entries, by their digests."""
    settings: dict[str, str] = field(default_factory=dict)
    drafts: list[DraftRow] = field(default_factory=list)
    whole: bool = True
    """SQLite found nothing wrong with the file."""

    @property
    def logbook(self) -> str:
        """The logbook's own id, as far as it could be read."""
        found = self.settings.get("logbook", "")
        return found if _UUID.fullmatch(found) else ""


def read_foreign(path: Path) -> tuple[list[Row], list[Entry]]:
    """Return the objects and the journal of another logbook.

    Raises:
        LogbookMissing, NotALogbook, NewerLogbook: the file is not there, something else, damaged or too new.
    """
    open_database(path).close()  # says what is wrong with the file's head
    try:
        with private_copy(path) as copy, closing(connect(copy)) as connection:
            if not _is_sound(connection):
                raise NotALogbook(path, "damaged; sonolog recover reads what can be read")
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not {"object", "journal"} <= tables:
                return [], []
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
            objects = [(digest, text, signature) for digest, _, text, signature in connection.execute(_OBJECTS)]
            journal = connection.execute(_JOURNAL).fetchall()
            if not all(map(_is_object, objects)) or not all(map(_is_entry, journal)):
                raise NotALogbook(path, "damaged; sonolog recover reads what can be read")
            return objects, journal
    except sqlite3.DatabaseError:
        raise NotALogbook(path, "damaged; sonolog recover reads what can be read") from None


def _is_object(row: tuple[object, ...]) -> bool:
    """Tell whether each value is of the type that is kept there: SQLite lets any stand in any column."""
    digest, text, mark = row
    return type(digest) is str and type(text) is str and (mark is None or type(mark) is bytes)


def _is_entry(row: tuple[object, ...]) -> bool:
    return [type(one) for one in row] == [str, int, str, str]


def read_contents(path: Path) -> Contents:
    """Return all that keeps of a sound logbook, of whatever format.

    Raises:
        DamagedLogbook: it is damaged, or its tables are none that this program knows.
    """
    found = Contents()
    try:
        with private_copy(path) as copy, closing(connect(copy)) as connection:
            if not _is_sound(connection):
                raise DamagedLogbook(path)
            for digest, _, text, signature in connection.execute(_OBJECTS):
                found.objects[digest] = (digest, text, signature)
            found.journal = {digest: text for _, _, digest, text in connection.execute(_JOURNAL)}
            found.settings = dict(connection.execute(_SETTINGS).fetchall())
            found.drafts = connection.execute(_DRAFTS).fetchall()
    except sqlite3.DatabaseError:
        raise DamagedLogbook(path) from None
    return found


def salvage(path: Path) -> Contents:
    """Return what can be read of a damaged logbook: of objects and journal only what has the digest it is kept under.

    Raises:
        OSError: the file itself cannot be read.
    """
    found = Contents()
    with private_copy(path) as copy:
        found.whole = _asked(copy, "rw", found)  # a save that was cut short is taken back in the copy
        if not found.whole:
            _asked(copy, "immutable", found)
            _take(found, carved_rows(copy.read_bytes()))
            _take(found, carved_rows(path.read_bytes()))
    return found


@contextmanager
def private_copy(path: Path) -> Iterator[Path]:
    """Give a copy of a file, and of the save under way that belongs to it, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="sonolog-") as folder:
        copy = Path(folder) / "copy.db"
        shutil.copyfile(path, copy)
        beside = save_of(path)
        if beside.exists() and beside.stat().st_size:  # a save was cut short: SQLite takes it back in the copy
            shutil.copyfile(beside, save_of(copy))
        yield copy


def _is_sound(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA quick_check").fetchone() == ("ok",))


def _asked(copy: Path, mode: Mode, found: Contents) -> bool:
    """Add what SQLite itself still reads, and return whether it found the file whole."""
    try:
        connection = connect(copy, mode)
    except sqlite3.Error:
        return False
    with closing(connection):
        connection.text_factory = lambda raw: raw.decode(errors="replace")
        whole = _tried(connection, "PRAGMA quick_check") == [("ok",)]
        for query in (_OBJECTS, _OBJECTS.replace(" ORDER BY digest", ""), _JOURNAL):
            _take(found, _tried(connection, query))
        found.settings |= {str(name): str(value) for name, value in _tried(connection, _SETTINGS)}
        known = {draft[0] for draft in found.drafts}
        found.drafts += [_draft(row) for row in _tried(connection, _DRAFTS) if row[0] not in known]
        return whole and "logbook" in found.settings


def _tried(connection: sqlite3.Connection, query: str) -> list[tuple[str, ...]]:
    """Return the rows of a query up to where the file is broken."""
    rows = []
    try:
        for row in connection.execute(query):
            rows.append(row)  # noqa: PERF402  (those before the fault are wanted too)
    except sqlite3.Error:
        pass
    return rows


def _draft(row: tuple[str, ...]) -> DraftRow:
    record, form, person, at, text = row
    return record, form, person, at, text


def _take(found: Contents, rows: Iterator[Sequence[object]] | list[tuple[str, ...]]) -> None:
    """Add the rows that are objects, journal entries, or the logbook's id or owner."""
    for row in rows:
        match row:
            case (str(digest), str(kind), str(text), bytes() | None as signature) if _DIGEST.fullmatch(digest):
                if kind == "tombstone" or _fits(digest, text):
                    found.objects.setdefault(digest, (digest, text, signature))
            case (str(), int(), str(digest), str(text)) if _fits(digest, text):
                found.journal.setdefault(digest, text)
            case ("logbook" | "owner" as name, str(value)) if _UUID.fullmatch(value):
                found.settings.setdefault(name, value)


def _fits(digest: str, text: str) -> bool:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest() == digest
