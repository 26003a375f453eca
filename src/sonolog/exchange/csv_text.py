"""Tables as CSV that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

_RUNS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins so for a formula."""
GUARD = "'"
"""Put before such a cell; a reader takes it off again where one of those characters follows."""


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as CSV: commas, quotes where needed, lines ended by CRLF (RFC 4180), formulas guarded."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows([guarded(text) for text in row] for row in rows)
    return out.getvalue()


def guarded(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; :func:`unguarded` gives the text back."""
    return GUARD + text if text.lstrip(GUARD).startswith(_RUNS) else text


def unguarded(text: str) -> str:
    """Return what :func:`guarded` was given."""
    return text[1:] if text.startswith(GUARD) and text.lstrip(GUARD).startswith(_RUNS) else text
