"""The logbook on paper: every row, whole, under its head, on either paper."""

from __future__ import annotations

import pytest

from sonolog.reports.logbook_report import logbook_pages
from sonolog.reports.pdf import write_pdf
from sonolog.reports.style import PAPERS, PaperName

from .reading import outline_of, pages_of, squeezed, text_of
from .report_samples import logbook, scan
from .test_any_text import HOSTILE

_REST = "Sign-offs"


@pytest.mark.parametrize("paper", PAPERS)
def test_every_row_stands_under_a_head(paper: PaperName) -> None:
    """Six hundred rows each print once, in order; every page of them has the head and says which of how many it is."""
    rows = [scan(number) for number in range(600)]
    pages = pages_of(write_pdf(logbook_pages(logbook(*rows)), paper=paper))
    printed = [word for page in pages for word in page.split() if word.startswith("C-")]
    assert printed == [row[1] for row in rows]
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert ("C-" in page) == ("Finding" in page)


def test_an_empty_logbook_says_so() -> None:
    """Nothing asked for is there: one page that says so, with its outline."""
    pdf = write_pdf(logbook_pages(logbook(sign_offs=())))
    assert len(pages_of(pdf)) == 1
    assert "No scan is in the logbook that was asked for." in text_of(pdf)
    assert outline_of(pdf) == [(0, "Scans"), (0, "Sign-offs")]


def test_a_long_reflection_stands_whole_under_its_scan() -> None:
    """Five thousand words go on over pages, each word once, before the next scan."""
    words = " ".join(f"word{number}" for number in range(5_000))
    text = text_of(write_pdf(logbook_pages(logbook(scan(1, reflection=words), scan(2)))))
    printed = [word for word in text.split() if word.startswith("word")]
    assert printed == words.split()
    assert text.index("C-00001") < text.index("word0") < text.index("word4999") < text.index("C-00002")


def test_a_cell_of_many_lines_is_divided_between_pages() -> None:
    """A cell longer than a page loses nothing."""
    found = " ".join(f"item{number}" for number in range(900))
    printed = text_of(write_pdf(logbook_pages(logbook(scan(1), scan(2, found=found), scan(3))))).split()
    assert [word for word in printed if word.startswith("item")] == found.split()


@pytest.mark.parametrize("text", [*HOSTILE, "Анна Щербакова", "中文", "\u202eevil"])
def test_what_was_typed_prints_as_it_was_typed(text: str) -> None:
    """Markup stands there as text; what the typeface lacks as its code point."""
    shown = "".join(one if ord(one) < 0x2000 else f"<U+{ord(one):04X}>" for one in text)
    printed = squeezed(text_of(write_pdf(logbook_pages(logbook(scan(1, found=text, reflection=text))))))
    assert printed.count(squeezed(shown)) == 2


def test_words_set_at_speed_are_the_words_set_one_by_one() -> None:
    """The quick way of setting words and the usual one put the same text at the same height."""
    from datetime import date

    from sonolog.reports.pen import Pen
    from sonolog.reports.style import BODY

    printed = []
    for quick in (False, True):
        pen = Pen(PAPERS["a4"], language="en-GB", day=date(2026, 11, 23))
        for number, words in enumerate(("Łukasz (left) \\ right", "Ελένη", "Łukasz (left) \\ right")):
            if quick:
                first = pen.root.structure.add_row(pen.root.element, 1)
                pen.write_row([pen.encoded([words], 0, BODY)], (40, 60 + 20 * number), BODY, first)
            else:
                pen.write(words, (40, 60 + 20 * number), BODY)
        pen.next_page()
        printed.append([page.split() for page in pages_of(pen.finish())])
    assert printed[0] == printed[1]
    assert printed[1][0].count("Łukasz") == 2
