"""Text with delimiters: in which encoding and parted by what is found out from the text itself."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from functools import partial
from io import BytesIO, StringIO, TextIOWrapper

from sonolog.exchange.csv_text import GUARD, unguarded
from sonolog.exchange.table_file import LONGEST_CELL, Row, Sheet, TableRefused

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
    (b"\xff\xfe\0\0", "utf-32", "UTF-32"),
    (b"\0\0\xfe\xff", "utf-32", "UTF-32"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_LOOKED_AT = 64 * 1024
"""Characters by which a delimiter is judged."""
_LINES = 200
_MOSTLY = 0.3
"""Share of zero bytes on one side of each pair that only UTF-16 has."""
_SAYS = "sep="
"""Written by spreadsheets as a first line to say what parts the cells."""


def delimited_sheet(content: bytes, *, prefers_tabs: bool = False) -> Sheet:
    """Return the rows of a text with delimiters.

    Raises:
        TableRefused: the bytes are no text.
    """
    text, codec, encoding = _decoded(content)
    _refuse_zeros(text)
    delimiter = _delimiter(text, prefers_tabs=prefers_tabs)
    form = f"{'TSV' if delimiter == chr(9) else 'CSV'}, {encoding}, {_DELIMITERS.get(delimiter, 'one column')}"
    edges = (delimiter, '"', "\n", "\r")
    guards = GUARD in text and (text.startswith(GUARD) or any(f"{edge}{GUARD}" in text for edge in edges))
    return Sheet(partial(_rows, content, codec, delimiter, guards=guards), form)


def _decoded(content: bytes) -> tuple[str, str, str]:
    """Return the text, the codec and what it is called."""
    for mark, codec, name in _MARKS:
        if content.startswith(mark):
            return _text(content, codec, name), codec, name
    codec = _wide(content)
    if codec:
        return _text(content, codec, "UTF-16"), codec, "UTF-16"
    try:
        return content.decode("utf-8"), "utf-8", "UTF-8"
    except UnicodeDecodeError:
        return _text(content, "cp1252", "Windows-1252"), "cp1252", "Windows-1252"


def _wide(content: bytes) -> str:
    """Return the codec of UTF-16 written without its mark, or nothing."""
    start = content[:_LOOKED_AT]
    pairs = max(len(start) // 2, 1)
    low, high = start[1::2].count(0) / pairs, start[0::2].count(0) / pairs
    if max(low, high) < _MOSTLY or min(low, high) > _MOSTLY / 10:
        return ""
    return "utf-16-le" if low > high else "utf-16-be"


def _text(content: bytes, codec: str, name: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        hint = "Open it where it came from and save it as CSV UTF-8."
        raise TableRefused(f"it is no text in {name}, from line {line} on", hint=hint) from None


def _refuse_zeros(text: str) -> None:
    place = text.find("\0")
    if place >= 0:
        line = text.count("\n", 0, place) + 1
        raise TableRefused(f"line {line} has a zero byte, which no text has", hint="Is it the right file?")


def _delimiter(text: str, *, prefers_tabs: bool) -> str:
    """Return what parts the cells: the sign that gives the most rows of the same width."""
    first = text[:20].splitlines()[0] if text.strip() else ""
    if first.lower().startswith(_SAYS) and len(first) == len(_SAYS) + 1:
        return first[-1]
    start = text[:_LOOKED_AT]
    order = ("\t", ",", ";", "|") if prefers_tabs else (",", ";", "\t", "|")
    return max(order, key=lambda sign: _evenness(start, sign))


def _evenness(text: str, sign: str) -> float:
    """Return how evenly ``sign`` parts the rows: 0 where it parts none."""
    widths: Counter[int] = Counter()
    try:
        for row, _ in zip(csv.reader(StringIO(text, newline=""), delimiter=sign), range(_LINES), strict=False):
            if len(row) > 1:
                widths[len(row)] += 1
    except csv.Error:
        return 0
    if not widths:
        return 0
    width, count = max(widths.items(), key=lambda found: (found[1], found[0]))
    return count + min(width, 50) / 100 + (count / widths.total())


def _rows(content: bytes, codec: str, delimiter: str, *, guards: bool) -> Iterator[Row]:
    """Yield the rows, each cell without blanks around it and without the sign that keeps it from being run."""
    lines = TextIOWrapper(BytesIO(content), codec, newline="")
    before = csv.field_size_limit(LONGEST_CELL)
    number = 0
    try:
        for number, cells in enumerate(csv.reader(lines, delimiter=delimiter), start=1):
            found = list(map(str.strip, cells))
            if guards:
                found = [unguarded(cell) if cell[:1] == GUARD else cell for cell in found]
            yield Row(number, [] if number == 1 and _says_delimiter(cells) else found)
    except csv.Error:
        raise _too_long(number + 1) from None
    finally:
        csv.field_size_limit(before)


def _says_delimiter(cells: list[str]) -> bool:
    return 0 < len(cells) <= 2 and cells[0].lower().startswith(_SAYS)


def _too_long(number: int) -> TableRefused:
    hint = "A quotation mark that is opened and never closed makes one cell of all that follows."
    return TableRefused(f"row {number} has a cell of more than {LONGEST_CELL:,} characters", hint=hint)
