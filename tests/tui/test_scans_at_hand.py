"""The list of scans made one's own: groups, columns, kept filters, tags, tables, and the details beside it."""

from __future__ import annotations

import csv
from pathlib import Path

from textual.widgets import Input

from sonolog.usecases.add_record import add_record
from sonolog.usecases.log_scan import log_scan

from .form import fields_of, scans_in
from .made import make_logbook, opened
from .pilot import app_on, desk_in, picture, press, same_as_picture, settled, write


def _words(shown: str) -> str:
    return " ".join(shown.split())


async def test_the_list_is_grouped_by_day_and_by_session(tmp_path: Path) -> None:
    """``k`` puts headings between the scans; the cursor's scan is the first below a heading."""
    make_logbook(tmp_path, scans=3)
    with opened(tmp_path) as book:
        session = add_record(book, "session", {"site": "Example Clinic", "date": "2026-11-03"}).id
        for region in ("elbow", "wrist"):
            log_scan(book, {"region": region, "date": "2026-11-03", "session": session})
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "l", "k")
        same_as_picture(pilot, "scans_by_day")
        await press(pilot, "home", "enter")
        assert "Quadriceps tendon" in picture(pilot)
        await press(pilot, "escape", "k")
        same_as_picture(pilot, "scans_by_session")
        await press(pilot, "k")
        assert "Not grouped." in picture(pilot)


async def test_columns_are_chosen_in_the_order_marked(tmp_path: Path) -> None:
    """``z`` lists every field; what is marked stands in the list at once and at the next start."""
    make_logbook(tmp_path, scans=2)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "l", "z")
        assert "[ ]  Case" in picture(pilot) or "[ ] " in picture(pilot)
        await press(pilot, "down", "space", "up", "space", "enter")
        heading = next(line for line in picture(pilot).splitlines() if "What" in line)
        assert heading.split() == ["Day", "What", "Finding", "Case"]
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "l")
        same_as_picture(pilot, "scans_columns")


async def test_a_filter_is_kept_and_found_again(tmp_path: Path) -> None:
    """``b`` keeps what is typed under a name, and later puts it back into the line."""
    make_logbook(tmp_path)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "l", "b")
        assert "No filter is kept yet" in picture(pilot)
        await press(pilot, "slash")
        await write(pilot, "shoulder")
        await press(pilot, "enter", "b", "enter", "enter")
        assert "Kept as “shoulder”" in picture(pilot)
        await press(pilot, "escape")
        assert "5 scans" in picture(pilot)
        await press(pilot, "b", "enter")
        assert "2 scans · “shoulder”" in picture(pilot)
        assert pilot.app.screen.query_one("#words", Input).value == "shoulder"


async def test_marked_scans_are_tagged_and_written_as_a_table(tmp_path: Path) -> None:
    """``e`` tags what is marked, ``u`` takes it back, ``x`` writes a file and asks before writing over it."""
    make_logbook(tmp_path, scans=3)
    path = tmp_path / "table.csv"
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "l", "space", "space", "e")
        await write(pilot, "exam, course")
        await press(pilot, "enter")
        assert "2 scans tagged." in picture(pilot)
        newest = scans_in(tmp_path)[0]
        assert fields_of(tmp_path, newest.case)["tags"] == "exam, course"
        await press(pilot, "u", "enter")
        assert "Undone." in picture(pilot)
        assert "tags" not in fields_of(tmp_path, newest.case)
        for answer in ("", "escape"):
            await press(pilot, "x")
            pilot.app.screen.query_one("#line", Input).value = str(path)
            await press(pilot, "enter", *([answer] if answer else []))
        assert "Nothing was written." in picture(pilot)
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    assert [row["region"] for row in rows] == ["Shoulder", "Shoulder", "Knee"]


async def test_details_stand_beside_the_list_and_tell_what_changed(tmp_path: Path) -> None:
    """``v`` shows the scan under the cursor with its history: what each version said before and says now."""
    make_logbook(tmp_path, scans=2)
    async with app_on(desk_in(tmp_path), (160, 40)) as pilot:
        await press(pilot, "l", "a", *["backspace"] * 8)
        await write(pilot, "norm")
        await press(pilot, "enter", "ctrl+l", "v")
        await settled(pilot)
        assert "Finding: Abnormal → Normal" in _words(picture(pilot))
        same_as_picture(pilot, "scans_details_wide")
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "l", "v", "down")
        same_as_picture(pilot, "scans_details")


async def test_the_cursor_is_on_the_scan_just_logged(tmp_path: Path) -> None:
    """At the top of the list one stays at the top; further down one stays on the scan one was on."""
    make_logbook(tmp_path, scans=3)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "l", "r", "n", "enter", "ctrl+l")
        assert "▶   24 Nov 26" in picture(pilot)
        await press(pilot, "down", "down", "r", "n", "enter", "ctrl+l")
        assert "▶    2 Nov 26" in picture(pilot)
