"""The report of assessments shows each form as it was filled in, and nothing that is only shown gathered."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from sonolog.reports.data import report_tables
from sonolog.usecases.add_record import add_record
from sonolog.usecases.forms import add_forms, find_form
from sonolog.usecases.make_report import report_bytes
from sonolog.usecases.report_assessments import assessments_report
from sonolog.usecases.report_progress import progress_report
from sonolog.usecases.show_record import show_record
from sonolog.usecases.sign import Choice, sign
from sonolog.usecases.verify_report import SAME_FILE, verify_report

from .filled import OSAUS, five_colleagues
from .ward import ANN, TESS, Ward


def _osaus_signed(ward: Ward) -> None:
    record = add_record(ward.acting(ANN), "assessment", OSAUS, trainee=TESS).id
    sign(ward.acting(ANN), [Choice(record)], key=ward.key(ANN))


def _text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_each_form_is_printed_as_it_was_filled_in(ward: Ward) -> None:
    """Items with level and anchor, what they came to, and how many make evidence; drawn again they are the same."""
    _osaus_signed(ward)
    pdf = report_bytes(ward.book, ward.people[TESS], "assessments")
    text = _text(pdf)
    for words in (
        "Objective Structured Assessment of Ultrasound Skills (OSAUS), edition 2013-1",
        "Systematic examination",
        "4 Good",
        "Works the usual controls, slow with the others",
        "Not assessed",
        "Mean 3.16 (needs 3); passed.",
        "forms: 1 of 5; assessors: 1 of 1",
    ):
        assert words in text, words
    found = verify_report(pdf, ())
    assert found.pages == SAME_FILE
    assert not found.faults


def test_the_data_of_a_report_has_every_item(ward: Ward) -> None:
    """As tables and as JSON each item stands with the form it belongs to."""
    _osaus_signed(ward)
    rows = report_tables(assessments_report(ward.book, ward.people[TESS], ward.book.today))["assessments.filled"]
    assert [row["level"] for row in rows if row["item"] == "Image optimisation"] == ["3 Sufficient"]
    told = json.loads(report_bytes(ward.book, ward.people[TESS], "assessments", form="json"))
    assert len(told["assessments"][0]["filled"]) == 7


def test_scores_are_drawn_over_time_and_printed_with_two_places(ward: Ward) -> None:
    """Two that are signed: a chart on its scale from 1 to 5, the score as its sentence has it, in show as well."""
    _osaus_signed(ward)
    better = add_record(ward.acting(ANN), "assessment", OSAUS | {"item.interpretation": "3"}, trainee=TESS)
    report = assessments_report(ward.book, ward.people[TESS], ward.book.today)
    assert [(one.score, one.score_range) for one in report.assessments] == [("3.16", (1, 5)), ("3.33", (1, 5))]
    assert "Scores over time" not in _text(report_bytes(ward.book, ward.people[TESS], "assessments"))
    sign(ward.acting(ANN), [Choice(better.id)], key=ward.key(ANN))
    add_record(ward.acting(ANN), "assessment", OSAUS, trainee=TESS)
    text = _text(report_bytes(ward.book, ward.people[TESS], "assessments"))
    assert "Scores over time" in text
    assert "2 signed, 1 not signed" in text
    assert [one.text for one in show_record(ward.book, better.id).fields if one.name == "score"] == ["3.33"]


def test_the_progress_report_calls_a_form_by_its_title(ward: Ward) -> None:
    """Not by the word it is typed with."""
    _osaus_signed(ward)
    (line,) = progress_report(ward.book, ward.people[TESS], ward.book.today).assessments
    assert line.form == "Objective Structured Assessment of Ultrasound Skills (OSAUS)"


def test_the_variant_is_printed_and_in_the_data(ward: Ward, tmp_path: Path) -> None:
    """By its title, beside region and place."""
    text = find_form("osaus", ward.home).text.replace('form = "osaus"', 'form = "ours"', 1)
    head, mark, rest = text.partition("[[scale]]")
    file = tmp_path / "ours.toml"
    file.write_text(f'{head}[[variant]]\nid = "follow-up"\ntitle = "Follow-up scan"\n\n{mark}{rest}', "utf-8")
    add_forms(file, ward.home)
    add_record(ward.acting(ANN), "assessment", OSAUS | {"form": "ours", "variant": "follow-up"}, trainee=TESS)
    told = json.loads(report_bytes(ward.book, ward.people[TESS], "assessments", form="json"))
    assert told["assessments"][0]["variant"] == "Follow-up scan"
    assert "Follow-up scan" in _text(report_bytes(ward.book, ward.people[TESS], "assessments"))


def test_what_is_only_shown_gathered_is_in_neither_pages_nor_evidence(ward: Ward) -> None:
    """The report of a trainee with multi-source feedback carries no answer of anybody, in no form."""
    five_colleagues(ward)
    _osaus_signed(ward)
    model = assessments_report(ward.book, ward.people[TESS], ward.book.today)
    assert len(model.assessments) == 1
    pdf = report_bytes(ward.book, ward.people[TESS], "assessments")
    attached = b"".join(part for parts in PdfReader(BytesIO(pdf)).attachments.values() for part in parts)
    assert b"osaus" in attached
    for secret in (b"A kind word", b"multi-source"):
        assert secret not in attached
    assert "Multi-source" not in _text(pdf)
