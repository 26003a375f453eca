"""The quick ways through a long report give what the thorough ones give, and evidence is hashed once."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from sonolog.reports import lines, report
from sonolog.reports.fonts import face
from sonolog.reports.lines import wrapped
from sonolog.reports.logbook_report import logbook_pages
from sonolog.reports.pdf import write_pdf
from sonolog.reports.report import Evidence
from sonolog.reports.style import LISTED

from .report_samples import logbook, scan
from .test_any_text import HOSTILE

TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(max_codepoint=0x250), max_size=40))


@given(TEXTS, st.floats(10, 300))
def test_a_text_that_fits_a_line_is_what_its_words_would_be(text: str, width: float) -> None:
    """Whatever is typed, the way around the words changes nothing."""
    shown = wrapped(text, LISTED, width)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "_stands_on_a_line", lambda *_: False)
        assert shown == wrapped(text, LISTED, width)


@given(TEXTS)
def test_a_text_is_as_wide_as_its_letters(text: str) -> None:
    """Known letters or not, the width is their sum."""
    cut = face("regular")
    assert cut.width(text, 9) == pytest.approx(sum(cut.width(one, 9) for one in text))


def test_streams_are_packed_and_not_spelt_in_letters() -> None:
    """Every page is one compressed stream."""
    pdf = write_pdf(logbook_pages(logbook(*(scan(number) for number in range(100)))))
    filters = {str(page["/Contents"].get_object()["/Filter"]) for page in PdfReader(BytesIO(pdf)).pages}
    assert filters == {"['/FlateDecode']"}


def test_evidence_is_hashed_once_however_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its fingerprint stands on every page, and one look at the file is enough."""
    looks = []

    def counted(content: bytes) -> object:
        looks.append(len(content))
        return sha256(content)

    monkeypatch.setattr(report, "sha256", counted)
    evidence = Evidence(b"some evidence", "every scan")
    model = replace(logbook(*(scan(number) for number in range(400))), evidence=evidence)
    pdf = write_pdf(logbook_pages(model))
    assert len(PdfReader(BytesIO(pdf)).pages) > 5
    assert looks == [13]
