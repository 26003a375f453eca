"""Letters that the reports' own typeface lacks are set in a font the person names, and stay code points without one."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from sonolog.errors import SonologError
from sonolog.reports import further_face
from sonolog.reports.errors import FontUnusableError
from sonolog.reports.fonts import face
from sonolog.reports.further_face import FurtherFace, in_order, with_further
from sonolog.reports.lines import set_width, shown_in, wrapped
from sonolog.reports.pdf import write_pdf
from sonolog.reports.report import Report, Section, Text
from sonolog.reports.style import BODY

ARABIC = Path("/usr/share/fonts/opentype/fonts-hosny-amiri/Amiri-Regular.ttf")
CHINESE = Path("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf")
with_arabic = pytest.mark.parametrize("font", [ARABIC] if ARABIC.exists() else [])
with_chinese = pytest.mark.parametrize("font", [CHINESE] if CHINESE.exists() else [])
"""Debian's fonts-hosny-amiri and fonts-droid-fallback, where they are."""
NAME = "محمد الأحمد"
HOSPITAL = "山田病院 3"


def a_report(words: str) -> Report:
    """Return a report that says something."""
    return Report(
        kind="Logbook",
        name=words,
        subtitle="",
        as_of=date(2026, 11, 24),
        facts=(),
        sections=(Section("Scans", (Text(f"By {words}, and more."),)),),
        footer=("", ""),
        made_by="sonolog",
        evidence=None,
        subject="",
    )


def said_by(pdf: bytes, folder: Path) -> list[str]:
    """Return the texts that the pages hold for who listens, by another program's reading of the file."""
    place = folder / "report.pdf"
    place.write_bytes(pdf)
    with pikepdf.open(place) as read:
        pages = b"".join(page.Contents.read_bytes() for page in read.pages).decode("latin-1")
    spelt = re.findall(r"/ActualText<FEFF([0-9A-F]+)>", pages)
    return [bytes.fromhex(one).decode("utf-16-be") for one in spelt]


@with_arabic
def test_names_from_right_to_left_are_set_in_their_forms(tmp_path: Path, font: Path) -> None:
    """The line is as wide as its joined letters, is drawn from the right, and says the name in the order of speech."""
    with with_further(font):
        assert shown_in(NAME, BODY) == NAME
        more = further_face.further()
        assert more is not None
        apart = sum(more.width(one, BODY.size) for one in NAME)
        assert 0 < set_width(NAME, BODY) < apart, "joined letters are narrower than letters by themselves"
        assert in_order(NAME)[:1] == NAME[-1]
    told = said_by(write_pdf(a_report(NAME), font=font), tmp_path)
    assert [one for one in told if NAME in one]


@with_chinese
def test_names_in_chinese_letters_are_set_and_broken_into_lines(tmp_path: Path, font: Path) -> None:
    """Letters stand as they are, digits among them in the reports' own face; a long word breaks between letters."""
    with with_further(font):
        assert shown_in(HOSPITAL, BODY) == HOSPITAL
        lines = wrapped("山" * 200, BODY, 200.0)
        assert "".join(lines) == "山" * 200
        assert all(set_width(line, BODY) <= 200 for line in lines)
    assert HOSPITAL in said_by(write_pdf(a_report(HOSPITAL), font=font), tmp_path)


@with_chinese
def test_the_same_report_is_the_same_bytes_whatever_was_made_before(font: Path) -> None:
    """The numbers of forms begin anew with each report; a font that no letter needs changes nothing."""
    first = write_pdf(a_report(HOSPITAL), font=font)
    write_pdf(a_report("病院山田"), font=font)
    assert write_pdf(a_report(HOSPITAL), font=font) == first
    assert write_pdf(a_report("Tess Trainee"), font=font) == write_pdf(a_report("Tess Trainee"))


def test_without_a_font_they_are_code_points() -> None:
    """As in every report of somebody who named none."""
    assert further_face.further() is None
    assert shown_in("山", BODY) == "<U+5C71>"


@with_arabic
def test_without_the_extra_letters_that_need_it_are_code_points(monkeypatch: pytest.MonkeyPatch, font: Path) -> None:
    """A name whose letters cannot be joined and put in order is not printed wrong; marks do not stand alone."""
    monkeypatch.setattr(further_face, "_has_extra", lambda: False)
    characters = FurtherFace(font).characters
    assert ord("م") not in characters
    assert ord("\u064e") not in characters
    assert face("regular").characters - characters != face("regular").characters


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    """In a sentence of ours, with what to do, and nothing is drawn."""
    place = tmp_path / "no.ttf"
    place.write_bytes(b"\0\1\0\0 and nothing more")
    with pytest.raises(FontUnusableError, match="no TrueType file") as refused:
        write_pdf(a_report("Tess"), font=place)
    assert isinstance(refused.value, SonologError)
    assert further_face.further() is None
