"""Tables that no spreadsheet runs anything of, and that give every text back."""

from __future__ import annotations

import csv
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from sonolog.exchange.csv_text import csv_text, guarded, unguarded

_TEXTS = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"))
_FORMULAS = st.builds(str.__add__, st.sampled_from(["=", "+", "-", "@", "'", "''", "'=", "\t", "\r"]), _TEXTS)


@given(st.one_of(_TEXTS, _FORMULAS))
def test_a_guarded_text_is_no_formula_and_is_read_back(text: str) -> None:
    """Whatever it begins with, apostrophes included."""
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(guarded(text)) == text


@given(st.lists(st.lists(st.one_of(_TEXTS, _FORMULAS), min_size=2, max_size=2), max_size=5))
def test_a_table_is_read_back_as_it_was_written(rows: list[list[str]]) -> None:
    """Line breaks, quotes and commas in cells included."""
    text = csv_text(["one", "two"], rows)
    found = list(csv.reader(StringIO(text, newline="")))
    assert found[0] == ["one", "two"]
    assert [[unguarded(cell) for cell in row] for row in found[1:]] == rows
