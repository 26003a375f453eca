"""Reading a logbook file that is not this program's own: from a private copy, with nothing in it trusted."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from sonolog.store.database import open_database
from sonolog.store.errors import NotALogbook

Row = tuple[str, str, bytes | None]
"""Digest, text and signature."""


def read_foreign(path: Path) -> tuple[list[Row], list[str]]:
    """Return the objects and the texts of the journal entries of another logbook.

    Raises:
        LogbookMissing, NotALogbook, NewerLogbook: the file is not there, something else, damaged or too new.
    """
    open_database(path).close()  # says what is wrong with the file's head
    with tempfile.TemporaryDirectory(prefix="sonolog-") as folder:
        copy = Path(folder) / "copy.db"
        shutil.copyfile(path, copy)
        beside = path.with_name(f"{path.name}-journal")
        if beside.exists() and beside.stat().st_size:  # a save was cut short: SQLite takes it back in the copy
            shutil.copyfile(beside, copy.with_name(f"{copy.name}-journal"))
        try:
            with closing(sqlite3.connect(copy)) as connection:
                return _rows(connection, path)
        except sqlite3.DatabaseError:
            raise NotALogbook(path, "damaged; sonolog recover reads what can be read") from None


def _rows(connection: sqlite3.Connection, path: Path) -> tuple[list[Row], list[str]]:
    connection.execute("PRAGMA trusted_schema=OFF")
    if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
        raise NotALogbook(path, "damaged; sonolog recover reads what can be read")
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"object", "journal"} <= tables:
        return [], []
    objects = connection.execute("SELECT digest, text, signature FROM object ORDER BY digest").fetchall()
    journal = connection.execute("SELECT text FROM journal ORDER BY writer, seq, digest").fetchall()
    return objects, [text for (text,) in journal]
