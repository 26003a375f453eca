"""Where tables are in a sheet: preambles, comments, headings that come again, a second table."""

from __future__ import annotations

import pytest

from sonolog.exchange.delimited import delimited_sheet
from sonolog.exchange.table_file import Sheet, TableRefused
from sonolog.exchange.table_shape import Table, tables_of, unique_headings

KNOWN = {"date", "region", "side", "course", "provider"}


def _tables(text: str) -> tuple[Sheet, tuple[Table, ...]]:
    sheet = delimited_sheet(text.encode())
    return sheet, tables_of(sheet, lambda word: word.casefold() in KNOWN)


def test_headings_are_found_below_a_preamble() -> None:
    """Titles and blank rows before them are no rows of the table."""
    sheet, (table,) = _tables("My logbook,,\nof a year,,\n\nDate,Region,Mood\n1,knee,good\n2,hip,\n")
    assert (table.headings, table.heading_row, table.before, table.count) == (("Date", "Region", "Mood"), 4, 2, 2)
    assert [row.number for row in table.rows(sheet)] == [5, 6]


def test_a_row_that_begins_with_a_number_sign_is_a_comment() -> None:
    """Before the headings and between rows; but where most rows begin so, it is their number."""
    sheet, (table,) = _tables("# made by,hand\nDate,Region\n1,knee\n# later,on\n2,hip\n")
    assert [row.number for row in table.rows(sheet)] == [3, 5]
    assert table.comments == 2
    sheet, (table,) = _tables("No,Date,Region\n#1,1,knee\n#2,2,hip\n#3,3,hip\n")
    assert len(list(table.rows(sheet))) == 3


def test_headings_that_come_again_are_no_row() -> None:
    """As on every printed page."""
    sheet, (table,) = _tables("Date,Region\n1,knee\n\nDate,Region\n2,hip\n")
    assert [row.number for row in table.rows(sheet)] == [2, 5]


def test_a_second_table_is_found_below_the_first() -> None:
    """Each has its own headings and its own rows."""
    sheet, tables = _tables("Course,Date,Provider\nA,1,x\n\nTitle below\nDate,Region,Side\n2,knee,L\n3,hip,R\n")
    assert [one.headings[0] for one in tables] == ["Course"]
    sheet, tables = _tables("Course,Date,Provider\nA,1,x\n\nDate,Region,Side\n2,knee,L\n3,hip,R\n")
    assert [[row.number for row in one.rows(sheet)] for one in tables] == [[2], [5, 6]]


@pytest.mark.parametrize("text", ["1,2\n3,4\n", "\n\n,\n", "2026-03-02,5\n"])
def test_without_headings_there_is_no_table(text: str) -> None:
    """It says what headings look like."""
    with pytest.raises(TableRefused, match="headings") as refused:
        _tables(text)
    assert "Date, Region" in refused.value.hint


def test_every_heading_can_be_named() -> None:
    """Blank ones are counted, a second one of a name is numbered."""
    assert unique_headings(["Date", " ", "date", "A\nb"]) == ("Date", "Column 2", "date (2)", "A b")
