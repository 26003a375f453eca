"""Every kind of record but scans, in the app: found, added by keys, amended, submitted, withdrawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from sonolog.tui.widgets.field_row import FieldRow
from sonolog.usecases.add_record import ADDABLE
from sonolog.usecases.enrol import enrol
from sonolog.usecases.forecast import forecast
from sonolog.usecases.list_records import list_records
from sonolog.usecases.people import list_people, the_trainee
from sonolog.usecases.show_record import show_record

from .made import PASSPHRASE, SUPERVISOR, make_key, make_logbook, opened
from .pilot import app_on, desk_in, picture, press, same_as_picture, settled, write

JOURNEYS: dict[str, tuple[dict[str, str], str]] = {
    "session": ({"site": "Example Hospital", "minutes": "3h"}, "Example Hospital"),
    "placement": ({"site": "Example Hospital", "weekly_minutes": "15h"}, "Example Hospital"),
    "course": ({"name": "Friday teaching", "type": "in-h"}, "Friday teaching"),
    "coursework": ({"name": "Essay on artefacts", "type": "ess"}, "Essay on artefacts"),
    "assessment": ({"form": "osce", "outcome": "pas", "score": "80", "assessor": "sam"}, "osce"),
    "line": ({"line": "shoulder-bic"}, "shoulder-biceps"),
    "meeting": ({"date": "yesterday", "type": "prog", "minutes": "45"}, "progress"),
    "reflection": ({"text": "Depth was too great\nNext time less"}, "Depth was too great"),
    "cpd": ({"name": "Conference", "points": "6"}, "Conference"),
    "accreditation": ({"person": "sam", "field": "msk", "level": "2"}, "msk"),
    "leave": ({"start": "2026-08-01", "until": "2026-08-21"}, ""),
    "learning-agreement": ({"framework": "rcr", "scope": "shoulder, knee"}, "rcr-msk"),
    "override": ({"framework": "rcr", "type": "ext", "requirement": "sess", "days": "30", "reason": "ill"}, ""),
    "ratification": ({"framework": "rcr", "stage": "level"}, "level-1"),
}


async def _choose(pilot: Pilot[None], kind: str) -> None:
    """Press the keys that open the form of a new record of ``kind``."""
    await press(pilot, "d", "plus")
    await pilot.press(*["down"] * ADDABLE.index(kind))
    await press(pilot, "enter")


async def _fill(pilot: Pilot[None], name: str, text: str) -> None:
    """Go to a field by the arrow keys and type into it, in place of what stands there."""
    for _ in range(40):
        row = pilot.app.focused.parent if pilot.app.focused is not None else None
        if isinstance(row, FieldRow) and row.field == name:
            break
        await pilot.press("down")
    else:
        pytest.fail(f"the form has no field {name}")
    await pilot.press("end", *["backspace"] * len(row.typed))
    for at, line in enumerate(text.split("\n")):
        if at:
            await press(pilot, "enter")
        await write(pilot, line)


async def _to_the_top(pilot: Pilot[None]) -> None:
    await pilot.press(*["up"] * 15)
    await settled(pilot)


@pytest.mark.parametrize("kind", ADDABLE)
async def test_a_record_of_each_kind_is_added_by_keys(tmp_path: Path, kind: str) -> None:
    """A kind is chosen, its fields are filled in with first letters and plain words, and it stands in the list."""
    make_logbook(tmp_path)
    fields, label = JOURNEYS[kind]
    async with app_on(desk_in(tmp_path)) as pilot:
        await _choose(pilot, kind)
        await _to_the_top(pilot)
        for name, text in fields.items():
            await _fill(pilot, name, text)
        await press(pilot, "ctrl+l")
        shown = picture(pilot)
    with opened(tmp_path) as book:
        found = list_records(book, the_trainee(book).id, kinds=(kind,))
        sam = next(one.id for one in list_people(book) if one.name == SUPERVISOR)
        of_sam = [] if found else list_records(book, sam, kinds=(kind,))
        (kept,) = [*found, *of_sam]
    assert label in kept.label, shown
    assert "Added" in shown


async def test_several_lines_are_kept_as_typed(tmp_path: Path) -> None:
    """Enter begins a new line of a reflection; what is kept has the line break."""
    make_logbook(tmp_path)
    async with app_on(desk_in(tmp_path)) as pilot:
        await _choose(pilot, "reflection")
        await _fill(pilot, "text", "First line\nSecond line")
        same_as_picture(pilot, "record_form")
        await press(pilot, "ctrl+l")
    with opened(tmp_path) as book:
        (kept,) = list_records(book, the_trainee(book).id, kinds=("reflection",))
        text = next(one.text for one in show_record(book, kept.id).fields if one.name == "text")
    assert text == "First line\nSecond line"


async def test_what_is_wrong_is_shown_at_its_field_and_kept(tmp_path: Path) -> None:
    """A day that is none and a word that is no choice are both named; nothing typed is lost, leaving keeps it."""
    make_logbook(tmp_path)
    async with app_on(desk_in(tmp_path)) as pilot:
        await _choose(pilot, "course")
        await _to_the_top(pilot)
        await _fill(pilot, "start", "someday")
        await _fill(pilot, "type", "lecture")
        await press(pilot, "ctrl+l")
        shown = picture(pilot)
        assert "to correct; nothing is lost" in shown
        assert "someday" in shown
        await press(pilot, "escape", "enter")
        await press(pilot, "plus", *["down"] * ADDABLE.index("course"), "enter")
        assert "someday" in picture(pilot)
        assert "is back" in picture(pilot)


async def test_a_patient_is_refused_and_the_text_stays(tmp_path: Path) -> None:
    """The guard's refusal names what it looks like, masks it, and leaves the form as it was."""
    make_logbook(tmp_path)
    async with app_on(desk_in(tmp_path)) as pilot:
        await _choose(pilot, "reflection")
        await _fill(pilot, "text", "Patient name: Anna Example")
        await press(pilot, "ctrl+l")
        assert "may identify a patient" in picture(pilot)
        await press(pilot, "escape")
        assert "Anna Example" in picture(pilot)
    with opened(tmp_path) as book:
        assert list_records(book, the_trainee(book).id, kinds=("reflection",)) == ()


async def test_a_record_is_amended_submitted_and_withdrawn(tmp_path: Path) -> None:
    """The same keys as for scans do it, from the list and from the page of the record."""
    make_logbook(tmp_path)
    make_key(tmp_path)
    async with app_on(desk_in(tmp_path)) as pilot:
        await _choose(pilot, "meeting")
        await press(pilot, "ctrl+l", "home")
        await press(pilot, "enter", "a")
        await _to_the_top(pilot)
        await _fill(pilot, "minutes", "30")
        await press(pilot, "ctrl+l")
        assert "30" in picture(pilot)
        await press(pilot, "escape", "s")
        await write(pilot, PASSPHRASE)
        await press(pilot, "enter")
        assert "1 record submitted" in picture(pilot)
        await press(pilot, "w")
        await write(pilot, "entered twice")
        await press(pilot, "enter")
        assert "1 record withdrawn" in picture(pilot), "the key of the submission is still open"


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_list_fits_the_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    """Day, kind, name and where it stands, at 80 and at 60 columns; words filter it."""
    make_logbook(tmp_path)
    async with app_on(desk_in(tmp_path), size=size) as pilot:
        for kind in ("meeting", "course"):
            await _choose(pilot, kind)
            for name, text in JOURNEYS[kind][0].items():
                if name != "date":
                    await _fill(pilot, name, text)
            await press(pilot, "ctrl+l")
        same_as_picture(pilot, f"records_{size[0]}")
        await press(pilot, "slash")
        await write(pilot, "friday")
        await settled(pilot)
        assert "1 record ·" in picture(pilot)


async def test_the_forecast_says_what_the_command_says(tmp_path: Path) -> None:
    """``t`` on Home and on Progress shows each sentence of the forecast, word for word."""
    make_logbook(tmp_path)
    async with app_on(desk_in(tmp_path), size=(160, 50)) as pilot:
        await press(pilot, "t")
        shown = " ".join(picture(pilot).split())
        await press(pilot, "escape", "p", "t")
        assert " ".join(picture(pilot).split()) == shown
    with opened(tmp_path) as book:
        told = forecast(book, the_trainee(book).id)
    sentences = [stage.sentence for one in told.frameworks for stage in one.stages]
    assert sentences
    assert all(" ".join(sentence.split())[:60] in shown for sentence in sentences)


async def test_what_may_be_named_is_offered(tmp_path: Path) -> None:
    """Lines of the sheet are those of the frameworks one is on; first letters are enough."""
    make_logbook(tmp_path)
    with opened(tmp_path) as book:
        enrol(book, "case-pgc-msk")
    async with app_on(desk_in(tmp_path)) as pilot:
        await _choose(pilot, "ratification")
        await _to_the_top(pilot)
        await _fill(pilot, "framework", "")
        assert "rcr-msk · case-pgc-msk" in picture(pilot)
