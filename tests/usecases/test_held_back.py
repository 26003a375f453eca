"""Answers that are only shown gathered come out of no door: what a colleague said is found in nothing one can make."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from sonolog.errors import Exit
from sonolog.ledger.verdicts import Word
from sonolog.progress.answer import FrameworkProgress
from sonolog.usecases.add_record import add_record
from sonolog.usecases.amend import fields_to_amend
from sonolog.usecases.begin import begin
from sonolog.usecases.enrol import enrol
from sonolog.usecases.errors import ActRefused, NothingToDo
from sonolog.usecases.export_everything import Narrowed, export_everything
from sonolog.usecases.form_results import form_results
from sonolog.usecases.frameworks import add_framework
from sonolog.usecases.inbox import inbox
from sonolog.usecases.list_records import list_records
from sonolog.usecases.make_report import report_bytes
from sonolog.usecases.report_kinds import REPORTS
from sonolog.usecases.request import request
from sonolog.usecases.show_progress import explain_record, show_progress
from sonolog.usecases.show_record import write_evidence
from sonolog.usecases.sign import Choice, sign
from sonolog.usecases.verify_file import verify_file
from sonolog.usecases.verify_report import SAME_FILE, verify_report
from sonolog.usecases.versions import side_by_side

from .copies import take_in
from .filled import FRAMEWORK_HEAD, OSAUS, SOURCE, five_colleagues
from .ward import ANN, SAM, TESS, Ward, refused

SECRETS = (b"A kind word", b"Privately", b'"item":"reliable"', b"Colleague A")
"""What one of the colleagues said, on the form and with the signature, and who it was."""
FRAMEWORK = (
    FRAMEWORK_HEAD
    + """\
[[requirement]]
id = "asked"
stage = "s"
title = "Colleagues who answered"
of = "assessment"
where = { form = "multi-source" }
at_least = 5
[[requirement]]
id = "oracle"
stage = "s"
title = "What somebody may want to find out"
of = "assessment"
where = { form = "multi-source", lowest_mark = { at_least = 1 } }
at_least = 1
sign_off = "none"
[[requirement]]
id = "osaus"
stage = "s"
title = "An OSAUS"
of = "assessment"
where = { form = "osaus", outcome = "passed" }
at_least = 1
"""
)


@pytest.fixture
def answered(ward: Ward, tmp_path: Path) -> list[str]:
    """Return five answers of colleagues about the trainee, who follows a framework that asks for them."""
    file = tmp_path / "f.toml"
    file.write_text(FRAMEWORK, "utf-8")
    add_framework(file, ward.home)
    enrol(ward.book, "f")
    made = five_colleagues(ward)
    typed = {**SOURCE, "form": "multi-source", "group": "team", "assessor": ANN, "note": "Privately"}
    made.append(add_record(ward.acting(ANN), "assessment", typed, trainee=TESS).id)
    other = add_record(ward.acting(ANN), "assessment", OSAUS, trainee=TESS).id
    choices = [Choice(made[-1], comment="Privately"), Choice(other, comment="Well done")]
    sign(ward.acting(ANN), choices, key=ward.key(ANN))
    return made


def _carried(content: bytes) -> bytes:
    """Return every text of a file that is to be handed in: pages and attachments."""
    if not content.startswith(b"%PDF"):
        return content
    reader = PdfReader(BytesIO(content))
    pages = "\n".join(page.extract_text() for page in reader.pages).encode()
    return pages + b"".join(part for parts in reader.attachments.values() for part in parts)


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize("kind", [one for one in REPORTS if one != "logbook"])
def test_no_report_tells_what_one_person_said(ward: Ward, kind: str) -> None:
    """Neither pages nor evidence nor data; the report is drawn again from its evidence, and no word of it is worse."""
    for form in ("json", "csv"):
        told = report_bytes(ward.book, ward.people[TESS], kind, form=form)
        assert not [one for one in SECRETS if one in told]
    pdf = report_bytes(ward.book, ward.people[TESS], kind)
    carried = _carried(pdf)
    assert not [one for one in SECRETS if one in carried]
    found = verify_report(pdf, ())
    assert (found.pages, found.faults, found.missing) == (SAME_FILE, (), ())
    assert found.word in (Word.UNCONFIRMED, Word.NOT_CHECKED)  # the latter where it carries no signature
    if kind in ("progress", "portfolio", "scope"):
        assert found.selection.endswith("without 6 answers only shown gathered")


def _answers(ward: Ward) -> FrameworkProgress:
    (found,) = show_progress(ward.book, ward.people[TESS]).frameworks
    return found


def test_a_framework_counts_them_and_can_ask_for_nothing_they_say(ward: Ward, answered: list[str]) -> None:
    """Five and one have answered; what a single one said is no field that can be asked for, nor a reason."""
    have = {one.id: one.have for one in _answers(ward).requirements}
    assert have == {"asked": 6, "oracle": 0, "osaus": 1}
    (framework,) = explain_record(ward.book, answered[0]).frameworks
    assert [one.requirement for one in framework.requirements if one.counts] == ["asked"]


def test_nothing_about_one_record_tells_what_it_says(ward: Ward, answered: list[str], tmp_path: Path) -> None:
    """No evidence is written for others, no list is searched by it, and nobody signs what they may not see."""
    with refused(ward.book, ActRefused, Exit.DENIED):
        write_evidence(ward.book, answered[0], tmp_path / "evidence")
    assert not (tmp_path / "evidence").exists()
    assert write_evidence(ward.acting("Colleague A"), answered[0], tmp_path / "own")
    with refused(ward.book, ActRefused, Exit.DENIED):  # the page on which a record is amended
        fields_to_amend(ward.book, answered[0])
    with refused(ward.book, ActRefused, Exit.DENIED):  # the page that puts two versions beside each other
        side_by_side(ward.book, answered[0])
    assert fields_to_amend(ward.acting("Colleague A"), answered[0]).typed["note"] == "A kind word"
    assert not list_records(ward.book, ward.people[TESS], words="kind")
    typed = {**SOURCE, "form": "multi-source", "group": "team", "assessor": ANN, "note": "Privately"}
    waiting = add_record(ward.acting(ANN), "assessment", typed, trainee=TESS).id
    ward.submit(waiting, to=SAM)
    (line,) = inbox(ward.acting(SAM), ward.people[SAM])
    assert {one.name for one in line.fields} == {"date", "form", "form_edition", "group", "purpose", "held"}
    with refused(ward.book, ActRefused, Exit.DENIED):
        sign(ward.acting(SAM), [Choice(waiting)], key=ward.key(SAM))
    with refused(ward.book, NothingToDo, Exit.INPUT):
        request(ward.book, SAM, tmp_path / "request.slb")


def test_an_export_can_be_checked_and_taken_in_and_tells_nothing(
    ward: Ward, answered: list[str], tmp_path: Path
) -> None:
    """Digests stand for what is left out: both verifiers miss nothing, and say what is gone."""
    files = export_everything(ward.book, tmp_path / "all")
    everything = b"".join(path.read_bytes() for path in files)
    assert not [one for one in SECRETS[:3] if one in everything]
    assert b"Well done" in everything
    assert "Answers on forms" in (tmp_path / "all" / "README.txt").read_text("utf-8")
    found = verify_file(tmp_path / "all" / "everything.slb", ward.home)
    assert (found.word, found.faults, found.missing) == (Word.UNCONFIRMED, (), ())
    assert found.selection == "without 6 answers only shown gathered"
    words = (sys.executable, "-I", "verify.py", "everything.slb")
    checked = subprocess.run(words, cwd=tmp_path / "all", capture_output=True, text=True, check=False)
    assert "12 objects were left out, as the files say.\nResult: Valid, identity not confirmed" in checked.stdout
    elsewhere = Ward(tmp_path / "elsewhere")
    elsewhere.book = begin(elsewhere.book, "Tess on another machine")
    take_in(elsewhere.book, tmp_path / "all" / "everything.slb")
    assert form_results(elsewhere.book, "osaus", trainee=TESS).signed == 1
    elsewhere.book.close()
    found_by_words = Narrowed(ward.people[TESS], words="kind word")
    with refused(ward.book, NothingToDo, Exit.INPUT):
        export_everything(ward.book, tmp_path / "none", found_by_words)
    theirs = export_everything(ward.acting("Colleague A"), tmp_path / "theirs")
    assert b"A kind word" in b"".join(path.read_bytes() for path in theirs)
    assert len(answered) == 6


def test_answers_are_gathered_as_of_today_alone(ward: Ward, answered: list[str]) -> None:
    """Otherwise two days, of which the second has one answer more, would tell it."""
    assert form_results(ward.book, "multi-source").groups[0].is_released
    yesterday = form_results(ward.book, "multi-source", as_of=ward.book.today - timedelta(days=1))
    assert yesterday.groups == ()
    assert form_results(ward.book, "multi-source", as_of=date(2099, 1, 1)).groups == ()
    assert form_results(ward.book, "multi-source").signed == len(answered)
