"""Excel workbooks: what cells show is read, and what would harm is refused before it is unpacked."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from sonolog.exchange.table_file import Sheet, TableRefused, open_table
from sonolog.exchange.workbook import UNCOMPUTED, workbook_sheet


def _saved(*rows: tuple[object, ...], **sheets: str) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for name, state in sheets.items():
        book.create_sheet(name).sheet_state = state
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cells(sheet: Sheet) -> list[list[str]]:
    return [row.cells for row in sheet.rows()]


def test_cells_are_read_as_they_show() -> None:
    """Days as ISO days, times, whole numbers without a point, truth as yes and no; blank cells at the end go."""
    row = (date(2026, 3, 2), datetime(2026, 3, 2, 9, 30), time(9, 30), 45.0, 1.5, True, " Lt ", None)
    expected = ["2026-03-02", "2026-03-02 09:30", "09:30:00", "45", "1.5", "yes", "Lt"]
    assert _cells(workbook_sheet(_saved(row))) == [expected]


def test_a_sheet_is_chosen_by_its_name() -> None:
    """The first one that is shown, unless another is named; a name there is not names the nearest."""
    content = _saved(("a",), Other="visible")
    assert workbook_sheet(content).names == ("Sheet", "Other")
    assert _cells(workbook_sheet(content, "other")) == []
    with pytest.raises(TableRefused, match="no sheet “Othr”") as refused:
        workbook_sheet(content, "Othr")
    assert "Other" in refused.value.hint


def test_a_formula_counts_for_the_value_saved_with_it_or_is_told() -> None:
    """What was never computed is no blank: it can be seen that something is missing."""
    assert _cells(workbook_sheet(_saved(("a", "=1+1"), (1, "=HYPERLINK(1)")))) == [["a", UNCOMPUTED], ["1", UNCOMPUTED]]


def _zipped(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr({"types": "[Content_Types].xml"}.get(name, f"xl/{name}.xml"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (_zipped(types=b"<a/>", sheet=b"0" * 40_000_000), "unpack"),
        (_zipped(types=b"<a/>", sheet=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "document type"),
        (_zipped(types=b"<a/>", workbook=b"no xml at all"), "damaged"),
        (_zipped(word=b"<a/>"), "no Excel workbook"),
        (b"PK\x03\x04 and nothing of the kind", "damaged"),
        (_saved(("a", "b"))[:-400], "damaged"),
    ],
)
def test_a_hostile_workbook_is_refused_with_words(tmp_path: Path, content: bytes, told: str) -> None:
    """Bombs, document types, damage, other kinds of archive."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    with pytest.raises(TableRefused) as refused:
        list(open_table(path).rows())
    assert told in refused.value.message


def test_a_far_cell_does_not_fill_the_memory(tmp_path: Path) -> None:
    """One cell in the last column there can be is one row too wide, and no more than that."""
    book = Workbook()
    book.active["XFD9"] = "far"
    book.save(tmp_path / "far.xlsx")
    with pytest.raises(TableRefused, match=r"row 9 has 16,384 columns"):
        list(open_table(tmp_path / "far.xlsx").rows())
