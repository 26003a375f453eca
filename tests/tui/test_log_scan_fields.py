"""The fields of the form: what they take, what they offer, and everything that can be wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sonolog.tui.scan_form import SECOND_READ
from sonolog.usecases.add_record import add_record
from sonolog.usecases.field_help import field_help
from sonolog.usecases.log_scan import log_scan
from sonolog.usecases.people import find_person

from .form import fields_of, fill, focused, go, paste, rows, save, scans_in
from .made import SUPERVISOR, make_logbook, opened
from .pilot import app_on, desk_in, picture, press, same_as_picture, settled, write


def _words(shown: str) -> str:
    return " ".join(shown.replace("│", " ").split())


async def test_every_field_of_a_scan_can_be_typed(tmp_path: Path) -> None:
    """The form asks for each of them but the second read, and the arrow key reaches the last."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        assert set(rows(pilot)) == {one.name for one in field_help("scan")} - set(SECOND_READ)
        await go(pilot, list(rows(pilot))[-1])
        assert "A column of your own" in picture(pilot)


async def test_a_scan_with_everything_said_is_kept_as_typed(tmp_path: Path) -> None:
    """Ages, minutes, yes and no, tags, findings by structure and a column of one's own are read and stored."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        await fill(pilot, region="shoulder", reported="y", age_band="45", sex="f", patient="P-12", setting="vol")
        await fill(pilot, findings="supraspinatus full thickness tear; ac joint normal", difficulty="4", minutes="1h30")
        await fill(pilot, tags="course, exam", custom="Probe: linear")
        await save(pilot)
        assert "Logged C-" in picture(pilot)
    said = fields_of(tmp_path, scans_in(tmp_path)[0].case)
    assert (said["age_band"], said["sex"], said["patient"], said["setting"]) == ("40-49", "Female", "P-12", "Volunteer")
    assert (said["minutes"], said["difficulty"], said["reported"]) == ("1 h 30 min", "4", "Yes")
    assert (said["tags"], said["custom"], said["finding"]) == ("course, exam", "Probe: linear", "Abnormal")


async def test_all_kinds_of_faults_are_shown_together(tmp_path: Path) -> None:
    """A region left out, a number too high, a patient's number and a column without a name: each at its field."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path), (80, 60)) as pilot:
        await press(pilot, "n")
        await fill(pilot, structures="supraspinatuss", indication="NHS 999 000 0018", difficulty="9", custom="linear")
        await save(pilot)
        same_as_picture(pilot, "log_scan_all_faults")
        assert "5 to correct; nothing is lost." in picture(pilot)
        assert focused(pilot) == "region"
        assert "looks like an NHS, CHI or other health number (9••••••••8)" in _words(picture(pilot))
    assert scans_in(tmp_path) == ()


async def test_a_fault_goes_as_soon_as_its_field_is_changed(tmp_path: Path) -> None:
    """The others stay until theirs are."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        await fill(pilot, side="nowhere")
        await save(pilot)
        assert picture(pilot).count("! ") == 2
        await write(pilot, "knee")
        assert picture(pilot).count("! ") == 1


async def test_a_region_begun_is_not_finished_unseen(tmp_path: Path) -> None:
    """^l right after the first letters of a term asks for the whole word; first letters of a code are enough."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        await fill(pilot, finding="ab")
        await press(pilot, *["up"] * 3)
        await write(pilot, "elbo")
        await save(pilot)
        assert "1 to correct; nothing is lost." in picture(pilot)
        await press(pilot, "right", "ctrl+l")
        assert "Logged C-" in picture(pilot)
    assert [(one.region, one.finding) for one in scans_in(tmp_path)] == [("Elbow", "Abnormal")]


async def test_the_hint_tells_what_the_field_takes(tmp_path: Path) -> None:
    """Structures of the region chosen, what a short form means, and the supervision in plain words."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        await fill(pilot, region="elbow")
        assert "Understood: Elbow." in picture(pilot)
        await go(pilot, "structures")
        assert "Elbow: Common extensor" in picture(pilot)
        await write(pilot, "cef, ulnar n")
        assert "Perhaps: Ulnar nerve" in picture(pilot) or "Understood: Ulnar nerve" in picture(pilot)
        await go(pilot, "supervision")
        assert "direct: beside me, watching the scan" in _words(picture(pilot))
        assert "none: nobody supervised this scan" in _words(picture(pilot))
        await go(pilot, "role")
        assert "Who held the probe for the key views?" in picture(pilot)


async def test_the_nearest_name_can_be_taken(tmp_path: Path) -> None:
    """A slip of the hand in a supervisor's name is mended by enter; nobody is added."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        await fill(pilot, region="knee", supervisor="Sam Superviser")
        await save(pilot)
        same_as_picture(pilot, "log_scan_who")
        await press(pilot, "enter")
        assert "with Sam Supervisor" in picture(pilot)
        assert "added" not in picture(pilot)


async def test_a_name_like_no_other_is_asked_about_too(tmp_path: Path) -> None:
    """Left, the question adds nobody and the field is marked; answered, the accreditation is not recorded."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        await fill(pilot, region="knee", supervisor="Zoë [/] Quill")
        await save(pilot)
        assert "Add “Zoë [/] Quill” as a new supervisor" in picture(pilot)
        await press(pilot, "escape")
        assert focused(pilot) == "supervisor"
        assert "nobody of this name is in the logbook" in picture(pilot)
        await press(pilot, "ctrl+l", "enter")
        assert "Zoë [/] Quill added, accreditation not recorded." in _words(picture(pilot))
    with opened(tmp_path) as book:
        assert find_person(book, "Quill").accredited == "not recorded"


async def test_a_repeated_scan_keeps_its_placement(tmp_path: Path) -> None:
    """The placement is shown by its name, and the same placement is stored, draft and amendment included."""
    make_logbook(tmp_path, scans=0)
    with opened(tmp_path) as book:
        typed = {"site": "Example Hospital", "start": "2026-09-01", "mentor": SUPERVISOR}
        placement = add_record(book, "placement", typed).id
        log_scan(book, {"region": "knee", "placement": placement})
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "r")
        shown = rows(pilot)["placement"]
        assert shown
        assert placement not in shown
        await write(pilot, "n")
        await press(pilot, "escape", "enter", "n")
        assert rows(pilot)["placement"] == shown
        await save(pilot)
        assert "Logged C-" in picture(pilot)
        await press(pilot, "l", "a")
        await fill(pilot, note="Seen again")
        await save(pilot)
        assert "amended: Note." in _words(picture(pilot))
    newest, before = scans_in(tmp_path)
    assert fields_of(tmp_path, newest.case)["placement"] == fields_of(tmp_path, before.case)["placement"]


async def test_an_amendment_clears_what_is_deleted_and_leaves_the_rest(tmp_path: Path) -> None:
    """An emptied field says nothing any more; a reflection keeps its line breaks though nobody touched it."""
    make_logbook(tmp_path, scans=0)
    with opened(tmp_path) as book:
        log_scan(book, {"region": "knee", "side": "left", "reflection": "One.\n\n  Two ⏎ three.", "note": "a\tb"})
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "l", "a")
        await go(pilot, "side")
        await press(pilot, *["backspace"] * 4, "ctrl+l")
        assert "amended: Side." in _words(picture(pilot))
    (kept,) = scans_in(tmp_path)
    said = fields_of(tmp_path, kept.case)
    assert (kept.side, said["reflection"], said["note"]) == ("", "One.\n\n  Two ⏎ three.", "a\tb")


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_field_with_the_cursor_is_always_seen(tmp_path: Path, size: tuple[int, int]) -> None:
    """From the first field to the last and back, the form scrolls along."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path), size) as pilot:
        await press(pilot, "n")
        for field in list(rows(pilot))[1:]:
            await go(pilot, field)
            await settled(pilot)
            assert pilot.app.focused is not None
            assert pilot.app.focused.region.bottom <= size[1] - 6
            assert pilot.app.focused.region.y > 0


@pytest.mark.parametrize("text", ["⏎ stays", "a\u200bb \u202e c", "\u2028", "é" * 40_000, "tab\there"])
async def test_hidden_and_long_text_is_stored_exactly(tmp_path: Path, text: str) -> None:
    """No sign that stands for a character on the screen ever takes its place in the logbook."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        await fill(pilot, region="knee")
        await paste(pilot, "note", f"x{text}x")
        await save(pilot)
        assert "Logged C-" in picture(pilot)
    (kept,) = scans_in(tmp_path)
    assert fields_of(tmp_path, kept.case)["note"] == f"x{text}x"


async def test_a_text_too_long_is_refused_and_stays(tmp_path: Path) -> None:
    """More than can be kept is said with both numbers at the field; the text is still there."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        await fill(pilot, region="knee")
        await paste(pilot, "note", "word " * 12_000)
        await save(pilot)
        assert "50,000 can be kept" in _words(picture(pilot))
        assert len(rows(pilot)["note"]) == 60_000
