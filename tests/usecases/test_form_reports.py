"""The report of assessments shows each form as it was filled in, and nothing that is only shown gathered."""

from __future__ import annotations

import json
from io import BytesIO

from pypdf import PdfReader

from sonolog.reports.data import report_tables
from sonolog.usecases.add_record import add_record
from sonolog.usecases.make_report import report_bytes
from sonolog.usecases.report_assessments import assessments_report
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
