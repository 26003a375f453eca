"""Reports in the app: chosen, asked, printed on the paper one likes, left half way."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from pypdf import PdfReader
from textual.widgets import Input

from sonolog.reports.report import Tell
from sonolog.settings import read_settings
from sonolog.tui.dialogs.working import Left, Wanted
from sonolog.tui.screens.reports import _made, _Order
from sonolog.usecases import make_report
from sonolog.usecases.people import the_trainee
from sonolog.usecases.report_asked import Asked

from .made import make_logbook, opened
from .pilot import app_on, desk_in, home_in, picture, press, same_as_picture, settled, write


def _words(shown: str) -> str:
    return " ".join(shown.replace("│", " ").split())


async def test_a_report_is_made_and_never_over_another_unasked(tmp_path: Path) -> None:
    """Kind, day, file: the PDF is there; a second time the app asks first; a day that is none is said."""
    make_logbook(tmp_path)
    path = tmp_path / "progress.pdf"
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "R")
        same_as_picture(pilot, "reports")
        await press(pilot, "enter", "enter")
        pilot.app.screen.query_one("#line", Input).value = str(path)
        await press(pilot, "enter")
        await settled(pilot)
        assert "Written:" in picture(pilot)
        assert path.read_bytes().startswith(b"%PDF")
        await press(pilot, "enter", "enter")
        pilot.app.screen.query_one("#line", Input).value = str(path)
        await press(pilot, "enter")
        assert "Write over it?" in picture(pilot)
        await press(pilot, "escape", "enter")
        await write(pilot, "someday")
        await press(pilot, "enter")
        assert "no day" in picture(pilot)
        await press(pilot, "o")
        assert "Nothing here can show a PDF. It is at" in picture(pilot) or "Opened" in picture(pilot)
        await press(pilot, "enter", "enter")
        pilot.app.screen.query_one("#line", Input).value = str(tmp_path / "nowhere" / "x.pdf")
        await press(pilot, "enter")
        assert "x.pdf was not written" in _words(picture(pilot))
        await press(pilot, "escape")
    assert sorted(one.name for one in os.scandir(tmp_path)) == ["config", "data", "progress.pdf", "state"]


async def test_the_paper_of_reports_is_chosen_and_kept(tmp_path: Path) -> None:
    """``p`` goes from A4 to US letter; the next report is of that size, at the next start too."""
    make_logbook(tmp_path)
    path = tmp_path / "scope.pdf"
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "R")
        assert "Paper: A4" in picture(pilot)
        await press(pilot, "p")
        assert "Paper: US letter" in picture(pilot)
    assert read_settings(home_in(tmp_path))[0].paper == "letter"
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "R", "down", "enter", "enter")
        pilot.app.screen.query_one("#line", Input).value = str(path)
        await press(pilot, "enter")
        await settled(pilot)
        assert "Written:" in picture(pilot)
    assert PdfReader(path).pages[0].mediabox.upper_right == (612, 792)


def test_a_report_left_half_way_writes_nothing(tmp_path: Path) -> None:
    """What is being done is told page by page, and whoever leaves is heard at the next page."""
    make_logbook(tmp_path)
    path = tmp_path / "logbook.pdf"
    with opened(tmp_path) as book:
        order = _Order("logbook", the_trainee(book).id, path, book.today, Asked(), "a4")
        wanted = _LeftAt("Drawing page 1 of 1")
        with pytest.raises(Left):
            _made(order, wanted, book)
        assert wanted.told == [
            "Gathering its evidence",
            "Reading the records and checking their signatures",
            "Laying out",
            "Drawing page 1 of 1",
        ]
        assert not path.exists()
        assert _made(order, Wanted(), book) == path


class _LeftAt(Wanted):
    """Somebody who leaves at one stage."""

    def __init__(self, stage: str) -> None:
        super().__init__()
        self.told: list[str] = []
        self._last = stage

    def __call__(self, stage: str = "") -> bool:
        self.told.append(stage)
        self.is_so = stage != self._last
        return self.is_so


async def test_a_report_is_left_at_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Escape while a portfolio is written: the list of reports is back at once, and no file or part of one appears."""
    make_logbook(tmp_path)
    path = tmp_path / "portfolio.pdf"
    begun, go_on, ended = Event(), Event(), Event()
    plain = make_report.report_bytes

    def slow(*words: Any, tell: Tell, **more: Any) -> bytes:
        def told(stage: str) -> None:
            tell(stage)
            begun.set()
            go_on.wait(30)

        try:
            return plain(*words, tell=told, **more)
        finally:
            ended.set()

    monkeypatch.setattr(make_report, "report_bytes", slow)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "R", "end", "enter", "enter", "enter")
        pilot.app.screen.query_one("#line", Input).value = str(path)
        pilot.app.simulate_key("enter")  # the hand would wait until nothing goes on
        await wait_for(lambda: begun.is_set() and "Gathering its evidence" in picture(pilot))
        pilot.app.simulate_key("escape")
        await wait_for(lambda: "Left; no file was written." in picture(pilot))
        go_on.set()
        await wait_for(ended.is_set)
        await settled(pilot)
        assert "Written" not in picture(pilot)
    assert sorted(one.name for one in os.scandir(tmp_path)) == ["config", "data", "state"]


async def wait_for(is_so: Callable[[], bool]) -> None:
    """Wait until something is so, and say so if it never is."""
    for _ in range(400):
        if is_so():
            return
        await asyncio.sleep(0.05)
    pytest.fail("it never came to be")


async def test_a_report_shows_what_is_asked_for(tmp_path: Path) -> None:
    """The logbook asks what of it: a word that is none is said with what there is, a region narrows the data."""
    make_logbook(tmp_path)
    path = tmp_path / "shoulders.json"
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "R", "down", "down", "enter", "enter")
        await write(pilot, "colour:red")
        await press(pilot, "enter")
        assert "A report has no “colour”." in _words(picture(pilot))
        await press(pilot, "enter", "enter")
        await write(pilot, "region:shoulder columns:date,case,scan")
        await press(pilot, "enter")
        pilot.app.screen.query_one("#line", Input).value = str(path)
        await press(pilot, "enter")
        await settled(pilot)
        assert "Written:" in picture(pilot)
    rows = json.loads(path.read_text("utf-8"))["scans"]
    assert rows
    assert all("shoulder" in row["scan"].lower() and list(row) == ["date", "case", "scan"] for row in rows)
