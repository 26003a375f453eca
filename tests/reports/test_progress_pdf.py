"""The progress report: what it says, on which page, and that its bytes depend on nothing else."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from sonolog.reports.pdf import write_progress_pdf
from sonolog.reports.report import DayCount
from sonolog.reports.style import PAPERS, PaperName

from .reading import outline_of, pages_of, text_of
from .sample_frameworks import CASE, RCR, REGIONS
from .samples import EMPTY, ONE_SCAN, RICH, SAMPLES, TODAY

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def rich() -> bytes:
    """Return the rich sample as PDF."""
    return write_progress_pdf(RICH)


def test_first_page_says_who_what_how_far_and_what_is_missing(rich: bytes) -> None:
    """A stranger reads trainee, register, frameworks, stages, totals and every missing thing on page one."""
    first = " ".join(pages_of(rich)[0].split())
    assert "Tess Trainee" in first and "HCPC RA00000" in first
    for framework in RICH.frameworks:
        assert framework.title in first and f"Edition {framework.edition}" in first
        assert all(stage.title in first and stage.sentence in first for stage in framework.stages)
    assert "In progress · 4 of 7 requirements met" in first
    assert all(one.sentence in first for one in RICH.outstanding)
    assert "Scans logged" in first and "260" in first and "231" in first


def test_every_requirement_stands_with_its_numbers(rich: bytes) -> None:
    """Title, sentence, have, signed, need, unit and status of each requirement are printed."""
    whole = text_of(rich)
    for line in (line for one in (RCR, CASE) for stage in one.stages for line in stage.requirements):
        assert line.title in whole and line.sentence in whole and line.unit in whole
        assert all(f" {number} " in whole for number in (line.have, line.signed) if number != 5.5)
    assert " 5.5 " in whole and "Awaiting sign-off" in whole and "Indicative." in whole


def test_regions_placements_courses_and_assessments_are_listed(rich: bytes) -> None:
    """Each row is printed with its dates, hours and outcomes, and the regions are added up."""
    whole = text_of(rich)
    assert all(f"{name} {logged} {signed} {odd} (" in whole for name, logged, signed, odd in REGIONS)
    assert "All regions 260 231 128 (49 %)" in whole
    assert "St Example's Hospital, ultrasound 12 Jan 2026 – 31 Jul 2026 296.5 318" in whole
    assert "since 3 Aug 2026" in whole and "2 Oct 2026" in whole and "Example University" in whole
    assert "8 Oct 2026 B. Example Passed Submitted" in whole


def test_sign_offs_name_the_signer_the_meaning_and_the_key(rich: bytes) -> None:
    """A signature block holds name, register, role, meaning, entries, time, offset, key and verification."""
    whole = text_of(rich)
    assert "Time as stated by the signer's computer" in whole
    for item in RICH.sign_offs:
        assert item.name in whole and f"“{item.meaning}”" in whole and f"key …{item.key}" in whole
        assert item.role in whole and item.verification in whole
    assert "for 173 entries" in whole and "for 1 entry" in whole
    assert "4 Sep 2026, 17:42 UTC+01:00" in whole and "register number not recorded" in whole


def test_each_page_has_its_number_and_says_whose_it_is(rich: bytes) -> None:
    """The foot of each page names trainee, day, frameworks, program and page x of y."""
    pages = pages_of(rich)
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        foot = " ".join(page.split())
        assert f"Page {number} of {len(pages)}" in foot
        assert "Tess Trainee · as of 23 Nov 2026" in foot and "made by sonolog 0.1.0" in foot
        assert f"{RCR.title} 2017 · {CASE.title} 2024" in foot


def test_the_document_describes_itself(rich: bytes) -> None:
    """Title, author, subject, language and date are set, the date from the day the report speaks of."""
    reader = PdfReader(BytesIO(rich))
    properties = reader.metadata
    assert properties is not None
    assert properties.title == "Progress report: Tess Trainee"
    assert properties.author == "Tess Trainee"
    assert properties.subject is not None and RCR.title in properties.subject
    assert properties.creation_date is not None and properties.creation_date.date() == TODAY
    assert str(reader.root_object["/Lang"]) == "en-GB"


def test_the_outline_lists_sections_and_stages(rich: bytes) -> None:
    """A reader program's outline has each section, and the stages under their framework."""
    listed = outline_of(rich)
    assert (0, "Where things stand") in listed and (0, "Sign-offs") in listed
    assert listed.index((0, RCR.title)) + 1 == listed.index((1, "Level 1: in progress"))


def test_every_font_is_embedded(rich: bytes) -> None:
    """No font is left to the reader's machine."""
    for page in PdfReader(BytesIO(rich)).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            assert "/FontFile2" in font.get_object()["/FontDescriptor"]


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("paper", PAPERS)
def test_every_sample_on_every_paper(name: str, paper: PaperName) -> None:
    """An empty report, one scan and a whole year all make a PDF of the size asked for."""
    reader = PdfReader(BytesIO(write_progress_pdf(SAMPLES[name], paper=paper)))
    box = reader.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (
        round(PAPERS[paper].width),
        round(PAPERS[paper].height),
    )


def test_an_empty_report_says_so() -> None:
    """With nothing logged every section says that there is nothing, on one page."""
    pages = pages_of(write_progress_pdf(EMPTY))
    assert len(pages) == 1
    assert all(one in pages[0] for one in ("Nothing logged yet", "No placements", "Nothing has been signed"))


def test_one_scan_is_charted() -> None:
    """A single scan on a single day is drawn and named."""
    whole = text_of(write_progress_pdf(ONE_SCAN))
    assert "1 logged" in whole and "0 signed" in whole and "Shoulder 1 0 1 (100 %)" in whole


def test_a_long_list_of_missing_things_is_counted_on_page_one_and_stands_whole_later() -> None:
    """With many things missing the first page still shows each framework and says how many more there are."""
    many = tuple(replace(one, sentence=f"{one.sentence} ({number})") for one in RICH.outstanding for number in range(9))
    pdf = write_progress_pdf(replace(RICH, outstanding=many))
    assert "more, listed under “All that is missing”" in " ".join(pages_of(pdf)[0].split())
    whole = text_of(pdf)
    assert all(one.sentence in whole for one in many)


def test_a_table_repeats_its_head_on_every_page() -> None:
    """A table over several pages starts each of them with its head."""
    regions = tuple(replace(one, region=f"{one.region} {turn}") for turn in range(40) for one in RICH.regions)
    pages = pages_of(write_progress_pdf(replace(RICH, regions=regions)))
    with_regions = [page for page in pages if "Shoulder" in page and "(55 %)" in page]
    assert len(with_regions) > 3
    assert all("Abnormal" in page for page in with_regions)


def test_twenty_years_of_scans_are_charted() -> None:
    """A long period and large numbers still make a chart."""
    start = TODAY - timedelta(days=7300)
    points = tuple(DayCount(start + timedelta(days=day), day * 4, day * 3) for day in range(0, 7300, 7))
    whole = text_of(write_progress_pdf(replace(RICH, start=start, cumulative=points)))
    assert f"{points[-1].logged} logged" in whole


def _digest_elsewhere(**environment: str) -> str:
    code = (
        "import hashlib; from reports.samples import RICH;"
        "from sonolog.reports.pdf import write_progress_pdf;"
        "print(hashlib.sha256(write_progress_pdf(RICH)).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=TESTS,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)]),
            **environment,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland"},
        {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "SOURCE_DATE_EPOCH": "86400", "LC_ALL": "C"},
    ],
)
def test_the_same_report_is_the_same_bytes_elsewhere(rich: bytes, environment: dict[str, str]) -> None:
    """Another process, hash seed, time zone and build date change no byte."""
    assert _digest_elsewhere(**environment) == hashlib.sha256(rich).hexdigest()


def test_the_same_report_is_the_same_bytes_again(rich: bytes) -> None:
    """A report made between two others comes out as before."""
    write_progress_pdf(EMPTY)
    assert write_progress_pdf(RICH) == rich
