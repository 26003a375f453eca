"""Every report of one logbook: on paper what the commands say, drawn again from its evidence, the same twice."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import re
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from tests.reports.reading import outline_of, pages_of, squeezed, text_of
from tests.tui import made as made_here
from tests.tui.made import make_logbook
from tests.tui.walk import demo_copy, opened

from sonolog.errors import SonologError
from sonolog.ledger.verdicts import Verdict
from sonolog.ledger.verify import Verifier
from sonolog.reports.attached import attachment_of
from sonolog.reports.style import PaperName
from sonolog.usecases.demo_year import LAST_DAY
from sonolog.usecases.make_report import report_bytes
from sonolog.usecases.people import the_trainee
from sonolog.usecases.placement_weeks import placement_weeks
from sonolog.usecases.report_asked import Asked, AskedRefused, read_asked
from sonolog.usecases.report_kinds import REPORTS
from sonolog.usecases.verify_report import SAME_FILE, verify_report

NARROWED = {"region": "shoulder", "supervision": "direct", "since": "2026-01-01", "columns": "date,case,note,signed"}
QUESTIONS = [
    ("sheet", {}),
    ("placement", {}),
    ("assessments", {}),
    ("portfolio", {"sections": "sheet,assessments"}),
    ("logbook", NARROWED),
    ("matrix", {"since": "2026-06-01", "until": "2026-09-30", "by": "procedure"}),
]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the example logbook."""
    return demo_copy(tmp_path_factory.mktemp("book"))


def made(book: Path, kind: str, form: str = "pdf", **typed: str) -> bytes:
    """Return a report of the example trainee's last day."""
    with opened(book) as logbook:
        trainee = the_trainee(logbook, "Tess").id
        asked = read_asked(logbook, trainee, typed)
        return report_bytes(logbook, trainee, kind, as_of=LAST_DAY, asked=asked, form=form)  # type: ignore[arg-type]


def small(folder: Path, kind: str) -> bytes:
    """Return a report of the small logbook in ``folder``."""
    with made_here.opened(folder) as logbook:
        return report_bytes(logbook, the_trainee(logbook).id, kind)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_scope_card_of_two_frameworks_is_one_page(book: Path, paper: PaperName) -> None:
    """It is carried along: how it is checked stands on it, whatever the paper."""
    with opened(book) as logbook:
        pdf = report_bytes(logbook, the_trainee(logbook, "Tess").id, "scope", as_of=LAST_DAY, paper=paper)
    (page,) = pages_of(pdf)
    assert "Checking this report" in page


@pytest.mark.parametrize(("kind", "typed"), QUESTIONS)
def test_a_report_is_drawn_again_from_its_evidence_alone(book: Path, kind: str, typed: dict[str, str]) -> None:
    """Whatever was asked for, the same bytes are drawn from what is attached, and no signature in it fails."""
    pdf = made(book, kind, **typed)
    found = verify_report(pdf, ())
    assert found.pages == SAME_FILE
    assert not found.faults
    assert f"Page 1 of {len(pages_of(pdf))}" in pages_of(pdf)[0]
    assert squeezed(f"Selected: {found.selection}") in squeezed(text_of(pdf))


def test_the_evidence_holds_no_other_scan_than_those_shown(book: Path) -> None:
    """Cases that were not asked for are nowhere in the file of a narrowed logbook; those asked for are."""
    rows = json.loads(made(book, "logbook", "json"))["scans"]
    shown = {row["case"] for row in json.loads(made(book, "logbook", "json", **NARROWED))["scans"]}
    content = attachment_of(made(book, "logbook", **NARROWED))
    assert content is not None
    held = {row["case"] for row in rows if row["case"].encode() in content}
    assert 0 < len(shown) < len(rows)
    assert held == shown


def test_the_logbook_prints_every_scan_the_list_has(book: Path) -> None:
    """Day, case and status of every scan; the CSV and the JSON hold the same rows."""
    text = squeezed(text_of(made(book, "logbook", columns="date,case,status")))
    rows = json.loads(made(book, "logbook", "json", columns="date,case,status"))["scans"]
    table = list(csv.DictReader(StringIO(made(book, "logbook", "csv", columns="date,case,status").decode("utf-8-sig"))))
    assert table == rows
    for row in rows:
        day = date.fromisoformat(row["date"])
        assert f"{day.day}{day:%b}{day.year}{row['case']}{row['status']}" in text


def test_the_matrix_adds_up_to_the_regions_of_the_progress_report(book: Path) -> None:
    """Each region has the scans and signatures the progress report counts; columns add up to what is logged."""
    lines = json.loads(made(book, "matrix", "json"))["lines"]
    regions = json.loads(made(book, "progress", "json"))["regions"]
    ways = ("direct", "indirect", "remote", "unsupervised", "not_recorded")
    whole = [one for one in lines if one["span"] == "cumulative"]
    told = [(one["title"], one["logged"], one["signed"]) for one in whole[:-1]]
    assert told == [(one["region"], one["logged"], one["signed"]) for one in regions]
    assert all(sum(one[way] for way in ways) == one["logged"] for one in lines)
    text = text_of(made(book, "matrix"))
    for one in whole:
        numbers = [str(one[way] or "–") for way in ways]
        assert " ".join([one["title"], *numbers, str(one["logged"]), str(one["signed"])]) in text


def test_the_weeks_are_those_of_the_placements(book: Path) -> None:
    """Minutes worked, weeks that fall short and every Monday are what ``placements`` shows."""
    with opened(book) as logbook:
        weeks = placement_weeks(logbook, the_trainee(logbook, "Tess").id, as_of=LAST_DAY)
    printed = json.loads(made(book, "placement", "json"))["placements"]
    text = text_of(made(book, "placement"))
    for one, part in zip(reversed(weeks), printed, strict=True):
        assert (part["minutes"], part["short"]) == (one.minutes, len(one.short))
        assert [week["minutes"] for week in part["weeks"]] == [week.minutes for week in reversed(one.weeks)]
        for week in one.weeks:
            assert f"{week.monday.day} {week.monday:%b} {week.monday.year} " in text


@pytest.mark.parametrize("kind", REPORTS)
def test_somebody_with_nothing_gets_a_readable_report(tmp_path: Path, kind: str) -> None:
    """An empty logbook: pages that say so and no traceback; a scope card asks for a framework first."""
    from tests.tui.made import make_logbook

    from sonolog.usecases.errors import NotEnrolled

    make_logbook(tmp_path, scans=0, enrolled=False)
    try:
        pdf = small(tmp_path, kind)
    except NotEnrolled:
        assert kind == "scope"
        return
    assert re.search("No |Nothing|no sheet|no competency", text_of(pdf))
    assert (0, "Checking this report") in outline_of(pdf)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"placement": "nowhere"}, "is no placement"),
        ({"age_band": "45"}, "no age band"),
        ({"since": "2026-02-02", "until": "2026-01-01"}, "after the last"),
        ({"colour": "red"}, "has no"),
        ({"sections": "poems"}, "no sections"),
    ],
)
def test_what_cannot_be_asked_for_is_said(book: Path, typed: dict[str, str], words: str) -> None:
    """A word that names nothing is refused with what there is."""
    with opened(book) as logbook, pytest.raises(AskedRefused, match=words) as refused:
        read_asked(logbook, the_trainee(logbook, "Tess").id, typed)
    assert refused.value.hint


def test_a_report_refuses_a_filter_it_does_not_look_at(book: Path) -> None:
    """A competency sheet cannot be narrowed to a region: it would show more than was asked for."""
    with opened(book) as logbook, pytest.raises(AskedRefused, match="does not look at region"):
        report_bytes(logbook, the_trainee(logbook, "Tess").id, "sheet", asked=Asked(region="knee"))


@pytest.mark.parametrize(
    "told",
    [
        {"sections": ["portfolio"]},
        {"sections": ["portfolio", "sheet"], "by": "x", "columns": ["x", "date"]},
        {"since": "x"},
        {"since": []},
        [],
        {"placement": "x", "region": "x", "role": "x", "supervision": "x"},
    ],
)
@pytest.mark.parametrize("kind", ["portfolio", "logbook", "matrix"])
def test_a_question_somebody_made_up_breaks_nothing(tmp_path: Path, kind: str, told: object) -> None:
    """A file may tell any question: it is drawn, or refused with a fault that ``verify`` takes for different pages."""
    make_logbook(tmp_path, scans=1)
    with made_here.opened(tmp_path) as logbook:
        trainee = the_trainee(logbook).id
        with contextlib.suppress(SonologError, KeyError, ValueError):
            asked = Asked.read(told)
            assert REPORTS[kind].model(logbook, trainee, LAST_DAY, asked, None).as_of == LAST_DAY


def test_what_is_asked_for_is_kept_whole() -> None:
    """What a file tells of a question is read back as the same question."""
    asked = Asked(since=date(2026, 1, 2), region="knee", columns=("date", "case"), by="procedure")
    assert Asked.read(json.loads(json.dumps(asked.told()))) == asked
    assert Asked.read(None) == Asked()


@pytest.mark.parametrize("sections", ["sheet,assessments", "sheet,matrix"])
def test_the_contents_name_the_pages(book: Path, sections: str) -> None:
    """Each part chosen stands in the contents with the page on which it begins, and in the outline; others do not."""
    pages = pages_of(made(book, "portfolio", sections=sections))
    titles = {"sheet": "Competency sheet", "assessments": "Assessments", "matrix": "Supervision matrix"}
    for code, title in titles.items():
        found = re.findall(rf"{title}\s+(\d+)", pages[0])
        assert bool(found) == (code in sections), title
        assert all(re.search(rf"^\s*{title}\s*$", pages[int(number) - 1], re.MULTILINE) for number in found)


@pytest.mark.parametrize("kind", REPORTS)
def test_a_stranger_reads_first_who_trains_for_what(book: Path, kind: str) -> None:
    """Name and frameworks stand on the first page of every report; that of a portfolio says what is missing too."""
    first = squeezed(pages_of(made(book, kind))[0])
    for words in ("Tess Trainee", "Musculoskeletal ultrasound, level 1 (RCR-style)", "PgC musculoskeletal ultrasound"):
        assert squeezed(words) in first
    if kind in ("portfolio", "progress"):
        for words in ("In progress · 3 of 7 requirements met", "Supervised examinations: 218 of 250 scans: 32 more."):
            assert squeezed(words) in first


_AGAIN = """
import hashlib, sys
from pathlib import Path
from tests.usecases.test_make_report import small
for kind in sys.argv[2:]:
    print(hashlib.sha256(small(Path(sys.argv[1]), kind)).hexdigest())
"""


def test_another_process_makes_the_same_bytes(tmp_path: Path) -> None:
    """With another seed of hashes and another zone, every report is the same byte for byte."""
    from hashlib import sha256

    make_logbook(tmp_path)
    kinds = list(REPORTS)
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", _AGAIN, str(tmp_path), *kinds],
        cwd=root,
        env=environment,
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().split() == [sha256(small(tmp_path, kind)).hexdigest() for kind in kinds]


def test_a_portfolio_verifies_no_signature_twice(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All its parts are of one reading: each statement is verified once for the signature blocks, not once a part."""
    seen: list[str] = []
    verify = Verifier.verify

    def counted(self: Verifier, text: str, signature: bytes | None, *, where: str = "") -> Verdict:
        seen.append(text)
        return verify(self, text, signature, where=where)

    monkeypatch.setattr(Verifier, "verify", counted)
    made(book, "sheet", "json")
    alone = len(seen)
    seen.clear()
    made(book, "portfolio", "json")
    assert alone > 0
    assert len(seen) <= 2 * alone
