"""Reports are archival: PDF/A-3b, with the evidence attached as their source."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import md5
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from pdf_oxide import PdfDocument
from PIL import Image, ImageCms

from sonolog.reports.attached import NAME, attachment_of
from sonolog.reports.colour_profile import srgb_profile
from sonolog.reports.pdf import write_progress_pdf
from sonolog.reports.report import Evidence

from .archives import HAS_POPPLER, HAS_PREFLIGHT, OF_PART_THREE, poppler, preflight
from .samples import EMPTY, RICH

HELD = Evidence(b'{"some":"evidence"}\n' * 500, "188 of 260 scans", roots=("SHA256:invented",))
_XMP = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the rich sample with evidence, in letters of three scripts, as a file."""
    path = tmp_path_factory.mktemp("archive") / "report.pdf"
    path.write_bytes(write_progress_pdf(replace(RICH, trainee="Þórdís Щербакова & <Ευφροσύνη>", evidence=HELD)))
    return path


@pytest.mark.parametrize("with_evidence", [True, False] if HAS_PREFLIGHT else [])
def test_apache_preflight_finds_nothing_but_what_part_three_allows(
    report: Path, tmp_path: Path, *, with_evidence: bool
) -> None:
    """Fonts, colours, metadata and syntax hold; all it objects to is what part 1 forbids and part 3 allows."""
    if with_evidence:
        assert preflight(report) == OF_PART_THREE
        return
    plain = tmp_path / "plain.pdf"
    plain.write_bytes(write_progress_pdf(EMPTY))
    assert preflight(plain) == OF_PART_THREE - {"1.2.9", "1.4.7"}


def test_pdf_oxide_takes_it_for_archival_and_accessible(report: Path) -> None:
    """PDF/A-3b and PDF/UA-1 without an error."""
    document = PdfDocument(str(report))
    for answer in (document.validate_pdf_a("3b"), document.validate_pdf_ua()):
        assert answer["valid"], answer


def test_its_syntax_is_sound(report: Path) -> None:
    """The library qpdf, which repairs what it can, has nothing to repair and no remark."""
    with pikepdf.open(report, attempt_recovery=False) as read:
        assert not read.check_pdf_syntax()


def test_every_stream_ends_on_a_line_of_its_own(report: Path) -> None:
    """As long as it says, then a line end that is not part of it, then its end (ISO 19005-3, 6.1.7.1)."""
    content = report.read_bytes()
    begun = [one.end() for one in re.finditer(rb"\nstream\n", content)]
    assert len(begun) == content.count(b"\nendstream\n") > 10
    for start in begun:
        entries = content[content.rindex(b" obj\n", 0, start) : start]
        length = int(re.findall(rb"/Length (\d+)", entries)[-1])
        assert content[start + length :].startswith(b"\nendstream\n")


def test_the_metadata_say_what_the_properties_say(report: Path) -> None:
    """Title, author, subject, programs and both times are the same twice, markup and other scripts included."""
    with pikepdf.open(report) as read:
        info = {str(key)[1:]: str(value) for key, value in read.docinfo.items()}
        tree = ET.fromstring(read.Root.Metadata.read_bytes())  # noqa: S314  (our own file)
        assert read.Root.ViewerPreferences.DisplayDocTitle is True
        assert str(read.Root.Lang) == "en-GB"

    def said(name: str) -> str:
        (found,) = tree.iterfind(f".//{name}", _XMP)
        return "".join(found.itertext())

    assert info["Title"] == said("dc:title") == "Progress report: Þórdís Щербакова & <Ευφροσύνη>"
    assert info["Author"] == said("dc:creator") == "Þórdís Щербакова & <Ευφροσύνη>"
    assert info["Subject"] == said("dc:description")
    assert (info["Creator"], info["Producer"]) == (said("xmp:CreatorTool"), said("pdf:Producer"))
    assert info["CreationDate"] == info["ModDate"] == "D:20261123120000+00'00'"
    assert said("xmp:CreateDate") == said("xmp:ModifyDate") == "2026-11-23T12:00:00+00:00"
    assert (said("pdfaid:part"), said("pdfaid:conformance"), said("pdfuaid:part")) == ("3", "B", "1")
    assert set(info) == {"Title", "Author", "Subject", "Creator", "Producer", "CreationDate", "ModDate"}


def test_the_evidence_is_attached_as_the_source(report: Path) -> None:
    """It is listed, named as what the pages were made from, described with its size and sum, and comes out whole."""
    assert attachment_of(report.read_bytes()) == HELD.content
    with pikepdf.open(report) as read:
        assert list(read.attachments) == [NAME]
        (held,) = read.Root.AF
        assert held.AFRelationship == "/Source"
        file = held.EF.F
        assert (int(file.Params.Size), file.Subtype) == (len(HELD.content), "/application/x-ndjson")
        assert bytes(file.Params.CheckSum) == md5(HELD.content, usedforsecurity=False).digest()


@pytest.mark.parametrize("program", ["pdffonts"] if HAS_POPPLER else [])
def test_every_font_is_embedded_and_spells_its_letters(report: Path, program: str) -> None:
    """No face is left for a reader program to find, and each tells which letters it shows."""
    lines = poppler(program, str(report)).splitlines()[2:]
    assert len(lines) >= 3
    assert all(line.split()[3:6] == ["yes", "yes", "yes"] for line in lines), lines
    assert poppler("pdfdetach", "-list", str(report)).split()[-1] == NAME


def test_the_colours_are_those_of_srgb() -> None:
    """Through our profile each colour comes out as through another library's, to a step of 256."""
    ours = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    picture = Image.new("RGB", (64, 4))
    picture.putdata([(level * 4, 255 - level * 4, (level * row * 7) % 256) for row in range(4) for level in range(64)])
    seen = ImageCms.profileToProfile(picture, ours, ImageCms.createProfile("sRGB"))
    assert seen is not None
    apart = [abs(one - two) for one, two in zip(picture.tobytes(), seen.tobytes(), strict=True)]
    assert max(apart) <= 1
    with pikepdf.open(BytesIO(write_progress_pdf(EMPTY))) as read:
        assert read.Root.OutputIntents[0].DestOutputProfile.read_bytes() == srgb_profile()
