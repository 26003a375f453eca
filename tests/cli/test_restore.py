"""Going back to a backup sets the present file aside, says what is missing, and can take in what was newer."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sonolog.errors import Exit

from .desk import PASSPHRASE, Desk

SCAN = ("log", "knee", "right", "finding=normal")


def _aside(desk: Desk) -> list[Path]:
    return sorted(desk.logbook.parent.glob("logbook-set-aside-*.db"))


def _later(desk: Desk, day: int) -> None:
    desk.environment["SONOLOG_NOW"] = f"2026-11-{day}T10:00:00+00:00"


def test_a_backup_is_put_back_and_nothing_is_lost(desk: Desk, tmp_path: Path) -> None:
    """The scans are those of the backup, the earlier file lies beside it, and the answer names both."""
    before = desk.cases()
    desk.ok("backup", str(tmp_path / "copy.db"))
    desk.ok(*SCAN)
    _later(desk, 25)
    done = desk.ok("restore", str(tmp_path / "copy.db"))
    assert "1 entry is missing" in done.err
    assert "1 object more" in done.err
    assert desk.cases() == before
    (aside,) = _aside(desk)
    assert str(aside) in done.out
    assert len(desk.cases("--logbook", str(aside))) == len(before) + 1


def test_the_newer_objects_are_taken_in(desk: Desk, tmp_path: Path) -> None:
    """With --keep-newer everything is there again: no scan is lost, and the logbook is sound."""
    desk.ok("backup", str(tmp_path / "copy.db"))
    desk.ok(*SCAN)
    everything = desk.cases()
    done = desk.ok("restore", str(tmp_path / "copy.db"), "--keep-newer", "--json").json
    assert (done["newer"], done["kept"]) == (1, 1)
    assert desk.cases() == everything
    assert desk.ask("check").code == 0


def test_somebody_at_a_terminal_is_asked(desk: Desk, tmp_path: Path) -> None:
    """The question is asked where somebody can answer it, and yes takes the newer objects in."""
    desk.ok("backup", str(tmp_path / "copy.db"))
    desk.ok(*SCAN)
    everything = desk.cases()
    asked = desk.at_terminal("restore", str(tmp_path / "copy.db"), answers="y\n")
    assert "1 newer object" in asked.err
    assert desk.cases() == everything


def test_going_back_is_not_nagged_about_afterwards(desk: Desk, tmp_path: Path) -> None:
    """Once said, it is settled: the next command is quiet, writes under another writer, and the journal tells it."""
    desk.ok("backup", str(tmp_path / "copy.db"))
    desk.ok(*SCAN)
    desk.ok("restore", str(tmp_path / "copy.db"))
    assert "older" not in desk.ok(*SCAN).err
    with closing(sqlite3.connect(desk.logbook)) as file:
        texts = [text for (text,) in file.execute("SELECT text FROM journal")]
        writers = {writer for (writer,) in file.execute("SELECT writer FROM journal")}
    assert sum('"act":"restore"' in text and "SHA-256" in text for text in texts) == 1
    assert len(writers) == 2
    assert desk.ask("check").code == 0


@pytest.mark.parametrize("damage", ["missing", "empty", "noise", "cut", "header"])
def test_it_works_whatever_became_of_the_present_file(desk: Desk, damage: str) -> None:
    """Missing, empty, overwritten, cut short, its head gone: the backup is put back and the remains are kept."""
    before = desk.cases()
    desk.ok("backup")
    content = desk.logbook.read_bytes()
    remains = {
        "missing": None,
        "empty": b"",
        "noise": bytes(range(256)) * 999,
        "cut": content[: len(content) // 3],
        "header": bytes(4096) + content[4096:],
    }[damage]
    desk.logbook.unlink()
    if remains is not None:
        desk.logbook.write_bytes(remains)
    names = [one["file"] for one in desk.ok("backup", "--list", "--json").json["backups"]]
    desk.ok("restore", Path(names[0]).stem)
    assert desk.cases() == before
    assert [path.read_bytes() for path in _aside(desk)] == ([] if remains is None else [remains])


def test_a_damaged_logbook_says_what_to_do(desk: Desk) -> None:
    """The refusal names both ways out, and changes nothing."""
    content = bytearray(desk.logbook.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    desk.logbook.write_bytes(content)
    answer = desk.ask("scans")
    assert answer.code == Exit.INVALID
    assert "sonolog recover" in answer.err
    assert "sonolog restore" in answer.err
    assert desk.logbook.read_bytes() == content


def test_a_damaged_backup_is_refused(desk: Desk, tmp_path: Path) -> None:
    """A copy in which one letter was changed is not put in the place of anything."""
    copy, before = tmp_path / "copy.db", desk.logbook.read_bytes()
    desk.ok("backup", str(copy))
    with closing(sqlite3.connect(copy)) as file, file:
        file.execute("DROP TRIGGER object_is_fixed")
        file.execute("UPDATE object SET text = replace(text, 'Example', 'Exemple')")
    answer = desk.ask("restore", str(copy))
    assert answer.code == Exit.INVALID
    assert desk.logbook.read_bytes() == before
    assert _aside(desk) == []


def test_what_is_no_backup_of_it_is_refused(desk: Desk, tmp_path: Path) -> None:
    """Nothing, another kind of file, a newer format, another logbook, itself: each is refused and nothing changed."""
    before, other = desk.logbook.read_bytes(), tmp_path / "other.db"
    desk.ok("log", "knee", "left", "--logbook", str(other))
    newer, text = tmp_path / "newer.db", tmp_path / "words.txt"
    newer.write_bytes(before[:60] + (99).to_bytes(4, "big") + before[64:])
    text.write_text("words", "utf-8")
    cases = {
        "nowhere": Exit.NO_INPUT,
        str(text): Exit.FORMAT,
        str(newer): Exit.FORMAT,
        str(other): Exit.INPUT,
        str(desk.logbook): Exit.INPUT,
    }
    assert {words: desk.ask("restore", words).code for words in cases} == cases
    assert desk.logbook.read_bytes() == before
    assert _aside(desk) == []


def test_what_was_redacted_since_stays_redacted(desk: Desk, tmp_path: Path) -> None:
    """The backup still holds the text; put back, the text is gone from the file, and the answer says so."""
    desk.ok("amend", case := desk.case("draft"), "note=peculiarly-blue")
    desk.ok("backup", str(tmp_path / "copy.db"))
    desk.ok("redact", case, "--why", "too much", "--yes", passphrase=PASSPHRASE)
    done = desk.ok("restore", str(tmp_path / "copy.db"), "--json").json
    assert done["redacted"] > 0
    assert b"peculiarly-blue" in (tmp_path / "copy.db").read_bytes()
    assert b"peculiarly-blue" not in desk.logbook.read_bytes()
    assert desk.ask("check").code == 0


def test_a_redaction_of_what_the_backup_never_held_stays_sound(desk: Desk, tmp_path: Path) -> None:
    """Logged, submitted and redacted after the backup: going back misses nothing that the redaction names."""
    desk.ok("backup", str(tmp_path / "copy.db"))
    case = desk.ok(*SCAN, "note=peculiarly-blue").out.strip()
    desk.ok("redact", case, "--why", "too much", "--yes", passphrase=PASSPHRASE)
    desk.ok("restore", str(tmp_path / "copy.db"))
    checked = desk.ask("check", "--json")
    assert checked.code == 0, checked.out


def test_backups_are_listed(desk: Desk) -> None:
    """Each with its day, its size, and why it was made; the newest first."""
    desk.ok("backup")
    found = desk.ok("backup", "--list", "--json").json["backups"]
    assert [one["why"] for one in found][:1] == ["made by hand"]
    assert "first start of the day" in [one["why"] for one in found]
    assert "made by hand" in desk.ok("backup", "--list").out


def test_a_link_or_a_folder_is_no_place_for_a_backup(desk: Desk, tmp_path: Path) -> None:
    """Neither is written to or through."""
    (tmp_path / "link.db").symlink_to(tmp_path / "elsewhere.db")
    (tmp_path / "folder").mkdir()
    assert desk.ask("backup", str(tmp_path / "link.db")).code == Exit.NO_OUTPUT
    assert desk.ask("backup", str(tmp_path / "folder")).code == Exit.NO_OUTPUT
    assert desk.ask("backup", "/dev/null").code == Exit.NO_OUTPUT
    answer = desk.ask("scans", "--export", str(tmp_path / "link.db"), "--force")
    assert answer.code in (Exit.NO_OUTPUT, Exit.USAGE)
    assert not (tmp_path / "elsewhere.db").exists()
