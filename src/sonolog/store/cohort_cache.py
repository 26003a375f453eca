"""Where each trainee stands, kept beside the logbook so that a board of hundreds opens at once.

A view like the others: it can be thrown away, and is made anew from the objects.  It is this account's alone (0600).
What it says of a trainee is used only while the mark it was kept under still holds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from sonolog.errors import SonologError
from sonolog.paths import make_private
from sonolog.store.cohort import Reached
from sonolog.store.connections import connect, connect_to_nothing

_FORMAT = 1
_TABLES = """CREATE TABLE IF NOT EXISTS reached (row INTEGER NOT NULL, digest TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS touched (trainee TEXT PRIMARY KEY, row INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS standing (trainee TEXT PRIMARY KEY, mark TEXT NOT NULL, text TEXT NOT NULL);"""
_KEEP_TOUCHED = "INSERT INTO touched VALUES (?, ?) ON CONFLICT (trainee) DO UPDATE SET row = max(row, excluded.row)"


class CohortCache:
    """What was made of each trainee, by mark; in memory where ``path`` is None or cannot be used."""

    def __init__(self, path: Path | None) -> None:
        self._connection = _opened(path)

    def reached(self) -> Reached:
        """Return how far the logbook had come when it was looked at last."""
        row = self._connection.execute("SELECT row, digest FROM reached").fetchone()
        return Reached(*row) if row else Reached()

    def reach(self, now: Reached, touched: dict[str, int] | None) -> None:
        """Note how far it has come, and whom that touched; None forgets everybody."""
        with self._connection as writing:
            writing.execute("BEGIN IMMEDIATE")
            if touched is None:
                for table in ("standing", "touched"):
                    writing.execute(f"DELETE FROM {table}")  # noqa: S608  (one of two words)
            writing.executemany(_KEEP_TOUCHED, (touched or {}).items())
            writing.execute("DELETE FROM reached")
            writing.execute("INSERT INTO reached VALUES (?, ?)", (now.row, now.digest))

    def touched(self) -> dict[str, int]:
        """Return by which object each trainee was touched last; those who never were are left out."""
        return dict(self._connection.execute("SELECT trainee, row FROM touched"))

    def standings(self) -> dict[str, tuple[str, str]]:
        """Return mark and text by trainee."""
        rows = self._connection.execute("SELECT trainee, mark, text FROM standing")
        return {trainee: (mark, text) for trainee, mark, text in rows}

    def keep(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Keep trainee, mark and text of each row, in place of what was kept before."""
        with suppress(sqlite3.Error), self._connection as writing:  # a full disk only costs the time to make it again
            writing.execute("BEGIN IMMEDIATE")
            writing.executemany("INSERT OR REPLACE INTO standing VALUES (?, ?, ?)", rows)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def _opened(path: Path | None) -> sqlite3.Connection:
    if path is not None:
        for _ in range(2):  # a damaged one is thrown away once
            with suppress(OSError, SonologError, sqlite3.Error):
                return _usable(path)
            with suppress(OSError):
                path.unlink(missing_ok=True)
    return _with_tables(connect_to_nothing())


def _usable(path: Path) -> sqlite3.Connection:
    make_private(path.parent)
    path.touch(mode=0o600)
    connection = connect(path)
    try:
        return _with_tables(connection)
    except BaseException:
        connection.close()
        raise


def _with_tables(connection: sqlite3.Connection) -> sqlite3.Connection:
    if connection.execute("PRAGMA user_version").fetchone()[0] != _FORMAT:
        for table in ("reached", "touched", "standing"):
            connection.execute(f"DROP TABLE IF EXISTS {table}")
        connection.execute(f"PRAGMA user_version = {_FORMAT}")
    connection.executescript(_TABLES)
    return connection
