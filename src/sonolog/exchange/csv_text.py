"""Tables as CSV that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

_RUNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
"""A spreadsheet takes a cell that begins so for a formula; some also after blanks, or in the wide forms of Asia."""
GUARD = "'"
"""Put before such a cell; a reader takes it off again where one of those characters follows."""


_BLANKS = " \u00a0\u200b\u3000\ufeff"


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as CSV: commas, quotes where needed, lines ended by CRLF (RFC 4180), formulas guarded."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows([guarded(text) for text in row] for row in rows)
    return out.getvalue()


def guarded(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; :func:`unguarded` gives the text back."""
    return GUARD + text if _runs(text) else text


def unguarded(text: str) -> str:
    """Return what :func:`guarded` was given."""
    return text[1:] if text.startswith(GUARD) and _runs(text) else text


def _runs(text: str) -> bool:
    return text.lstrip(GUARD + _BLANKS).startswith(_RUNS)
