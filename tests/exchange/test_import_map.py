"""Maps of columns as TOML: whatever a heading says, a map that was written is read as the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonolog.exchange.import_map import ImportMap, read_map, write_map

WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


@given(st.dictionaries(WORDS, WORDS, max_size=6), st.dictionaries(WORDS, WORDS, max_size=3))
def test_a_map_is_read_as_it_was_written(columns: dict[str, str], always: dict[str, str]) -> None:
    """Quotes, line breaks and letters of every script survive."""
    found = ImportMap(columns, "course", "mdy", always)
    assert read_map(write_map(found)) == (found, ())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("columns", "not TOML"),
        ('[columns]\n"A" = 1\n', "text in quotes"),
        ('dates = "ymd"\n[columns]\n', "cannot be that"),
        ('column = "a"\n', "no key “column”"),
        ("", "“columns” is missing"),
        ("columns = 3", "is a table"),
    ],
)
def test_every_fault_of_a_map_is_told(text: str, told: str) -> None:
    """An unknown key names the nearest."""
    found, problems = read_map(text)
    assert found is None
    assert told in " ".join(str(one) for one in problems)
