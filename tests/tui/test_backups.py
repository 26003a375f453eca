"""Backups in the app: they are listed, one is made, and going back to one keeps what was newer."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sonolog.usecases.list_scans import list_scans
from sonolog.usecases.log_scan import log_scan
from sonolog.usecases.people import the_trainee

from .made import SCANS, make_logbook, opened
from .pilot import app_on, desk_in, picture, press, same_as_picture


def _words(shown: str) -> str:
    return " ".join(shown.replace("│", " ").split())


def _count(folder: Path) -> int:
    with opened(folder) as book:
        return len(list_scans(book, the_trainee(book).id).scans)


async def test_a_backup_is_made_and_put_back(tmp_path: Path) -> None:
    """One is made; a scan is logged; going back asks twice, and the scan is there again if it is wanted."""
    make_logbook(tmp_path, scans=2)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "K", "b")
        assert "Backups" in picture(pilot).splitlines()[0]
        await press(pilot, "plus")
        assert "Made and checked: by-hand-" in picture(pilot)
    with opened(tmp_path) as book:
        log_scan(book, SCANS[0] | {"date": "2026-11-20"})
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "K", "b", "enter")
        assert "set aside" in picture(pilot)
        await press(pilot, "enter")
        assert "1 object that the backup does not" in _words(picture(pilot))
        await press(pilot, "enter")
        assert "What was newer was taken in: 1 of 1." in _words(picture(pilot))
    assert _count(tmp_path) == 3
    assert len(list((tmp_path / "data").glob("logbook-set-aside-*.db"))) == 1


async def test_going_back_can_be_left(tmp_path: Path) -> None:
    """Escape at the first question changes nothing; at the second the newer scan stays in the file set aside."""
    make_logbook(tmp_path, scans=2)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "K", "b", "plus", "enter", "escape")
    assert _count(tmp_path) == 2
    assert list((tmp_path / "data").glob("logbook-set-aside-*")) == []
    with opened(tmp_path) as book:
        log_scan(book, SCANS[0] | {"date": "2026-11-20"})
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "K", "b", "enter", "enter", "escape")
        same_as_picture(pilot, "backups")
        await press(pilot, "escape", "escape", "l")
        assert "2 scans" in picture(pilot)
    assert _count(tmp_path) == 2


async def test_a_newer_logbook_is_shown_and_said_to_be_read_only(tmp_path: Path) -> None:
    """The title says so on every main screen, the reason is told, and logging a scan is refused in words."""
    make_logbook(tmp_path, scans=2)
    path = tmp_path / "data" / "logbook.db"
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA user_version=99")
    content = path.read_bytes()
    async with app_on(desk_in(tmp_path)) as pilot:
        assert "READ ONLY" in picture(pilot).splitlines()[0]
        assert "newer version" in _words(picture(pilot))
        await press(pilot, "l")
        assert "READ ONLY" in picture(pilot).splitlines()[0]
        assert "2 scans" in picture(pilot)
        await press(pilot, "r", "ctrl+l")
        assert "newer version" in _words(picture(pilot))
    assert path.read_bytes() == content
