"""What makes the form of a scan fast: likely words, one line for a whole scan, and the second read apart."""

from __future__ import annotations

from pathlib import Path

from textual import events

from sonolog.tui.widgets.field_row import FieldRow
from sonolog.usecases.add_record import add_record
from sonolog.usecases.log_scan import log_scan

from .form import fields_of, fill, focused, go, paste, rows, save, scans_in
from .made import SUPERVISOR, make_logbook, opened
from .pilot import app_on, desk_in, picture, press, same_as_picture, settled, write


def _words(shown: str) -> str:
    return " ".join(shown.split())


async def test_a_new_form_has_the_place_and_people_of_the_last_scan(tmp_path: Path) -> None:
    """Supervisor, supervision and site stand there; nothing of what was scanned, found or asked does."""
    make_logbook(tmp_path, scans=1)
    with opened(tmp_path) as book:
        typed = {
            "region": "knee",
            "finding": "normal",
            "indication": "Pain",
            "reflection": "Slow",
            "site": "Example Clinic",
        }
        log_scan(book, typed | {"supervisor": SUPERVISOR, "supervision": "indirect"})
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        stands = {name: text for name, text in rows(pilot).items() if text}
    assert stands == {
        "date": "24 Nov 2026",
        "supervisor": SUPERVISOR,
        "supervision": "Indirect",
        "role": "Performed",
        "site": "Example Clinic",
        "setting": "Patient",
    }


async def test_a_session_is_offered_on_its_own_day_and_a_placement_while_it_lasts(tmp_path: Path) -> None:
    """Yesterday's session and a placement that has ended are not carried into today's scan."""
    make_logbook(tmp_path, scans=0)
    with opened(tmp_path) as book:
        over = add_record(book, "placement", {"site": "Old Hospital", "start": "2026-01-01", "until": "2026-11-23"}).id
        session = add_record(book, "session", {"site": "Old Hospital", "date": "2026-11-23"}).id
        log_scan(book, {"region": "knee", "date": "2026-11-23", "placement": over, "session": session})
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        assert (rows(pilot)["placement"], rows(pilot)["session"]) == ("", "")
        await fill(pilot, region="elbow", placement="old", session="old")
        await press(pilot, "enter")
        assert rows(pilot)["session"] == "Old Hospital, 23 Nov 2026"
        await save(pilot)
    newest = scans_in(tmp_path)[0]
    assert fields_of(tmp_path, newest.case)["placement"] == "Old Hospital"


async def test_the_words_said_most_come_first(tmp_path: Path) -> None:
    """Somebody who scans the quadriceps tendon often is offered it before the others that begin so."""
    make_logbook(tmp_path, scans=0)
    with opened(tmp_path) as book:
        for structures in ("quadriceps tendon, patellar tendon", "quadriceps tendon"):
            log_scan(book, {"region": "knee", "structures": structures, "finding": "abnormal"})
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        assert "Often: Knee" in picture(pilot)
        await fill(pilot, region="knee")
        await go(pilot, "structures")
        assert "Often: Quadriceps tendon · Patellar tendon" in picture(pilot)
        await write(pilot, "tend")
        shown = _words(picture(pilot))
        assert shown.index("Quadriceps tendon") < shown.index("Patellar tendon") < shown.index("Popliteus")
        same_as_picture(pilot, "log_scan_offered")


async def test_any_part_of_a_word_finds_it_and_down_goes_to_the_next(tmp_path: Path) -> None:
    """“spin” offers both spinatus tendons; down picks the second, enter takes it and goes on."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        await fill(pilot, region="shoulder")
        await go(pilot, "structures")
        await write(pilot, "ssp, spin")
        await press(pilot, "down", "enter")
        taken = rows(pilot)["structures"]
        assert focused(pilot) == "finding"
    first, second = taken.split(", ")
    assert first == "Supraspinatus tendon"
    assert "spin" in second.casefold()


async def test_a_line_is_read_while_it_is_typed(tmp_path: Path) -> None:
    """What it says stands in the fields below; a word not understood is named; enter saves the scan."""
    make_logbook(tmp_path, scans=1)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "i")
        await write(pilot, "shoulder l supraspinatus tear direct")
        same_as_picture(pilot, "log_scan_line")
        await write(pilot, " xyzzy ")
        assert "“xyzzy”: no structure, side or finding known here" in _words(picture(pilot))
        await press(pilot, "enter")
        assert "“xyzzy”" in picture(pilot)
    assert len(scans_in(tmp_path)) == 1, "a line that is not understood as a whole is not saved"


async def test_a_line_that_is_taken_back_leaves_the_fields_as_they_were(tmp_path: Path) -> None:
    """Deleting a word empties the field it filled; ctrl+n saves and begins the next line."""
    make_logbook(tmp_path, scans=1)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "i")
        await write(pilot, "knee right")
        assert rows(pilot)["side"] == "Right"
        await press(pilot, *["backspace"] * 6)
        assert rows(pilot)["side"] == ""
        await write(pilot, " l normal")
        await press(pilot, "ctrl+n")
        await write(pilot, "elbow r abnormal")
        await press(pilot, "enter")
    newest, second, _ = scans_in(tmp_path)
    assert {(newest.region, newest.side), (second.region, second.side)} == {("Elbow", "Right"), ("Knee", "Left")}


async def test_the_second_read_is_asked_only_once_the_first_is_saved(tmp_path: Path) -> None:
    """A new form has no field for the supervisor's finding; ``g`` on the saved scan goes to it."""
    make_logbook(tmp_path, scans=1)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        assert not {"supervisor_finding", "agreement"} & set(rows(pilot))
        await press(pilot, "escape", "l", "g")
        assert focused(pilot) == "supervisor_finding"
        await fill(pilot, supervisor_finding="ab", agreement="maj")
        await save(pilot)
        assert "amended: Supervisor's finding" in _words(picture(pilot))
    said = fields_of(tmp_path, scans_in(tmp_path)[0].case)
    assert (said["supervisor_finding"], said["agreement"]) == ("Abnormal", "Major disagreement")


async def test_what_may_identify_a_patient_is_marked_and_stays(tmp_path: Path) -> None:
    """The very characters are shown reversed in the field; the text around them is as it was typed."""
    make_logbook(tmp_path, scans=0)
    text = "Seen on Monday, NHS 999 000 0018, painful"
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        await fill(pilot, region="knee")
        await paste(pilot, "indication", text)
        await save(pilot)
        row = next(one for one in pilot.app.screen.query(FieldRow) if one.field == "indication")
        (span,) = row.input.marked
        assert "999 000 0018" in text[slice(*span)]
        assert "Monday" not in text[slice(*span)]
        assert rows(pilot)["indication"] == text
        await write(pilot, "x")
        assert not row.input.marked
    assert scans_in(tmp_path) == ()


async def test_a_line_begun_comes_back_as_it_was_typed(tmp_path: Path) -> None:
    """Kept for later, ``n`` brings the line back above the fields, the word not understood included."""
    make_logbook(tmp_path, scans=1)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "i")
        await write(pilot, "knee l xyzzy")
        await press(pilot, "escape", "enter", "n")
        assert rows(pilot)["in one line"] == "knee l xyzzy"
        assert (rows(pilot)["region"], rows(pilot)["side"]) == ("Knee", "Left")
        assert focused(pilot) == "in one line"
        await press(pilot, *["backspace"] * 5, "n", "enter")
    assert scans_in(tmp_path)[0].finding == "Normal"


async def test_a_line_typed_in_one_go_is_saved_whole(tmp_path: Path) -> None:
    """Letters and enter without a pause: what was typed last is in the scan, though nobody saw it read."""
    make_logbook(tmp_path, scans=1)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "i")
        for one in "knee r abnormal":
            pilot.app.post_message(events.Key("space" if one == " " else one, one))
        pilot.app.post_message(events.Key("enter", "\r"))
        await settled(pilot)
        assert "Logged" in picture(pilot)
    newest = scans_in(tmp_path)[0]
    assert (newest.region, newest.side, newest.finding) == ("Knee", "Right", "Abnormal")


async def test_a_field_mended_after_the_line_stays_mended(tmp_path: Path) -> None:
    """Saving does not read the line again over what was changed below it."""
    make_logbook(tmp_path, scans=1)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "i")
        await write(pilot, "knee l normal")
        await go(pilot, "side")
        await press(pilot, *["backspace"] * 4)
        await write(pilot, "right")
        await press(pilot, "ctrl+l")
    assert scans_in(tmp_path)[0].side == "Right"
