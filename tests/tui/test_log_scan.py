"""The form of a scan, filled in by keys as a person does."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from sonolog.tui.screens.log_scan import LogScan
from sonolog.tui.widgets.field_row import FieldRow
from sonolog.usecases.show_record import show_record

from .form import fields_of, rows, scans_in
from .made import make_logbook, opened
from .pilot import app_on, desk_in, picture, press, same_as_picture, settled, write


async def test_a_scan_is_logged_by_its_first_letters(tmp_path: Path) -> None:
    """Enter takes the word that is offered and goes on; ^l saves, and where one was says what was saved."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        same_as_picture(pilot, "log_scan_empty")
        for words in ("sho", "l", "ssp", "ab", "full", "sam", "di", "per"):
            await write(pilot, words)
            await press(pilot, "enter")
        await write(pilot, "Painful arc")
        same_as_picture(pilot, "log_scan_filled")
        await press(pilot, "ctrl+l")
        assert "Left shoulder, 24 Nov 2026, with Sam Supervisor" in picture(pilot)

    (kept,) = scans_in(tmp_path)
    assert (kept.region, kept.side, kept.finding) == ("Shoulder", "Left", "Abnormal")
    assert (kept.structures, kept.pathology) == ("Supraspinatus tendon", "Full-thickness tear")
    assert fields_of(tmp_path, kept.case)["indication"] == "Painful arc"


async def test_a_repeat_takes_four_keys_and_copies_no_finding(tmp_path: Path) -> None:
    """``r``, the finding, enter, ^l: region, side, structures and people are the last scan's, the finding is new."""
    make_logbook(tmp_path, scans=2)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "r")
        same_as_picture(pilot, "log_scan_repeat")
        await press(pilot, "n", "enter", "ctrl+l")

    newest, last, _ = scans_in(tmp_path)
    assert (newest.region, newest.side, newest.structures) == (last.region, last.side, last.structures)
    assert (last.finding, last.pathology) == ("Abnormal", "Tear")
    assert (newest.finding, newest.pathology) == ("Normal", "")
    assert newest.supervisor == last.supervisor


async def test_everything_wrong_is_shown_at_its_field_and_nothing_is_lost(tmp_path: Path) -> None:
    """All faults appear at once with the nearest words; the first is under the cursor; a corrected form is saved."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        await write(pilot, "shulder")
        await press(pilot, "down", "down", "down")
        await write(pilot, "xx")
        await press(pilot, "ctrl+l")
        same_as_picture(pilot, "log_scan_faults")
        assert scans_in(tmp_path) == ()
        await press(pilot, *["backspace"] * 7)
        await write(pilot, "knee")
        await press(pilot, "down", "down", "down", "backspace", "backspace", "ctrl+l")
        assert "Knee, 24 Nov 2026" in picture(pilot)

    assert [one.region for one in scans_in(tmp_path)] == ["Knee"]


async def test_the_next_scan_of_a_list_has_the_same_place_and_people(tmp_path: Path) -> None:
    """^n saves and begins the next form with place and people, and nothing of what was scanned or found."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        for words in ("knee", "r", "", "n", "", "sam", "ind", "", "", "", "Example Hospital"):
            await write(pilot, words)
            await press(pilot, "enter")
        await press(pilot, "ctrl+n")
        rows = {row.field: row.typed for row in pilot.app.screen.query(FieldRow)}
        assert (rows["supervisor"], rows["supervision"], rows["site"]) == (
            "Sam Supervisor",
            "Indirect",
            "Example Hospital",
        )
        assert (rows["region"], rows["side"], rows["finding"]) == ("", "", "")
        await write(pilot, "elbow")
        await press(pilot, "ctrl+l")

    assert sorted(one.region for one in scans_in(tmp_path)) == ["Elbow", "Knee"]


async def test_a_new_name_that_resembles_a_known_one_is_asked_about(tmp_path: Path) -> None:
    """A near miss is offered the known name; answered as somebody new, the person is added and said so."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        await write(pilot, "knee")
        await press(pilot, *["down"] * 5)
        await write(pilot, "Sam Superviser")
        await press(pilot, "ctrl+l")
        assert "Add a supervisor?" in picture(pilot)
        await press(pilot, "down", "enter")
        assert "Sam Superviser added, accreditation not recorded" in " ".join(picture(pilot).split())


async def test_leaving_keeps_the_form_and_n_brings_it_back(tmp_path: Path) -> None:
    """What was typed survives escape, the end of the app, and a start the next day; ^t throws it away."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        await write(pilot, "wrist")
        await press(pilot, "escape")
        assert "Leave this form?" in picture(pilot)
        await press(pilot, "escape", "escape", "enter")
        assert "Kept as you left it" in picture(pilot)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        assert "Your unfinished form of 24 Nov, 09:00 is back" in picture(pilot)
        assert "Region                      wrist" in picture(pilot)
        await press(pilot, "ctrl+t", "enter", "n")
        assert "Region                      wrist" not in picture(pilot)
    assert scans_in(tmp_path) == ()


async def test_an_amendment_shows_what_the_scan_says_and_writes_a_version(tmp_path: Path) -> None:
    """``a`` on a scan opens it filled in; only what is changed is written, the earlier version stays."""
    make_logbook(tmp_path, scans=1)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "l", "a")
        same_as_picture(pilot, "log_scan_amend")
        await press(pilot, *["backspace"] * 6)
        await write(pilot, "ab")
        await press(pilot, "enter", "ctrl+l")
        assert "amended: Finding" in picture(pilot)

    (kept,) = scans_in(tmp_path)
    assert kept.finding == "Abnormal"
    with opened(tmp_path) as book:
        assert [line.act for line in show_record(book, kept.case).history] == ["wrote it", "amended it (version 2)"]


@pytest.mark.parametrize("text", ["[/]", "[bold", "\u202etxt", "Ω" * 3_000, "two\nlines", "[@click=app.quit]x[/]"])
async def test_any_text_is_kept_as_it_was_pasted(tmp_path: Path, text: str) -> None:
    """A pasted text is stored exactly, line breaks included, whatever it looks like to a terminal or a widget."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        await write(pilot, "knee")
        await press(pilot, *["down"] * 8)
        screen = pilot.app.screen
        assert isinstance(screen, LogScan)
        assert screen.focused is not None
        screen.focused.post_message(events.Paste(text))
        await settled(pilot)
        await press(pilot, "ctrl+l")

    (kept,) = scans_in(tmp_path)
    assert fields_of(tmp_path, kept.case)["indication"] == text


@pytest.mark.parametrize(
    ("pasted", "said"),
    [("NHS 999 000 0018", "9••••••••8"), ("a\x1b[2Jb", "control character (U+001B)")],
)
async def test_what_may_not_be_kept_is_refused_at_its_field(tmp_path: Path, pasted: str, said: str) -> None:
    """A patient's number or a control character is refused with its reason; the form stays as it was typed."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        await write(pilot, "knee")
        await press(pilot, *["down"] * 8)
        assert pilot.app.screen.focused is not None
        pilot.app.screen.focused.post_message(events.Paste(pasted))
        await settled(pilot)
        await press(pilot, "ctrl+l")
        assert said in picture(pilot)
        assert "1 to correct; nothing is lost" in picture(pilot)
    assert scans_in(tmp_path) == ()


async def test_the_form_can_be_used_on_a_narrow_screen(tmp_path: Path) -> None:
    """At 60 by 20 titles and inputs share the line and the keys still show."""
    make_logbook(tmp_path, scans=1)
    async with app_on(desk_in(tmp_path), size=(60, 20)) as pilot:
        await press(pilot, "r")
        same_as_picture(pilot, "log_scan_narrow")


async def test_what_is_typed_while_a_scan_is_saved_belongs_to_the_next(tmp_path: Path) -> None:
    """Hands are faster than disks: nothing goes into the scan being saved, and nothing is lost."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        await write(pilot, "shoulder")
        await press(pilot, "enter")
        pilot.send("ctrl+n", *"kneex", "backspace", "enter", *"right")
        await settled(pilot)
        assert (rows(pilot)["region"], rows(pilot)["side"]) == ("Knee", "right")
        await press(pilot, "ctrl+l")
    assert [one.region for one in scans_in(tmp_path)] == ["Knee", "Shoulder"]


async def test_a_scan_that_is_refused_keeps_what_was_typed_meanwhile(tmp_path: Path) -> None:
    """The cursor is back where it was wrong, and the letters stand where one typed."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        await write(pilot, "shoul")
        pilot.send("ctrl+l", *"zzz")
        await settled(pilot)
        assert rows(pilot)["region"] == "shoulzzz"
    assert scans_in(tmp_path) == ()
