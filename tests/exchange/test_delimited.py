"""Text with delimiters: encodings and delimiters are found out, and what is no table is refused with words."""

from __future__ import annotations

import csv
import os
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonolog.errors import SonologError
from sonolog.exchange.delimited import delimited_sheet
from sonolog.exchange.table_file import LONGEST_CELL, MOST_COLUMNS, TableMissing, TableRefused, open_table

TEXT = "Date,Region\n2026-03-02,Épaule “gauche”\n"
CELLS = st.text(st.characters(codec="cp1252", exclude_categories=("Cc", "Cs")), max_size=12).map(str.strip)


@pytest.mark.parametrize(
    ("codec", "name"), [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("cp1252", "Windows-1252")]
)
def test_an_encoding_is_found_out(codec: str, name: str) -> None:
    """UTF-8 with and without its mark, UTF-16 and Windows-1252 are told apart, and read as the same text."""
    sheet = delimited_sheet(TEXT.encode(codec))
    assert [row.cells for row in sheet.rows()] == [["Date", "Region"], ["2026-03-02", "Épaule “gauche”"]]
    assert name in sheet.form


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_known_by_its_zeros(codec: str) -> None:
    """Every other byte of plain text is zero."""
    assert "UTF-16" in delimited_sheet(TEXT.replace("É", "E").encode(codec)).form


@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=2, max_size=8),
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8-sig", "utf-16"]),
)
def test_what_a_spreadsheet_saves_is_read_back(rows: list[list[str]], sign: str, codec: str) -> None:
    """Whatever stands in the cells, delimiter and encoding are found and the cells are those that were saved."""
    rows = [["Date", "Region", "Side"], *rows]
    out = StringIO()
    csv.writer(out, delimiter=sign, quoting=csv.QUOTE_ALL).writerows(rows)
    read = [row.cells for row in delimited_sheet(out.getvalue().encode(codec), prefers_tabs=sign == "\t").rows()]
    assert [[cell.lstrip("'") for cell in row] for row in read] == [[cell.lstrip("'") for cell in row] for row in rows]


def test_a_first_line_may_say_the_delimiter() -> None:
    """Some spreadsheets write “sep=;”; it is no row."""
    rows = list(delimited_sheet(b"sep=;\nDate;Region, part\n1;2\n").rows())
    assert [row.cells for row in rows] == [[], ["Date", "Region, part"], ["1", "2"]]
    assert rows[1].number == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a,b\n1,\0\n", "zero byte"),
        (b"Date,Region\n" + b"x" * (LONGEST_CELL + 1) + b",1\n", "characters"),
        (b'Date,Region\n"never closed,1\n' + b"x,y\n" * 30_000, "characters"),
        (b"a,b\n\x81\x8d,\xff\n", "no text in Windows-1252, from line 2"),
        (b"," * 100_000 + b"\n", "columns"),
        (b"", "empty"),
        (b"%PDF-1.7 and more", "another kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "another kind"),
    ],
)
def test_a_hostile_text_is_refused_with_words(tmp_path: Path, content: bytes, told: str) -> None:
    """Zero bytes, huge cells, a hundred thousand columns, other kinds of file."""
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    with pytest.raises(TableRefused) as refused:
        list(open_table(path).rows())
    assert told in refused.value.message
    assert refused.value.kept == "Nothing was stored."


def test_as_many_columns_as_can_be_read_are_read(tmp_path: Path) -> None:
    """The bound is no tighter than it says."""
    path = tmp_path / "wide.csv"
    path.write_text(",".join(["x"] * MOST_COLUMNS), "utf-8")
    assert len(next(open_table(path).rows()).cells) == MOST_COLUMNS


def test_what_is_no_ordinary_file_is_not_read(tmp_path: Path) -> None:
    """A folder, a pipe nobody writes to, a file that is not there: refused at once."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path, pipe, tmp_path / "missing.csv"):
        with pytest.raises(TableMissing):
            open_table(path)


def test_reading_leaves_the_process_as_it_was() -> None:
    """The bound on a cell is a setting of the whole process, and is put back."""
    before = csv.field_size_limit()
    list(delimited_sheet(b"a,b\n1,2\n").rows())
    with pytest.raises(SonologError):
        list(delimited_sheet(b"a,b\n" + b"x" * (LONGEST_CELL + 1)).rows())
    assert csv.field_size_limit() == before
