"""A further font is a setting of this machine; a report that needed it says so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.reports.test_further_face import HOSPITAL, with_chinese

from sonolog.settings import BadSetting, keep_setting, read_settings
from sonolog.usecases.make_report import report_bytes
from sonolog.usecases.report_asked import read_asked
from sonolog.usecases.verify_report import NOT_COMPARED, SAME_FILE, verify_report

from .ward import TESS, Ward


@with_chinese
def test_only_a_report_that_needs_the_font_cannot_be_compared(ward: Ward, font: Path) -> None:
    """One without such letters is drawn again byte for byte; of the other the evidence is verified all the same."""
    home, book = ward.book.home, ward.book
    ward.scan(site="Example Hospital")
    keep_setting(home, "font", str(font))
    trainee = ward.people[TESS]
    plain = report_bytes(book, trainee, "logbook", asked=read_asked(book, trainee, {"columns": "date,site"}))
    assert verify_report(plain, ()).pages == SAME_FILE
    ward.scan(site=HOSPITAL)
    named = report_bytes(book, trainee, "logbook", asked=read_asked(book, trainee, {"columns": "date,site"}))
    found = verify_report(named, ())
    assert found.pages.startswith(f"{NOT_COMPARED}: some letters are of the font")
    assert found.faults == ()


def test_a_setting_is_a_font_that_can_be_embedded_or_none(ward: Ward, tmp_path: Path) -> None:
    """What is no TrueType file is refused and nothing changes; a path with quotes is kept; none takes it back."""
    home = ward.book.home
    before = read_settings(home)[0]
    for content in (b"OTTO and more", b"", b"\x89PNG"):
        place = tmp_path / "no.otf"
        place.write_bytes(content)
        with pytest.raises(BadSetting, match="no TrueType font"):
            keep_setting(home, "font", str(place))
    with pytest.raises(BadSetting, match="cannot be read"):
        keep_setting(home, "font", str(tmp_path / "missing.ttf"))
    assert read_settings(home)[0] == before
    odd = tmp_path / 'an "odd" name\\.ttf'
    odd.write_bytes(b"\0\1\0\0")
    keep_setting(home, "font", str(odd))
    assert read_settings(home) == (replace(before, font=str(odd)), "")
    assert read_settings(home)[0].font_file == odd
    keep_setting(home, "font", "none")
    assert read_settings(home)[0].font_file is None
