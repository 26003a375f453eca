"""The stick of an ultrasound machine comes in by keys, and goes again."""

from __future__ import annotations

from pathlib import Path

from tests.exchange.dicom_files import dicom_file

from .made import make_logbook
from .pilot import desk_in
from .walk import walking_at


async def test_a_stick_becomes_drafts_by_keys(tmp_path: Path) -> None:
    """The region is asked once, files left out stand with their reasons, and u takes the whole import back."""
    book = make_logbook(tmp_path)
    stick = tmp_path / "stick"
    stick.mkdir()
    dicom_file(stick / "Nobody-1")
    dicom_file(stick / "Nobody-2", study="2", BodyPartExamined=None)
    dicom_file(stick / "Nobody-3", study="3", Modality="MR")
    async with walking_at(desk_in(book)) as walk:
        await walk.press("B", "plus")
        await walk.paste(str(stick))
        walk.same_as("import_dicom_region")
        await walk.press("down", "enter")
        walk.same_as("import_dicom_columns")
        await walk.press("f2")
        walk.same_as("import_dicom_preview")
        await walk.press("f")
        assert "It is not ultrasound but MR." in walk.words
        await walk.press("enter")
        assert "2 imported." in walk.words
        assert "Nobody" not in walk.words
        await walk.press("u", "y")
        assert "2 records withdrawn" in walk.words
