"""The lines of ``log -`` before anything is understood of them."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonolog.cli.errors import LineUnreadable
from sonolog.cli.scan_lines import LONGEST_LINE, NumberedLine, lines_of, words_of


def _words(text: str) -> list[str]:
    return words_of(NumberedLine(1, text.strip().encode()))


def test_numbers_count_every_line_and_empty_ones_are_skipped() -> None:
    """Comments and blank lines say nothing, and the numbers are those of the file."""
    found = lines_of(BytesIO(b"\xef\xbb\xbf# head\r\n\n  \nknee\r\n# more\n  hip  "))
    assert list(found) == [NumberedLine(4, b"knee"), NumberedLine(6, b"hip")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('knee by="A. Example"  # the patient\'s other knee', ["knee", "by=A. Example"]),
        ("knee note=room#3", ["knee", "note=room#3"]),
        ("knee 'note=a # b'", ["knee", "note=a # b"]),
        ('"#"', ["#"]),
    ],
)
def test_words_are_those_of_a_shell(text: str, words: list[str]) -> None:
    """Quotes hold words together; a comment begins at a free-standing # outside quotes."""
    assert _words(text) == words


@pytest.mark.parametrize("content", [b'knee "left', b"knee \xff", b"x" * (LONGEST_LINE + 1), b"knee \\"])
def test_what_is_no_line_is_refused(content: bytes) -> None:
    """Open quotes, bytes that are no text and endless lines are refused, never guessed."""
    with pytest.raises(LineUnreadable):
        words_of(NumberedLine(1, content))


def test_an_endless_line_costs_one_line() -> None:
    """What is too long is cut off, and the next line keeps its number."""
    found = list(lines_of(BytesIO(b"y" * (3 * LONGEST_LINE) + b"\nknee\n")))
    assert [line.number for line in found] == [1, 2]
    assert found[1].content == b"knee"


@given(st.lists(st.text("abc é#=", min_size=1), min_size=1, max_size=5))
def test_quoted_words_come_back(words: list[str]) -> None:
    """Whatever a shell would quote is read as it was."""
    import shlex

    assert _words("x " + shlex.join(words)) == ["x", *words]
