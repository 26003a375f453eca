"""What may be a patient's detail is asked about in the app: shown where it stands, answered by a key, kept."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from sonolog.tui.dialogs.doubt import DoubtDialog
from sonolog.tui.widgets.field_row import FieldRow

from .form import drafts_in, fields_of, fill, focused, paste, rows, save, scans_in
from .made import make_logbook
from .pilot import app_on, desk_in, picture, press, same_as_picture

TEXT = "Compared with the scan of 12/03/2026 on unit RX123456"


def _on_disk(folder: Path, text: bytes) -> bool:
    return any(text in path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def _typed(pilot: Pilot[None]) -> None:
    await press(pilot, "n")
    await fill(pilot, region="knee")
    await paste(pilot, "indication", TEXT)
    await save(pilot)


async def test_the_question_shows_the_place_and_begins_at_edit(tmp_path: Path) -> None:
    """The words around it are shown, five answers stand below, and enter alone saves nothing."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await _typed(pilot)
        same_as_picture(pilot, "doubt")
        await press(pilot, "enter")
        assert rows(pilot)["indication"] == TEXT
        assert focused(pilot) == "indication"
        assert "a date with its year (•••••)" in " ".join(picture(pilot).split())
        row = next(one for one in pilot.app.screen.query(FieldRow) if one.field == "indication")
        assert [TEXT[start:end] for start, end in row.input.marked] == ["12/03/2026", "RX123456"]
    assert scans_in(tmp_path) == ()


async def test_escape_in_the_middle_saves_nothing(tmp_path: Path) -> None:
    """Of two questions one is answered and one left: the form is as it was, and nothing is stored."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await _typed(pilot)
        await press(pilot, "4", "escape")
        assert rows(pilot)["indication"] == TEXT
    assert scans_in(tmp_path) == ()


async def test_answers_by_keys_are_kept_and_not_asked_again(tmp_path: Path) -> None:
    """A digit answers, the scan is saved with both answers, and a change of another field asks nothing."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await _typed(pilot)
        await press(pilot, "4", "down", "down", "down", "enter")
        assert "Logged" in picture(pilot)
        await press(pilot, "l", "enter", "a")
        await fill(pilot, note="Quick")
        await save(pilot)
        assert not isinstance(pilot.app.screen, DoubtDialog)
        assert "amended" in picture(pilot)
    (scan,) = scans_in(tmp_path)
    told = fields_of(tmp_path, scan.case)["guard"]
    assert told == (
        "Indication “12/03/2026”: staff, a course or a date of my own; Indication “RX123456”: a machine, probe or room"
    )


async def test_a_draft_keeps_what_is_doubtful_and_never_what_is_blocked(tmp_path: Path) -> None:
    """Left for later, the date comes back with the form; the field with a health number is nowhere on the disk."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        await fill(pilot, region="knee")
        await paste(pilot, "indication", TEXT)
        await paste(pilot, "pathologies", "999 000 0018")
        await press(pilot, "escape", "enter")
    (draft,) = drafts_in(tmp_path)
    assert draft.typed["indication"] == TEXT
    assert "pathologies" not in draft.typed
    assert not _on_disk(tmp_path, b"999 000 0018")
    assert _on_disk(tmp_path, b"RX123456")
