"""Whatever a person typed prints whole or as visible code points, and is never taken for markup."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from sonolog.reports.fonts import FILES, face
from sonolog.reports.lines import printable, set_width, wrapped
from sonolog.reports.pdf import write_progress_pdf
from sonolog.reports.progress_report import Outstanding, ProgressReport
from sonolog.reports.style import BODY, SMALL, FaceName

from .reading import named, outline_of, squeezed, text_of
from .samples import EMPTY, RICH

HOSTILE = [
    "</b>",
    "<b>unclosed",
    "<img src=/etc/hostname>",
    '<a href="javascript:alert(1)">here</a>',
    "&amp; & &lt; &#65;",
    "[/]",
    "[bold",
    "[@click=app.quit]",
    "(un)balanced ( \\ parenthesis \\)",
    "%PDF-1.7 endstream endobj",
    "=1+1",
    "../../etc/passwd",
]
CYRILLIC, GREEK, LATIN = "Анна Щербакова-Ёлкина", "Ευφροσύνη Παπαδοπούλου", "Þórdís Łukaszewicz Nguyễn Özgür"


def everywhere(text: str) -> ProgressReport:
    """Return the rich sample with ``text`` in a name, a heading, a table, a list, a chart and a signature."""
    return replace(
        RICH,
        trainee=text,
        register=text,
        frameworks=(replace(RICH.frameworks[0], title=text, confidence=text), RICH.frameworks[1]),
        outstanding=(Outstanding(text, text),),
        targets=(replace(RICH.targets[0], label=text),),
        placements=(replace(RICH.placements[0], site=text),),
        sign_offs=(replace(RICH.sign_offs[0], name=text, meaning=text, verification=text),),
        regions=(replace(RICH.regions[0], region=text),),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_is_printed_as_it_was_typed(text: str) -> None:
    """Markup of any kind stands on the page as text, embeds nothing and links nowhere."""
    pdf = write_progress_pdf(everywhere(text))
    assert squeezed(text_of(pdf)).count(squeezed(text)) >= 8
    for page in PdfReader(BytesIO(pdf)).pages:
        assert "/Annots" not in page and "/XObject" not in page["/Resources"]  # type: ignore[operator]


@pytest.mark.parametrize("text", [CYRILLIC, GREEK, LATIN])
def test_latin_greek_and_cyrillic_names_print(text: str) -> None:
    """Names in the three scripts of the typeface print with their own letters, in the outline too."""
    pdf = write_progress_pdf(everywhere(text))
    assert squeezed(text) in squeezed(text_of(pdf)) and "<U+" not in text_of(pdf)
    assert (0, text) in outline_of(pdf)


@pytest.mark.parametrize("name", FILES)
def test_the_typeface_has_the_three_scripts(name: FaceName) -> None:
    """Each cut has every letter of Latin-1, Latin Extended-A, modern Greek and Cyrillic."""
    characters = face(name).characters
    wanted = [*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x180), *range(0x391, 0x3A2)]
    wanted += [*range(0x3A3, 0x3CF), *range(0x400, 0x460), *map(ord, "–—…“”‘’·•≥≤±→€")]
    assert [chr(code) for code in wanted if code not in characters] == []


def test_figures_stand_under_figures() -> None:
    """All digits are equally wide in every cut."""
    for name in FILES:
        assert len({face(name).width(digit, 10) for digit in "0123456789"}) == 1


def test_other_scripts_and_hidden_characters_become_code_points() -> None:
    """Characters without a glyph, controls and direction marks show as code points."""
    shown = text_of(write_progress_pdf(named("李 \u202eevil\u0007 \ud800 😀 \ufeff")))
    assert "<U+674E> <U+202E>evil<U+0007> <U+D800> <U+1F600> <U+FEFF>" in shown


def test_every_plane_of_unicode_prints() -> None:
    """A sample of every plane, surrogates included, comes back whole or as code points."""
    sample = "".join(chr(code) for code in range(0x21, 0x110000, 997))
    pdf = write_progress_pdf(replace(EMPTY, outstanding=(Outstanding(sample),)))
    assert squeezed(printable(sample, face("regular").characters)) in _without_feet(pdf)


def test_a_very_long_text_prints_whole() -> None:
    """100 kB without a blank, and 5,000 words in one cell run on over pages with nothing lost."""
    words = " ".join(f"word{number}" for number in range(5000))
    endless = "".join(f"{number:05}" for number in range(20_000))
    report = replace(
        RICH,
        sign_offs=(replace(RICH.sign_offs[0], meaning=words),),
        outstanding=(Outstanding(endless),),
        placements=(replace(RICH.placements[0], site=endless),),
    )
    pdf = write_progress_pdf(report)
    whole = _without_feet(pdf)
    assert all(word in whole for word in words.split())
    for interruption in ("SiteDatesHoursloggedHoursagreed", "12Jan2026–31Jul2026296.5318"):
        whole = whole.replace(interruption, "")
    assert whole.count(endless) == 2


def _without_feet(pdf: bytes) -> str:
    """Return the text without blanks and without the feet of the pages."""
    kept: list[str] = []

    def keep(text: str, _page: object, matrix: list[float], *_font: object) -> None:
        if matrix[5] > 60 or not text.strip():
            kept.append(text)

    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_text=keep)
    return squeezed("".join(kept))


@given(st.text(alphabet=st.characters(), max_size=60))
@settings(max_examples=200, deadline=None)
def test_every_line_fits_and_nothing_is_lost(text: str) -> None:
    """However a text is broken, no line is wider than its column and the lines hold all that is not blank."""
    lines = wrapped(text, BODY, 80.0)
    assert all(set_width(line.rstrip(" "), BODY) <= 80.0 + 1e-6 for line in lines)
    kept = printable(text.replace("\r\n", "\n").replace("\r", "\n"), face("regular").characters)
    assert _visible("".join(lines)) == _visible(kept)


def _visible(text: str) -> str:
    return "".join(one for one in text if one not in " \t\n")


@given(st.text(alphabet=st.characters(), max_size=30))
@settings(max_examples=25, deadline=None)
def test_any_name_makes_a_report(name: str) -> None:
    """No name stops the report."""
    assert write_progress_pdf(replace(EMPTY, trainee=name)).startswith(b"%PDF-")


def test_words_break_between_words() -> None:
    """Lines break at blanks, which stay with the line before, keep line ends and never break a code point's name."""
    assert wrapped("one two\nthree", SMALL, 400) == ["one two ", "three"]
    assert [line.endswith(" ") for line in wrapped("word " + "x" * 100, SMALL, 100)] == [True, *[False] * 4]
    assert all(line.count("<U+") == line.count(">") for line in wrapped("李" * 40, SMALL, 100))
    assert wrapped("", SMALL, 100) == [""]
