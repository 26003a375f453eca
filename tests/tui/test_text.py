"""Text on its way to the screen."""

from __future__ import annotations

from unicodedata import category

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.color import Color

from sonolog.tui.text import NoControl, cell, fitted, paragraphs, plain, wrapped

_ORDERS = ["\x1b]52;c;aGk=\x07", "\x1b[2J", "\x9b2J", "\x07", "\x00", "\u202e", "\u2066", "\ud800", "\x7f"]


@given(st.text(max_size=200), st.integers(0, 60))
def test_a_cell_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    """Whatever is in it, so that columns stand under each other."""
    assert cell_len(fitted(text, width)) == width
    assert cell(text, width).cell_length == width


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Mn", "Zl", "Zp")), max_size=200),
    st.integers(2, 40),
)
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    """No line is wider than asked, and without the blanks the lines hold every character."""
    lines = wrapped(text, width)
    assert all(cell_len(line) <= width for line in lines)
    shown = plain(text).plain
    assert "".join(lines).replace(" ", "") == shown.replace(" ", "")


@given(st.text(max_size=100))
def test_plain_text_is_never_read_as_markup(text: str) -> None:
    """What comes out has no styles and no actions, and no control character."""
    for made in (plain(text), paragraphs(text)):
        assert not made.spans
        assert not {one for one in made.plain if category(one) == "Cc"} - {"\n"}


def test_the_filter_keeps_orders_from_the_terminal() -> None:
    """Each such character is replaced, the width of the text stays, and its style too."""
    bold = Style(bold=True)
    for order in _ORDERS:
        (made,) = NoControl().apply([Segment(f"ab{order}cd", bold)], Color(0, 0, 0))
        assert made.text.isprintable()
        assert made.style is bold
        assert made.cell_length == Segment(f"ab{order}cd").cell_length


def test_the_filter_lets_the_programs_own_orders_through() -> None:
    """Control segments are Textual's own."""
    own = Segment("\x1b[2J", None, [(ControlType.CLEAR,)])
    assert NoControl().apply([own], Color(0, 0, 0)) == [own]


def test_an_endless_text_is_announced() -> None:
    """A text of 100 kB does not fill the screen, and says how long it is."""
    shown = plain("x" * 100_000).plain
    assert len(shown) < 21_000
    assert shown.endswith("(100,000 characters in all)")
