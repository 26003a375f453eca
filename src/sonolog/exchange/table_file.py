"""Tables of other programs as rows of text: CSV, TSV and XLSX, read without trusting anything about the file.

Only values leave this place: a row is its number, as a spreadsheet counts, and its cells as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sonolog.errors import Exit, SonologError
from sonolog.paths import beginning_of, read_ordinary

MOST_BYTES = 64 * 1024 * 1024
"""Of a file; a million rows of a logbook have about as many."""
MOST_COLUMNS = 500
MOST_ROWS = 1_000_000
LONGEST_CELL = 60_000
"""Characters; the longest text a record may hold has 50,000."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_OTHERS = {
    b"%PDF-": "It is a PDF: ask for the table itself.",
    b"SQLite format 3\0": "It is a database; a copy of a logbook is taken in with “sonolog absorb”.",
    b"\x89PNG": "It is a picture.",
    b"\xff\xd8\xff": "It is a picture.",
    b"\x1f\x8b": "It is compressed: unpack it first.",
    _OLE: "It is an old .xls file, or one with a password: open it there and save it as .xlsx or CSV.",
}


class TableRefused(SonologError):
    """The file is no table that can be read; says why, and where."""

    code = "table-refused"
    exit = Exit.INPUT

    def __init__(self, why: str, *, hint: str = "", where: str = "") -> None:
        super().__init__(
            f"This file cannot be read as a table: {why}.", hint=hint, kept="Nothing was stored.", where=where
        )


class TableMissing(SonologError):
    """The file is not there, or is no ordinary file."""

    code = "table-missing"
    exit = Exit.NO_INPUT

    def __init__(self, path: Path, fault: OSError) -> None:
        told = (fault.strerror or "the system refused").lower()
        hint = "Name a file in it: CSV, TSV or XLSX." if path.is_dir() else ""
        super().__init__(f"{path} cannot be read: {told}.", hint=hint, kept="Nothing was stored.", where=str(path))


class Row(NamedTuple):
    """One row of a sheet."""

    number: int
    """As a spreadsheet counts, from 1."""
    cells: list[str]
    """Texts without blanks around them; missing ones at the end are left out."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that can be read row by row, as often as needed."""

    read: Callable[[], Iterator[Row]]
    form: str
    """In words: “CSV, UTF-8, commas” or “Excel, sheet Log”."""
    names: tuple[str, ...] = ()
    """All sheets of a workbook; empty for text."""

    def rows(self) -> Iterator[Row]:
        """Yield every row, blank ones too.

        Raises:
            TableRefused: a row is none, or there are too many of them.
        """
        for row in self.read():
            if len(row.cells) > MOST_COLUMNS:
                raise TableRefused(
                    f"row {row.number} has {len(row.cells):,} columns; {MOST_COLUMNS} can be read",
                    hint="Is it the right file, and are its rows parted as they should be?",
                )
            if row.number > MOST_ROWS:
                raise TableRefused(f"it has more than {MOST_ROWS:,} rows", hint="Import it in parts.")
            yield row


def open_table(path: Path, sheet: str = "") -> Sheet:
    """Return the table in ``path``; of a workbook the sheet named, or its first one that is not hidden.

    Raises:
        TableMissing: there is no such file, or it is a folder, a pipe or a device.
        TableRefused: it is too large, damaged, or of another kind.
    """
    try:
        start = beginning_of(path, 16)
        _refuse_others(start)
        content = read_ordinary(path, MOST_BYTES)
    except OSError as fault:
        raise _refusal(path, fault) from None
    if start.startswith(_ZIP):
        from sonolog.exchange.workbook import workbook_sheet

        return workbook_sheet(content, sheet)
    from sonolog.exchange.delimited import delimited_sheet

    return delimited_sheet(content, prefers_tabs=path.suffix.lower() in (".tsv", ".tab"))


def _refuse_others(start: bytes) -> None:
    if not start:
        raise TableRefused("it is empty")
    for mark, hint in _OTHERS.items():
        if start.startswith(mark):
            raise TableRefused("it is another kind of file", hint=hint)


def _refusal(path: Path, fault: OSError) -> SonologError:
    import errno

    if fault.errno == errno.EFBIG:
        return TableRefused(f"it is larger than {MOST_BYTES // 1024 // 1024} MB", hint="Import it in parts.")
    return TableMissing(path, fault)
