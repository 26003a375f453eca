"""Everything somebody owns is destroyed by one command, once their name was typed; nothing else is touched."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest

from .desk import TRAINEE, Desk

NAME = ("--name", TRAINEE)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return the desk of a trainee with a scan, a key, a backup, a file set aside and settings."""
    desk = Desk(tmp_path / "home")
    desk.known_as(TRAINEE)
    desk.ok("log", "knee", "left")
    desk.ok("settings", "theme", "light")
    desk.ok("backup")
    key = desk.home / "data" / "keys" / "tess.key"
    key.parent.mkdir()
    key.write_text("locked", "utf-8")
    (desk.logbook.with_name("logbook-set-aside-2026-11-20-101010.db")).write_bytes(desk.logbook.read_bytes())
    return desk


def files_in(folder: Path) -> list[str]:
    """Return every file there is."""
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if not one.is_dir())


def test_everything_is_listed_and_nothing_is_touched_before_the_name_is_typed(desk: Desk) -> None:
    """A dry run, --yes alone, another name, no terminal: all leave every file as it is; the list names each file."""
    before = files_in(desk.home)
    told = desk.ok("destroy", "--dry-run", "--json").json
    assert told["name"] == TRAINEE
    assert {str(Path(one["path"]).relative_to(desk.home)) for one in told["files"]} == set(before)
    assert {one["what"] for one in told["files"]} >= {"logbook", "copy beside the logbook", "backup", "signing key"}
    assert desk.ask("destroy", "--yes").code == 2
    refused = desk.ask("destroy", "--yes", "--name", "Sam Supervisor", "--json")
    assert (refused.code, refused.fault["code"]) == (77, "not-the-name")
    assert desk.at_terminal("destroy", answers="yes\n").code == 77
    assert files_in(desk.home) == before


def test_once_the_name_is_typed_nothing_is_left(desk: Desk) -> None:
    """No file and no folder of the home; what cannot be destroyed is said; the program begins anew afterwards."""
    done = desk.at_terminal("destroy", answers="tess  TRAINEE\n")
    assert done.code == 0, done.err
    assert "copies that you gave to others" in done.err
    assert "SSD" in done.err
    assert list(desk.home.rglob("*")) == []
    assert desk.ask("destroy", *NAME).code == 65
    assert desk.ask("scans").code == 66


def test_the_content_is_overwritten_and_a_second_name_of_a_file_keeps_it(desk: Desk, tmp_path: Path) -> None:
    """A file held open elsewhere is zeros; what a link leads to, and a file with another name, stay as they were."""
    backup = next((desk.home / "data" / "backups").rglob("*.db"))
    elsewhere, precious = tmp_path / "kept.db", tmp_path / "thesis.txt"
    os.link(backup, elsewhere)
    kept = elsewhere.read_bytes()
    precious.write_text("a year of work", "utf-8")
    (desk.home / "data" / "keys" / "link").symlink_to(precious)
    with desk.logbook.open("rb") as held:
        told = desk.ok("destroy", *NAME)
        assert set(held.read()) == {0}
    assert "has another name elsewhere" in told.err
    assert elsewhere.read_bytes() == kept
    assert precious.read_text("utf-8") == "a year of work"


def test_a_logbook_elsewhere_goes_alone_and_another_file_never(desk: Desk, tmp_path: Path) -> None:
    """--only-logbook leaves key and settings; a file that is no logbook is refused, a damaged logbook is not."""
    other = tmp_path / "other" / "mine.db"
    other.parent.mkdir()
    desk.ok("--logbook", str(other), "log", "knee", "right")
    beside = other.with_name("notes.txt")
    beside.write_text("mine", "utf-8")
    desk.ok("--logbook", str(other), "destroy", "--only-logbook", *NAME)
    assert [one.name for one in other.parent.iterdir()] == ["notes.txt"]
    assert desk.logbook.exists()
    assert desk.ok("scans", "--json").json["total"] == 1
    refused = desk.ask("--logbook", str(beside), "destroy", *NAME, "--json")
    assert refused.fault["code"] == "not-a-logbook"
    with sqlite3.connect(tmp_path / "foreign.db") as connection:
        connection.execute("CREATE TABLE mine (a)")
    assert desk.ask("--logbook", str(tmp_path / "foreign.db"), "destroy", *NAME).code == 78
    assert beside.exists() and (tmp_path / "foreign.db").exists()
    damaged = desk.logbook.read_bytes()
    desk.logbook.write_bytes(damaged[:200] + b"\xff" * (len(damaged) - 200))
    desk.ok("destroy", *NAME)
    assert not desk.logbook.exists()


def test_what_others_may_read_in_a_folder_chosen_by_the_person_stays(desk: Desk) -> None:
    """The home may be a folder they use for other things; a file this program would never make so is named and kept."""
    stranger = desk.home / "data" / "holiday.jpg"
    stranger.write_bytes(b"sun")
    stranger.chmod(0o644)
    told = desk.ok("destroy", *NAME)
    assert f"{stranger} stays" in told.err
    assert files_in(desk.home) == [str(stranger.relative_to(desk.home))]


def test_while_another_program_is_saving_nothing_is_destroyed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command says so and ends with 75; and of a file that resists every other one is gone, and it is named."""
    monkeypatch.setattr("sonolog.store.connections.BUSY_SECONDS", 0, raising=False)
    before = files_in(desk.home)
    with sqlite3.connect(desk.logbook) as other:
        other.execute("BEGIN IMMEDIATE")
        assert desk.ask("destroy", *NAME).code == 75
        other.rollback()
    assert files_in(desk.home) == before
    real = Path.unlink

    def resisting(path: Path, *, missing_ok: bool = False) -> None:
        if path.suffix == ".key":
            raise PermissionError(13, "Permission denied")
        real(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", resisting)
    done = desk.ask("destroy", *NAME, "--json")
    assert done.code == 74
    assert [Path(one["path"]).suffix for one in json.loads(done.out)["remaining"]] == [".key"]
    assert [Path(one).suffix for one in files_in(desk.home)] == [".key"]
