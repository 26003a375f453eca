"""Tables, records and bars as lines: nothing lost, nothing wider than the terminal."""

from __future__ import annotations

from unicodedata import category

from hypothesis import assume, given
from hypothesis import strategies as st

from sonolog.cli.layout import (
    NARROWEST,
    Column,
    bar,
    cell_width,
    column_widths,
    cut,
    record_lines,
    table_lines,
    wrap,
)

LETTERS = st.text(st.sampled_from("ab ü漢é字e\u0301"), max_size=40)
WIDTHS = st.integers(min_value=2, max_value=30)


def test_width_is_counted_in_cells() -> None:
    """A wide character fills two cells, a combining mark none."""
    assert [cell_width(text) for text in ("knee", "漢字", "e\u0301", "")] == [4, 4, 1, 0]


@given(LETTERS, WIDTHS)
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    """Every line fits, and the lines hold all letters in order; only spaces at line ends go."""
    lines = wrap(text, width)
    assert all(cell_width(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_wrapping_prefers_spaces() -> None:
    """Words stay whole where they can; a longer word is broken."""
    assert wrap("partial thickness tear", 10) == ["partial", "thickness", "tear"]
    assert wrap("supraspinatus", 6) == ["supras", "pinatu", "s"]


@given(LETTERS, WIDTHS)
def test_a_cut_text_fits_and_says_that_it_is_cut(text: str, width: int) -> None:
    """What does not fit ends with the mark; what fits is untouched."""
    short = cut(text, width)
    assert cell_width(short) <= max(width, 3)
    assert short == text if cell_width(text) <= width else short.endswith("…")


@given(st.lists(st.integers(0, 200), min_size=1, max_size=9), st.integers(10, 200))
def test_column_widths_fill_the_room_and_no_more(natural: list[int], room: int) -> None:
    """Widths never exceed the room or what the column needs, and only the widest give way."""
    widths = column_widths(natural, room)
    if widths is None:
        assert sum(min(width, NARROWEST) for width in natural) + 2 * (len(natural) - 1) > room
        return
    assert sum(widths) + 2 * (len(widths) - 1) <= room
    assert all(width == need or width == max(widths) for width, need in zip(widths, natural, strict=True))


@given(st.lists(st.tuples(LETTERS, LETTERS), min_size=1, max_size=5), st.integers(30, 100))
def test_a_table_on_a_terminal_fits_it(rows: list[tuple[str, str]], room: int) -> None:
    """No line of a table is wider than the terminal."""
    assert all(cell_width(line) <= room for line in table_lines([Column("Region"), Column("Finding")], rows, room=room))


@given(st.lists(st.tuples(LETTERS, LETTERS), min_size=1, max_size=5))
def test_without_a_terminal_no_cell_is_shortened(rows: list[tuple[str, str]]) -> None:
    """In a pipe each row is one line that holds its cells whole, cut columns too."""
    lines = table_lines([Column("Region", cut=True), Column("Finding")], rows, room=None)
    assert len(lines) == 2 + len(rows)
    for (first, second), line in zip(rows, lines[2:], strict=True):
        assert line.startswith(first.rstrip())
        assert line.endswith(second.rstrip())


def test_a_table_reads_as_columns() -> None:
    """Titles, a rule, text to the left and numbers to the right."""
    lines = table_lines([Column("Region"), Column("Scans", right=True)], [["knee", "7"], ["漢字", "12"]], room=80)
    assert lines == ["Region  Scans", "------  -----", "knee        7", "漢字       12"]


def test_a_narrow_terminal_gets_one_value_a_line() -> None:
    """Where columns would be unreadable the same facts stand below each other."""
    columns = [Column(title) for title in ("Date", "Region", "Finding", "Supervisor")]
    row = ["2026-11-23", "shoulder left", "abnormal finding", "Sam Supervisor"]
    lines = table_lines(columns, [row, row], room=30)
    expected = [
        "Date: 2026-11-23",
        "Region: shoulder left",
        "Finding: abnormal finding",
        "Supervisor: Sam Supervisor",
    ]
    assert lines == [*expected, "", *expected]


def test_further_lines_of_a_value_cannot_pass_for_a_label() -> None:
    """A line break in a note does not make a new fact: what follows is indented."""
    lines = record_lines([("Note", "one\nStatus: signed"), ("Status", "draft")], aligned=False)
    assert lines == ["Note: one", "    Status: signed", "Status: draft"]


def test_labels_are_aligned_when_asked() -> None:
    """For the eye the values stand in one column."""
    assert record_lines([("Side", "left"), ("Region", "knee")], aligned=True) == [
        "Side:   left",
        "Region: knee",
    ]


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_bar_is_full_only_when_the_target_is_reached(have: int, need: int) -> None:
    """The last mark appears with the last scan, never by rounding."""
    drawn = bar(have, need)
    assert drawn.endswith(f" {have}/{need}")
    assert ("." not in drawn) == (have >= need)
    assert len(drawn.split("]")[0]) == 11


def test_bars_have_two_spellings() -> None:
    """Plain ASCII, and block characters where the terminal has them."""
    assert bar(38, 50) == "[#######...] 38/50"
    assert bar(38, 50, blocks=True) == "███████░░░ 38/50"


@given(st.text(max_size=30), WIDTHS)
def test_any_text_wraps(text: str, width: int) -> None:
    """No character sends the wrapping round for ever or gets lost."""
    assume(not any(category(c) == "Cs" for c in text))
    assert "".join(wrap(text, width)).replace(" ", "") == text.replace(" ", "").replace("\n", "")


def test_a_hundred_kilobytes_wrap_line_by_line() -> None:
    """A very long text in any script is wrapped without measuring the rest again for each line."""
    lines = wrap("é字" * 50_000, 10)
    assert len(lines) == 100_000 // 6 + 1
    assert all(cell_width(line) <= 10 for line in lines)
