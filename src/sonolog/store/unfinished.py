"""A save that was cut short, by a power cut say, is taken back before anything else is asked of the file.

Until then even its first page may be half written: what it says about itself is not to be believed.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sonolog.store.connections import connect, save_of

_BEGINNING = bytes.fromhex("d9d505f920a163d7")
"""What SQLite writes first into a journal, once it holds all that is needed to take a save back."""


def take_back_unfinished(path: Path) -> None:
    """Let SQLite take back what was cut short; where it may not, the file stays as it is."""
    with suppress(OSError, sqlite3.Error):
        with save_of(path).open("rb") as journal:
            if journal.read(len(_BEGINNING)) != _BEGINNING:
                return
        with closing(connect(path)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
