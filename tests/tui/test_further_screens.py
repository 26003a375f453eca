"""The screens behind the main ones: frameworks, people, reports, placement weeks, settings, the tour."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from sonolog.settings import read_settings
from sonolog.tui.desk import Desk
from sonolog.usecases.add_record import add_record
from sonolog.usecases.clock_in import clock_in
from sonolog.usecases.frameworks import find_framework
from sonolog.usecases.list_records import list_records
from sonolog.usecases.people import list_people, the_trainee
from sonolog.usecases.show_progress import show_progress

from .made import make_logbook, opened
from .pilot import NOW, app_on, desk_in, held_clock, home_in, picture, press, same_as_picture, seeded, settled, write


def _words(shown: str) -> str:
    return " ".join(shown.replace("│", " ").split())


async def test_more_leads_to_the_further_screens(tmp_path: Path) -> None:
    """``0`` lists them; each also has a capital letter, from every main screen."""
    make_logbook(tmp_path, scans=1)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "0")
        same_as_picture(pilot, "more")
        await press(pilot, "enter")
        assert "Frameworks" in picture(pilot).splitlines()[0]
        await press(pilot, "escape", "l", "P")
        assert "People" in picture(pilot).splitlines()[0]


async def test_a_letter_chooses_in_the_menu_as_it_does_outside(tmp_path: Path) -> None:
    """Whoever reads the letter in the menu presses it there; any other letter leaves the menu as it is."""
    make_logbook(tmp_path, scans=1)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "0", "z")
        assert "Each has a capital letter" in picture(pilot)
        await press(pilot, "K")
        assert "Safekeeping" in picture(pilot).splitlines()[0]


async def test_frameworks_are_read_tried_and_compared(tmp_path: Path) -> None:
    """Enter tells what is asked, ``y`` what it would say, ``d`` what it says otherwise than another."""
    make_logbook(tmp_path)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "F")
        same_as_picture(pilot, "frameworks")
        await press(pilot, "enter")
        same_as_picture(pilot, "framework_asked")
        await press(pilot, "escape", "y")
        assert "nothing is stored" in picture(pilot)
        await press(pilot, "escape", "d", "enter")
        assert "What is different" in picture(pilot)
        assert "→" in picture(pilot)


async def test_a_framework_is_followed_and_an_own_edition_added_and_moved_to(tmp_path: Path) -> None:
    """A faulty file is told with its lines and added nowhere; a sound one is, and moving shows what changes first."""
    make_logbook(tmp_path)
    text = find_framework("rcr-msk", home_in(tmp_path)).text
    bad, good = tmp_path / "bad.toml", tmp_path / "good.toml"
    bad.write_text(text.replace('of = "scan"', 'of = "scam"', 1), "utf-8")
    good.write_text(
        text.replace('edition   = "2017"', 'edition = "2027"')
        .replace('edition = "2017"', 'edition = "2027"')
        .replace("at_least = 250", "at_least = 300"),
        "utf-8",
    )
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "F", "plus")
        pilot.app.screen.query_one("#line", Input).value = str(bad)
        await press(pilot, "enter")
        assert "The file cannot be used yet" in picture(pilot)
        assert "scan" in picture(pilot)
        await press(pilot, "escape", "plus")
        pilot.app.screen.query_one("#line", Input).value = str(good)
        await press(pilot, "enter")
        assert "edition 2027" in _words(picture(pilot))
        await press(pilot, "end", "m")
        assert "would stand otherwise" in _words(picture(pilot))
        await press(pilot, "enter")
        assert "Moved to" in picture(pilot)
    with opened(tmp_path) as book:
        (one,) = show_progress(book, the_trainee(book).id).frameworks
        assert one.edition == "2027"


async def test_a_framework_goes_out_as_a_package_and_one_of_another_program_is_added(tmp_path: Path) -> None:
    """Written by a key; with its extensions taken away it is another program's, and what is left out is counted."""
    make_logbook(tmp_path, scans=1)
    file = tmp_path / "case.json"
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "F", "x")
        pilot.app.screen.query_one("#line", Input).value = str(file)
        await press(pilot, "enter")
        assert "holds" in picture(pilot)
        await press(pilot, "escape")  # the notice of what other programs will not find
        package = json.loads(file.read_bytes())
        package["CFDocument"].pop("extensions")
        package["CFDocument"]["title"] = "Of another program"
        file.write_bytes(json.dumps(package).encode())
        await press(pilot, "plus")
        pilot.app.screen.query_one("#line", Input).value = str(file)
        await press(pilot, "enter")
        told = " ".join(picture(pilot).split())
        assert "Added Of another program" in told
        assert "Not understood in the package" in told


async def test_people_are_added_and_amended(tmp_path: Path) -> None:
    """A name and a role add a person; the form of a person changes the register."""
    make_logbook(tmp_path, scans=1)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "P")
        same_as_picture(pilot, "people")
        await press(pilot, "plus")
        await write(pilot, "Lee Lead")
        await press(pilot, "enter", "down", "enter")
        assert "Lee Lead added" in picture(pilot)
        await press(pilot, "home", "a")
        for _ in range(9):
            if "register" in str(getattr(pilot.app.focused.parent, "field", "")):  # type: ignore[union-attr]
                break
            await press(pilot, "down")
        await write(pilot, "HCPC")
        await press(pilot, "ctrl+l")
        assert "HCPC" in picture(pilot)
    with opened(tmp_path) as book:
        assert next(one for one in list_people(book) if one.name == "Lee Lead").register == "HCPC"


async def test_the_weeks_of_a_placement_and_the_clock(tmp_path: Path) -> None:
    """Hours against the agreement, a short week and one with leave; ``c`` clocks in and out and records the session."""
    make_logbook(tmp_path, scans=1)
    with opened(tmp_path) as book:
        site = {"site": "Example Hospital"}
        add_record(book, "placement", site | {"start": "2026-11-02", "weekly_minutes": "8h", "agreed": "yes"})
        for day, minutes in (("2026-11-03", "5h"), ("2026-11-05", "3h"), ("2026-11-10", "4h")):
            add_record(book, "session", site | {"date": day, "minutes": minutes})
        add_record(book, "leave", {"start": "2026-11-16", "until": "2026-11-20"})
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "W")
        same_as_picture(pilot, "weeks")
        await press(pilot, "c")
        assert "Clocked in at Example Hospital" in picture(pilot)
        await press(pilot, "c")
        assert "Clocked out: session at Example Hospital recorded." in _words(picture(pilot))
    with opened(tmp_path) as book:
        assert len(list_records(book, the_trainee(book).id, kinds=("session",))) == 4


async def test_a_session_somebody_forgot_to_end_asks_for_its_length(tmp_path: Path) -> None:
    """After a night the clock does not invent seventeen hours of work: it says when one came and what to do."""
    make_logbook(tmp_path, scans=1)
    with opened(tmp_path) as book:
        add_record(book, "placement", {"site": "Example Hospital", "start": "2026-11-02"})
        clock_in(book, the_trainee(book).id)
    later = held_clock(NOW + timedelta(hours=17))
    async with app_on(Desk(None, person=None, home=home_in(tmp_path), clock=later, entropy=seeded("later"))) as pilot:
        await press(pilot, "W", "c")
        assert "You clocked in on 24 Nov" in _words(picture(pilot))
        assert "--minutes 4h" in _words(picture(pilot))


async def test_settings_hold_at_once_and_at_the_next_start(tmp_path: Path) -> None:
    """Enter goes to the next theme and keeps it; a file somebody broke is said, and the usual holds."""
    make_logbook(tmp_path, scans=1)
    home = home_in(tmp_path)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "S")
        assert "Colours of the app      dark" in picture(pilot)
        await press(pilot, "enter")
        assert pilot.app.theme == "sonolog-light"
    assert read_settings(home)[0].theme == "light"
    async with app_on(desk_in(tmp_path)) as pilot:
        assert pilot.app.theme == "sonolog-light"
    home.settings.write_text("theme = [broken", "utf-8")
    async with app_on(desk_in(tmp_path)) as pilot:
        assert pilot.app.theme == "sonolog-dark"
        assert "is not understood" in _words(picture(pilot))


async def test_the_tour_is_read_page_by_page(tmp_path: Path) -> None:
    """Enter turns to the last page and then leaves; left turns back."""
    make_logbook(tmp_path, scans=1)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "T")
        same_as_picture(pilot, "tour")
        await press(pilot, "enter", "left", "enter", "enter", "enter", "enter", "enter")
        assert "6 of 6" in picture(pilot)
        await press(pilot, "enter")
        assert "[h Home]" in picture(pilot)


@pytest.mark.parametrize(("keys", "told"), [(("question_mark",), "Where you stand today"), (("n", "f1"), "Region:")])
async def test_the_help_begins_with_what_has_the_focus(tmp_path: Path, keys: tuple[str, ...], told: str) -> None:
    """On a main screen that is the screen; in a form it is the field, with what it takes."""
    make_logbook(tmp_path, scans=1)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, *keys)
        assert told in picture(pilot)


async def test_the_mouse_works_too(tmp_path: Path) -> None:
    """A click on a main screen's name, on a key below and on a row do what the keys do; two clicks open."""
    make_logbook(tmp_path)
    async with app_on(desk_in(tmp_path)) as pilot:
        await pilot.click("TitleLine", offset=(22, 0))
        await settled(pilot)
        assert "[l Scans]" in picture(pilot)
        await pilot.click("LineList", offset=(20, 2))
        await settled(pilot)
        assert "▶    3 Nov 26" in picture(pilot)
        await pilot.click("LineList", offset=(20, 1), times=2)
        await settled(pilot)
        assert "Scan of Tess Trainee" in picture(pilot)
        await pilot.click("KeyLine", offset=(3, 0))
        await settled(pilot)
        assert "[l Scans]" in picture(pilot)
