"""Standard output: the shapes it has, and what never reaches it."""

from __future__ import annotations

import io
import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonolog.cli.layout import Column
from sonolog.cli.output import Look, Output, standard_output, wants_colour

UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
NASTY = (
    "\x1b]52;c;aGk=\x07",
    "\x1b[2J",
    "\x9b31m",
    "left\u202eright",
    "a\u200bb",
    "\x00",
    "\x7f",
    "\r",
    "\ud800",
)


def _output(look: Look, encoding: str = "utf-8") -> tuple[Output, io.BytesIO]:
    raw = io.BytesIO()
    return Output(io.TextIOWrapper(raw, encoding=encoding, newline="\n"), look), raw


def _written(out: Output, raw: io.BytesIO, encoding: str = "utf-8") -> str:
    out.flush()
    return raw.getvalue().decode(encoding)


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("look", [Look(), Look(plain=True), Look(columns=40, colour=False)])
def test_no_control_character_reaches_the_terminal(nasty: str, look: Look) -> None:
    """Escape sequences, direction marks and invisible characters are shown as code points in every shape."""
    out, raw = _output(look)
    out.table([nasty, "Region"], [[nasty, "knee"]])
    out.record([(nasty, nasty)])
    out.lines([nasty])
    out.heading(nasty)
    out.json({nasty: nasty})
    text = _written(out, raw)
    assert not UNSAFE.search(text)
    assert "<U+" in text


@given(st.dictionaries(st.text(st.characters(), max_size=8), st.text(st.characters(), max_size=20), max_size=4))
def test_json_reads_back_exactly(answer: dict[str, str]) -> None:
    """Whatever the text, JSON on one safe line gives it back unchanged."""
    out, raw = _output(Look())
    out.json(answer)
    text = _written(out, raw)
    assert json.loads(text) == answer
    assert text.count("\n") == 1
    assert not UNSAFE.search(text)


def test_json_keeps_letters_and_order() -> None:
    """Letters of any script stay readable, keys stay as given, and there is no space."""
    out, raw = _output(Look())
    out.json({"name": "Zoë 漢字", "id": 1, "list": [None, True]})
    assert _written(out, raw) == '{"name":"Zoë 漢字","id":1,"list":[null,true]}\n'


def test_json_is_the_same_for_a_terminal_without_unicode() -> None:
    """Where the encoding lacks a letter, JSON escapes it."""
    out, raw = _output(Look(), "latin-1")
    out.json({"name": "Zoë 漢"})
    assert json.loads(_written(out, raw, "latin-1")) == {"name": "Zoë 漢"}


def test_a_letter_the_encoding_lacks_is_shown_not_lost() -> None:
    """An old terminal gets the code point, and ASCII bars and ellipses."""
    out, raw = _output(Look(columns=12), "ascii")
    out.lines(["Zoë"])
    out.table([Column("Note", cut=True)], [["a long sentence"]])
    assert _written(out, raw, "ascii") == "Zo<U+00EB>\nNote\n------------\na long se...\n"
    assert out.bar(1, 2) == "[#####.....] 1/2"


def test_plain_lists_are_tabs_and_one_line_a_row() -> None:
    """For search and cutting each row is one line, whatever is in its cells."""
    out, raw = _output(Look(plain=True, columns=10))
    out.table(["Region", "Note"], [["knee", "one\ntwo\tthree, and more than fits"]])
    assert _written(out, raw) == "Region\tNote\nknee\tone two three, and more than fits\n"


def test_plain_records_read_aloud() -> None:
    """A record is a label, a colon and its value, without padding."""
    out, raw = _output(Look(plain=True))
    out.record([("Region", "knee"), ("Side", "left")])
    assert _written(out, raw) == "Region: knee\nSide: left\n"
    assert out.bar(1, 2) == "[#####.....] 1/2"


def test_titles_are_bold_only_with_colour() -> None:
    """Colour adds weight to titles and carries no meaning of its own."""
    out, raw = _output(Look(columns=80, colour=True))
    out.table(["Region"], [["knee"]])
    assert _written(out, raw) == "\x1b[1mRegion\x1b[0m\n------\nknee\n"


@pytest.mark.parametrize(
    ("variables", "terminal", "colour"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"TERM": "dumb"}, True, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
    ],
)
def test_colour_follows_the_standard(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], terminal: bool, colour: bool
) -> None:
    """Only a terminal gets colour, and NO_COLOR (not empty) or a dumb terminal none."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert wants_colour(terminal=terminal) is colour


def test_captured_output_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """In a pipe a wide table is neither wrapped nor cut."""
    standard_output().table([Column("Note", cut=True)], [["x" * 300]])
    assert "x" * 300 + "\n" in capsys.readouterr().out


def test_letters_of_every_script_stay() -> None:
    """Names in other scripts, with their marks, are not touched."""
    names = ["Zoë", "Łukasz", "Ναυσικά", "Өлзий", unicodedata.normalize("NFD", "é"), "山田"]
    out, raw = _output(Look())
    out.lines(names)
    assert _written(out, raw).splitlines() == names
