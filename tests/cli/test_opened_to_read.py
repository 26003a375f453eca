"""What cannot be written is read, with a notice; whatever writes is refused and changes nothing."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest

from sonolog.errors import Exit
from sonolog.store import shared_folders
from sonolog.store.shared_folders import Mount

from .desk import PASSPHRASE, Desk

SCAN = ("log", "knee", "right", "finding=normal")
WRITING = (SCAN, ("people", "add", "Lee Lead"), ("add", "course", "name=Theory", "type=theory", "outcome=passed"))


def _of_a_newer_program(desk: Desk) -> bytes:
    """Make the logbook one of format 99, with tables of which this program knows nothing and an odd object."""
    with closing(sqlite3.connect(desk.logbook)) as file, file:
        for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type='table' AND name LIKE 'kind%'"):
            file.execute(f'DROP TABLE "{name}"')
        file.execute("DROP TABLE head")
        file.execute("CREATE TABLE novelty (a, b)")
        file.execute('INSERT INTO object VALUES (?, \'novelty\', \'{"t":"novelty","v":9}\', NULL)', ("0" * 64,))
        file.execute("PRAGMA user_version=99")
    return desk.logbook.read_bytes()


def test_a_newer_logbook_is_read_and_not_written(desk: Desk) -> None:
    """Reading commands answer as before with a notice; writing ones end with 78, and the file is the same."""
    scans, shown = desk.cases(), desk.ok("show", desk.case("signed")).out
    content = _of_a_newer_program(desk)
    read = desk.ok("scans")
    assert "read only" in read.err
    assert "newer version" in read.err
    assert "1 object in it is of a kind" in read.err
    assert desk.cases() == scans
    assert desk.ok("show", desk.case("signed")).out == shown
    assert {words: desk.ask(*words).code for words in WRITING} == dict.fromkeys(WRITING, Exit.FORMAT)
    assert desk.logbook.read_bytes() == content


def test_a_newer_logbook_can_be_copied(desk: Desk, tmp_path: Path) -> None:
    """A backup of it is made as it is, tables of which this program knows nothing included."""
    _of_a_newer_program(desk)
    with closing(sqlite3.connect(desk.logbook)) as file, file:
        file.execute("DELETE FROM novelty")
        file.execute("DROP TRIGGER object_is_kept")
        file.execute("DELETE FROM object WHERE type = 'novelty'")
    desk.ok("backup", str(tmp_path / "copy.db"))
    with closing(sqlite3.connect(tmp_path / "copy.db")) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (99,)
        assert file.execute("SELECT count(*) FROM novelty").fetchone() == (0,)


@pytest.fixture
def read_only() -> Iterator[None]:
    """Let nothing be written, as on a medium that is read only: the tests may run as one who may do everything."""
    real = os.access
    with patch("os.access", lambda path, mode, **more: not mode & os.W_OK and real(path, mode, **more)):
        yield


def test_a_medium_that_is_read_only(desk: Desk, read_only: None) -> None:
    """It is read with a notice; writing is refused with 73, and no file appears beside it."""
    scans, beside = desk.cases(), sorted(desk.logbook.parent.iterdir())
    assert "read only" in desk.ok("scans").err
    assert len(scans) == 5
    assert desk.ask(*SCAN).code == Exit.NO_OUTPUT
    assert sorted(desk.logbook.parent.iterdir()) == beside


def test_a_disk_that_is_full_at_the_start(desk: Desk) -> None:
    """Views of another version cannot be made anew on it: it is read from a copy elsewhere, and writing says 74."""
    scans = desk.cases()
    with closing(sqlite3.connect(desk.logbook)) as file, file:
        file.execute("UPDATE setting SET value='0' WHERE name='views'")
        for view in ("search", "item", "head", "scan", "revision", "statement"):
            file.execute(f'DROP TABLE "{view}"')
    with closing(sqlite3.connect(desk.logbook, isolation_level=None)) as file:
        file.execute("VACUUM")
        pages = file.execute("PRAGMA page_count").fetchone()[0]
    content = desk.logbook.read_bytes()

    def full(make: Callable[..., sqlite3.Connection]) -> Callable[..., sqlite3.Connection]:
        def connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
            made = make(path, mode)
            if path == desk.logbook and mode == "rw":
                made.execute(f"PRAGMA max_page_count={pages}")
            return made

        return connect

    from sonolog.store import database

    with patch.object(database, "connect", full(database.connect)):
        read = desk.ok("scans")
        assert desk.ask(*SCAN).code == Exit.IO
    assert "read only" in read.err
    assert "full" in read.err
    assert desk.logbook.read_bytes() == content
    assert desk.cases() == scans


@pytest.fixture
def on_a_share(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let everything below the test's folder lie on a network file system."""
    monkeypatch.setattr(shared_folders, "mounts_here", lambda: (Mount(tmp_path.resolve(), "nfs4"),))


def test_no_logbook_is_made_in_a_shared_folder(empty_desk: Desk, on_a_share: None) -> None:
    """Neither the first scan nor the example makes one there; the refusal says what to do instead."""
    answer = empty_desk.ask(*SCAN)
    assert answer.code == Exit.NO_OUTPUT
    assert "another computer (nfs4)" in answer.err
    assert "sonolog backup" in answer.err
    assert not empty_desk.logbook.exists()
    assert empty_desk.ask("demo", "--no-app", "--logbook", str(empty_desk.home / "demo.db")).code == Exit.NO_OUTPUT


def test_one_in_a_shared_folder_is_read_until_it_is_allowed(
    desk: Desk, on_a_share: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading works, writing says 73; allowed once, it is journaled, remembered, and warned of once a day."""
    assert "read only" in desk.ok("scans").err
    assert desk.ask(*SCAN).code == Exit.NO_OUTPUT
    allowed = desk.ok(*SCAN, "--allow-shared-folder")
    assert "another computer" in allowed.err
    assert "another computer" not in desk.ok(*SCAN).err
    desk.environment["SONOLOG_NOW"] = "2026-11-24T10:00:00+00:00"
    assert "another computer" in desk.ok("scans").err
    assert "another computer" not in desk.ok(*SCAN).err
    with closing(sqlite3.connect(desk.logbook)) as file:
        texts = [text for (text,) in file.execute("SELECT text FROM journal")]
    assert sum('"act":"allow-shared-folder"' in text for text in texts) == 1
    assert desk.ask("check").code == 0


def test_others_reading_files_is_a_warning(desk: Desk) -> None:
    """Looser permissions are told with the file, and are nothing invalid."""
    (desk.home / "config").chmod(0o700)
    (desk.home / "config" / "identity.json").chmod(0o600)
    assert "may read" not in desk.ok("check").err
    desk.logbook.chmod(0o644)
    (desk.home / "data" / "backups").chmod(0o755)
    answer = desk.ok("check")
    assert f"(mode 0644); chmod go= mends it: {desk.logbook}" in answer.err
    assert "(mode 0755)" in answer.err
    told = [one["where"] for one in desk.ok("check", "--json").json["warnings"]]
    assert {str(desk.logbook), str(desk.home / "data" / "backups")} <= set(told)


def test_a_redaction_keeps_a_copy_for_a_week(desk: Desk) -> None:
    """One copy from before it is made, and told among those that still hold the text."""
    case = desk.case("draft")
    done = desk.ok("redact", case, "--why", "too much", "--yes", "--json", passphrase=PASSPHRASE).json
    assert any("before-redact-" in copy for copy in done["copies"])
