"""Every connection to a file has the settings that keep it whole, whoever makes it."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from tests.cli.desk import PASSPHRASE, TRAINEE, Desk

import sonolog
from sonolog.store import connections
from sonolog.store.connections import SETTINGS, connect

_AS_NUMBERS = {
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "journal_mode": "truncate",
    "synchronous": 3,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "secure_delete": 1,
}
SOURCE = Path(sonolog.__file__).parent


def _settings(connection: sqlite3.Connection) -> dict[str, Any]:
    return {name: next(iter(connection.execute(f"PRAGMA {name}").fetchone() or [0]), 0) for name in SETTINGS}


class Watched(sqlite3.Connection):
    """A connection that tells its settings when it is let go."""

    seen: list[tuple[str, dict[str, Any], int]] = []  # noqa: RUF012

    def close(self) -> None:
        """Remember the settings, then close."""
        try:
            file = self.execute("PRAGMA database_list").fetchone()[2]
            timeout = self.execute("PRAGMA busy_timeout").fetchone()[0]
            Watched.seen.append((file, _settings(self), timeout))
        except sqlite3.ProgrammingError:
            pass  # closed already
        super().close()


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any], int]]:
    """Return what every connection made in this process tells at its end."""
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **kwargs: real(*args, **{**kwargs, "factory": Watched}))
    monkeypatch.setattr(sqlite3.dbapi2, "connect", sqlite3.connect)
    Watched.seen.clear()
    return Watched.seen


def test_every_connection_of_every_command_has_the_settings(
    tmp_path: Path, watched: list[tuple[str, dict[str, Any], int]]
) -> None:
    """Logging, backing up, absorbing, redacting, checking, restoring, recovering: no connection has others."""
    desk, copy = Desk(tmp_path / "home"), tmp_path / "copy.db"
    desk.known_as(TRAINEE)
    desk.ok("log", "knee", "left", "finding=normal")
    desk.ok("backup", str(copy))
    desk.ok("log", "elbow", "left", "finding=normal")
    desk.ok("absorb", str(copy))
    case = next(iter(desk.cases()))
    desk.ok("redact", case, "--why", "too much", "--yes", "--backups", passphrase=PASSPHRASE)
    desk.ok("check", "--rebuild")
    desk.ok("restore", str(copy), "--keep-newer")
    desk.ok("recover", str(desk.logbook), str(tmp_path / "recovered.db"))
    files = {Path(file).name for file, *_ in watched if file}
    assert {"logbook.db", "copy.db", "recovered.db"} <= files
    assert any(name.endswith(".part") for name in files)
    wrong = [(file, found) for file, found, _ in watched if file and found != _AS_NUMBERS]
    assert wrong == []
    assert {timeout for file, _, timeout in watched if file} == {30_000}


def test_a_connection_made_elsewhere_would_be_noticed(tmp_path: Path) -> None:
    """Without the settings a connection tells others: the comparison above is not blind."""
    plain = sqlite3.connect(tmp_path / "plain.db")
    try:
        assert _settings(plain) != _AS_NUMBERS
    finally:
        plain.close()


def test_one_place_makes_connections() -> None:
    """No other file of the program calls the driver's connect, and the engine takes its connections from there."""
    asking = re.compile(r"sqlite3\.connect\(|dbapi2")
    found = {path for path in SOURCE.rglob("*.py") if asking.search(path.read_text("utf-8"))}
    found -= {path for path in found if path.parent.name == "standalone"}
    assert {path.name for path in found} == {Path(connections.__file__).name}
    engines = {str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.py") if "create_engine(" in path.read_text()}
    assert engines == {"store/database.py", "store/department/database.py"}
    assert "creator=partial(connect" in (SOURCE / "store" / "database.py").read_text("utf-8")


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """A connection opens what there is; making a file, private to its owner, is another step."""
    with pytest.raises(sqlite3.OperationalError):
        connect(tmp_path / "none.db")
    assert list(tmp_path.glob("none*")) == []
