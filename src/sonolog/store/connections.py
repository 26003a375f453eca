"""The one place where a connection to an SQLite file is made, and the settings that every one of them has.

All of these belong to a connection, not to a file: one that was made elsewhere would silently run with others.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Literal

BUSY_SECONDS = 30.0
"""How long a connection waits for the lock of another program."""
SETTINGS = {
    "trusted_schema": "OFF",
    "cell_size_check": "ON",
    "mmap_size": "0",
    "journal_mode": "TRUNCATE",
    "synchronous": "EXTRA",
    "foreign_keys": "ON",
    "recursive_triggers": "ON",
    "secure_delete": "ON",
}
"""In the order in which they are set: what a file says is distrusted before anything of it is read."""

Mode = Literal["rw", "ro", "immutable"]
"""To write, to read, or to read what nothing else writes and what no unfinished save belongs to."""
NOT_TEXT = "Could not decode to UTF-8"
"""What the driver says, without a code, of a text whose bytes are none."""


def connect(path: Path, mode: Mode = "rw") -> sqlite3.Connection:
    """Return a connection to a file that is there, without transactions of its own accord.

    Raises:
        sqlite3.Error: the file cannot be opened.
    """
    how = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    return _settled(f"{path.absolute().as_uri()}?{how}")


def save_of(path: Path) -> Path:
    """Return the journal that SQLite keeps beside a file while it saves."""
    return path.with_name(f"{path.name}-journal")


def connect_to_nothing() -> sqlite3.Connection:
    """Return a connection to an empty database in memory."""
    return _settled("file::memory:")


def _settled(address: str) -> sqlite3.Connection:
    made = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, check_same_thread=False, isolation_level=None)
    try:
        for name, value in SETTINGS.items():
            made.execute(f"PRAGMA {name}={value}").close()
    except UnicodeDecodeError:  # the driver cannot repeat what SQLite says of a schema whose names are no text
        made.close()
        raise sqlite3.DatabaseError(NOT_TEXT) from None
    except BaseException:
        made.close()
        raise
    return made
