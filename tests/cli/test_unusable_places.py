"""What the program keeps beside the logbook may be broken: it says so, keeps working where it can, never crashes."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from sonolog.errors import Exit

from .desk import PASSPHRASE, Desk

SCAN = ("log", "shoulder", "left", "by=Sam Supervisor", "supervision=direct")


def _backups(desk: Desk) -> Path:
    (folder,) = (desk.home / "data" / "backups").iterdir()
    return folder


def test_a_file_in_place_of_the_backups_is_a_warning(desk: Desk) -> None:
    """Work goes on without the day's backup, and every command says so."""
    folder = desk.home / "data" / "backups"
    if folder.exists():
        folder.rename(folder.with_name("elsewhere"))
    folder.write_text("", "utf-8")
    logged = desk.ok(*SCAN)
    assert "automatic backup was not made" in logged.err
    assert len(desk.cases()) > 1


def test_a_file_system_without_second_names_gets_backups_too(desk: Desk) -> None:
    """A memory stick knows no hard links: the backup gets its name another way, and never over another file."""

    def no_links(*_: Any, **__: Any) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    with patch("os.link", no_links):
        made = desk.ok("backup", str(desk.home / "copy.db"))
        again = desk.ask("backup", str(desk.home / "copy.db"))
    assert made.err
    assert (desk.home / "copy.db").read_bytes()[:6] == b"SQLite"
    assert again.code == Exit.NO_OUTPUT
    assert list(desk.home.glob(".*part")) == []


def test_backups_of_a_wrong_clock_crowd_nothing_out(desk: Desk) -> None:
    """Files dated ahead are set aside under another name: today's is made and kept, and theirs will be."""
    desk.ok("scans")
    folder = _backups(desk)
    for day in range(1, 10):
        (folder / f"2031-01-{day:02}.db").write_bytes(b"ahead")
    (folder / "2026-11-23.db").unlink(missing_ok=True)
    desk.ok("scans")
    assert (folder / "2026-11-23.db").exists()
    assert list(folder.glob("2031-*")) == []
    assert len(list(folder.glob("wrong-clock-2031-*"))) == 7


@pytest.mark.parametrize("number", ["99999999999999999999", "4711", "-1"])
def test_a_file_descriptor_that_is_none_is_refused(desk: Desk, number: str) -> None:
    """A number no system knows is answered like one that is not open."""
    waiting = desk.case("submitted")
    refused = desk.ask("sign", waiting, "--as", "Sam Supervisor", "--passphrase-fd", number)
    assert refused.code in (Exit.NO_INPUT, Exit.USAGE)


BROKEN: dict[str, Callable[[Path], None]] = {
    "a folder in its place": lambda place: place.mkdir(),
    "a folder that is a file": lambda place: (place.parent.rmdir(), place.parent.write_text(""))[0],
}


@pytest.mark.parametrize("how", BROKEN.values(), ids=BROKEN)
def test_a_writers_file_that_cannot_be_read_is_named(desk: Desk, how: Callable[[Path], None]) -> None:
    """Nothing is stored, the place is named, and the exit code is the documented one."""
    (place,) = (desk.home / "state" / "writers").iterdir()
    place.unlink()
    how(place)
    refused = desk.ask(*SCAN)
    assert refused.code == Exit.NO_OUTPUT
    assert "writers" in refused.err
    assert "cannot be used" in refused.err


def test_a_garbled_writers_file_is_replaced(desk: Desk) -> None:
    """What is no id makes this machine a new writer."""
    (place,) = (desk.home / "state" / "writers").iterdir()
    place.write_bytes(b"\xff\xfe\x00garbage")
    desk.ok(*SCAN)
    assert len(place.read_text("ascii").strip()) == 36


@pytest.mark.parametrize("folder", ["config", "data"])
def test_a_first_start_in_a_broken_home_is_refused(empty_desk: Desk, folder: str) -> None:
    """A file where a folder should be is named, with what to do."""
    place = empty_desk.home / folder
    if place.exists():
        place.rename(place.with_name("moved"))
    place.write_text("", "utf-8")
    refused = empty_desk.ask(*SCAN)
    assert refused.code == Exit.NO_OUTPUT
    assert str(place) in refused.err


@pytest.mark.parametrize(
    "words", [("show", "\udcff"), ("log", "sho\udcffulder"), ("framework", "check", "\udcff.toml")]
)
def test_words_of_another_encoding_are_refused(desk: Desk, words: tuple[str, ...]) -> None:
    """Bytes that are no UTF-8 reach no record and no message."""
    before = desk.logbook.read_bytes()
    refused = desk.ask(*words)
    assert refused.code == Exit.INPUT
    assert "UTF-8" in refused.err
    assert desk.logbook.read_bytes() == before


def test_a_full_disk_while_a_key_is_made_leaves_no_key(empty_desk: Desk) -> None:
    """The refusal says that the disk is full, and neither half of the key pair is left behind."""
    empty_desk.ok(*SCAN)
    case = next(iter(empty_desk.cases()))

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with patch("sonolog.ledger.keys._write_new", full):
        refused = empty_desk.ask("submit", case, passphrase=PASSPHRASE)
    assert refused.code == Exit.IO
    assert "full" in refused.err
    assert list((empty_desk.home / "data" / "keys").iterdir()) == []
