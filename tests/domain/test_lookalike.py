"""Names that look alike, and names that mix alphabets."""

from __future__ import annotations

import pytest

from sonolog.domain.lookalike import look_alikes, mixes_scripts


@pytest.mark.parametrize(
    "other",
    [
        "Jane Srnith",  # r and n for m
        "Jane Sm1th",
        "Jane Smіth",
        "Jаne Smith",
        "JANE SMITH",
        "Dr Jane Smith",
        "Jane  Smíth",
    ],
)
def test_another_spelling_of_the_same_looks_is_seen(other: str) -> None:
    """Letters taken for others, another alphabet, accents, capitals and titles look like the name."""
    assert look_alikes("Jane Smith", [other, "Joan Smart"]) == (other,)


@pytest.mark.parametrize(
    "other", ["Jane Smith", "Jane  Smith", "Jane Smythe", "John Smith", "J. Smith", "Jane Schmidt"]
)
def test_the_same_name_and_other_names_are_not_pointed_out(other: str) -> None:
    """Two people may be called the same, and people with other names look otherwise."""
    assert look_alikes("Jane Smith", [other]) == ()


@pytest.mark.parametrize(
    ("name", "mixed"),
    [
        ("Jаne Smith", True),
        ("Jane Smith", False),
        ("Zoë O'Neill-Łuczak", False),
        ("Анна Иванова", False),
        ("Anna Иванова", False),
        ("李 Wei", False),
        ("", False),
    ],
)
def test_one_word_of_two_alphabets_is_odd(name: str, mixed: bool) -> None:
    """A word of one alphabet beside one of another is not."""
    assert mixes_scripts(name) is mixed
