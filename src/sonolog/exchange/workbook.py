"""Excel workbooks (.xlsx): what the cells show, never what they compute; bombs are refused before they are unpacked."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from sonolog.exchange.table_file import LONGEST_CELL, Row, Sheet, TableRefused

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_UNPACKED = 256 * 1024 * 1024
"""Bytes of all parts together, unpacked."""
MOST_TIMES = 150
"""How many times larger than packed a large part may be; XML of real tables packs to a tenth or a fifteenth."""
_LARGE = 4 * 1024 * 1024
_MOST_PARTS = 2_000
_FORMULA = re.compile(rb"<f[ >/]")
_STEP = 1024 * 1024
UNCOMPUTED = "\u241a formula"
"""Stands for a formula whose value was not saved with it; no field can be read from it."""


def workbook_sheet(content: bytes, name: str = "") -> Sheet:
    """Return one sheet of a workbook: the one called ``name``, else the first that is shown.

    Raises:
        TableRefused: it is no workbook, damaged, a bomb, or has no such sheet.
    """
    formulas = _looked_through(content)
    book = _book(content)
    names = tuple(sheet.title for sheet in book.worksheets)
    wanted = _wanted(book, names, name)
    form = f"Excel, sheet “{wanted}”" if len(names) > 1 else "Excel"
    return Sheet(partial(_rows, content, wanted, formulas=formulas), form, names)


def _looked_through(content: bytes) -> bool:
    """Return whether there are formulas in it; refuse what only looks like a workbook."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _refuse_bombs(archive)
            names = [one.filename for one in archive.infolist()]
            if "[Content_Types].xml" not in names or not any(one.startswith("xl/") for one in names):
                raise TableRefused("it is no Excel workbook", hint="Save it as .xlsx or as CSV.")
            parts = [_has_formulas(archive, one) for one in names if one.endswith(".xml")]  # each is looked at
            return any(parts)
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError, ValueError) as fault:
        raise _damaged() from fault


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    total = sum(one.file_size for one in parts)
    packed_tight = any(
        one.file_size > _LARGE and one.file_size > MOST_TIMES * max(one.compress_size, 1) for one in parts
    )
    if len(parts) > _MOST_PARTS or total > MOST_UNPACKED or packed_tight:
        raise TableRefused(
            f"it would unpack to {max(total // 1024 // 1024, 1):,} MB, which no logbook has",
            hint="Open it where it came from and save it as CSV.",
        )


def _has_formulas(archive: zipfile.ZipFile, name: str) -> bool:
    """Return whether a part holds a formula; refuse one with a document type, by which small files grow large."""
    found, tail = False, b""
    with archive.open(name) as part:
        while piece := part.read(_STEP):
            both = tail + piece
            if b"<!DOCTYPE" in both or b"<!ENTITY" in both:
                raise TableRefused("it has a document type, which no workbook has", hint="Save it as CSV.")
            found = found or (name.startswith("xl/worksheets/") and _FORMULA.search(both) is not None)
            tail = piece[-16:]
    return found


def _book(content: bytes, *, computed: bool = True) -> Workbook:
    import warnings

    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that are not read anyway
            return load_workbook(BytesIO(content), read_only=True, data_only=computed, keep_links=False)
    except Exception as fault:
        raise _damaged() from fault


def _wanted(book: Workbook, names: tuple[str, ...], name: str) -> str:
    if name:
        same = [one for one in names if one.casefold() == name.casefold()]
        if not same:
            near = get_close_matches(name, names, n=1) or names
            raise TableRefused(f"it has no sheet “{name[:60]}”", hint=f"There is {', '.join(near)[:300]}.")
        return same[0]
    shown = [one.title for one in book.worksheets if one.sheet_state == "visible"]
    if not shown:
        raise TableRefused("it has no sheet that is shown", hint="Name one with --sheet.")
    return str(shown[0])


def _rows(content: bytes, name: str, *, formulas: bool) -> Iterator[Row]:
    """Yield the rows; where there are formulas, beside the values that were saved with them."""
    values = _values(content, name, computed=True)
    if not formulas:
        for number, cells in enumerate(values, start=1):
            yield _row(number, cells)
        return
    written = _values(content, name, computed=False)
    for number, (cells, texts) in enumerate(zip(values, written, strict=False), start=1):
        both = zip(cells, texts, strict=False)
        shown = [UNCOMPUTED if value is None and text is not None else value for value, text in both]
        yield _row(number, shown)


def _values(content: bytes, name: str, *, computed: bool) -> Iterator[Any]:
    import warnings

    sheet = _book(content, computed=computed)[name]
    sheet.reset_dimensions()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield from sheet.iter_rows(values_only=True)
        except Exception as fault:
            raise _damaged() from fault


def _row(number: int, values: Any) -> Row:
    cells = [_text(value) for value in values]
    while cells and not cells[-1]:
        cells.pop()
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise TableRefused(f"row {number} has a cell of more than {LONGEST_CELL:,} characters")
    return Row(number, cells)


def _text(value: Any) -> str:
    """Return what a cell shows: days as ISO days, whole numbers without a point, truth as yes and no."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("_x000D_", "").strip()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        bare = value.time() == time(0)
        return value.date().isoformat() if bare else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return f"{round(value.total_seconds() / 60)} min"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _damaged() -> TableRefused:
    return TableRefused("the workbook is damaged", hint="Open it where it came from and save it anew, or as CSV.")
