"""The canonical form and its reader."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from sonolog.ledger.canonical import DEEPEST, SIZE_LIMIT, canonical, digest, parse
from sonolog.ledger.errors import NotCanonical

from .made import documents


@given(documents())
@settings(max_examples=500)
def test_equals_the_standard(value: Any) -> None:
    """Whatever the form can hold is spelt as RFC 8785 spells it."""
    assert canonical(value).encode() == rfc8785.dumps(value)


@given(documents())
@settings(max_examples=300)
def test_is_read_back(value: Any) -> None:
    """Reading the canonical text gives the value again."""
    assert parse(canonical(value)) == value


@given(documents(), st.integers(0, 10_000), st.characters(exclude_categories=["Cs"]))
@settings(max_examples=300)
def test_any_accepted_text_is_the_only_one(value: Any, place: int, other: str) -> None:
    """A text with one character changed is refused, or spells another value in that value's only form."""
    text = canonical(value)
    place %= len(text)
    changed = text[:place] + other + text[place + 1 :]
    try:
        read = parse(changed)
    except NotCanonical:
        return
    assert canonical(read) == changed


@given(st.text(max_size=60) | st.text('[]{}",:\\u0019ae-.', max_size=60))
@settings(max_examples=500)
def test_refuses_nonsense_in_one_way(text: str) -> None:
    """Any text at all is read or refused as not canonical; nothing else is raised."""
    with contextlib.suppress(NotCanonical):
        assert canonical(parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1,"a":2}',
        '{"b":1,"a":2}',
        '{"a": 1}',
        '{"a":1}\n',
        '"\\u0041"',
        '"\\/"',
        '"\\u001F"',
        "1.0",
        "1e3",
        "-0",
        "01",
        "NaN",
        "Infinity",
        "-Infinity",
        "9007199254740992",
        "-9007199254740992",
        "9" * 5_000,
        '{"é":1}',
        '"\\ud800"',
        '"\ud800"',
        "",
        "[1",
        '"',
        '["\\',
        "\ufeff[]",
        "[1,]",
        "'a'",
        "nul",
    ],
)
def test_refuses_other_spellings(text: str) -> None:
    """Repeated or unordered keys, white space, needless escapes, odd numbers, broken text: all refused."""
    with pytest.raises(NotCanonical):
        parse(text)


@pytest.mark.parametrize(
    "value",
    [1.0, float("nan"), 2**53, -(2**53), {"é": 1}, {1: "a"}, "\ud800", ("a",), {"a": {1}}, b"a", object()],
)
def test_refuses_values_without_a_form(value: Any) -> None:
    """Floats, great integers, keys outside ASCII, half surrogates, what is not JSON: no canonical text."""
    with pytest.raises(NotCanonical):
        canonical(value)


@pytest.mark.parametrize("bracket", ["[", '{"a":'])
def test_refuses_depth_without_exhausting_the_stack(bracket: str) -> None:
    """Nesting a hundred times too deep is refused like any other fault, and 32 levels are accepted."""
    with pytest.raises(NotCanonical, match="levels"):
        parse(bracket * 40_000)
    with pytest.raises(NotCanonical, match="levels"):
        parse("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))
    parse("[" * DEEPEST + "]" * DEEPEST)
    value: Any = []
    for _ in range(DEEPEST):
        value = [value]
    with pytest.raises(NotCanonical, match="levels"):
        canonical(value)


def test_refuses_a_value_that_contains_itself() -> None:
    """A list inside itself is too deep, not an endless loop."""
    value: list[Any] = []
    value.append(value)
    with pytest.raises(NotCanonical, match="levels"):
        canonical(value)


def test_brackets_inside_text_are_not_depth() -> None:
    """Text full of brackets and escaped quotes is no nesting."""
    text = canonical(["[{" * 100, '"[\\"[' * 50])
    assert parse(text) == ["[{" * 100, '"[\\"[' * 50]


@pytest.mark.parametrize("piece", ["a", "é", '\\"', "["])
def test_refuses_length(piece: str) -> None:
    """More than 256 KiB of UTF-8 is refused both ways, so that nothing is made that cannot be read."""
    long = piece * (SIZE_LIMIT // len(piece.encode()) + 1)
    with pytest.raises(NotCanonical, match="KiB"):
        parse(json.dumps(long, ensure_ascii=False))
    with pytest.raises(NotCanonical, match="KiB"):
        canonical(long)
    assert parse(canonical("é" * 100_000)) == "é" * 100_000


def test_digest_is_sha256_of_the_bytes() -> None:
    """The digest is what sha256sum prints for the UTF-8 bytes."""
    assert digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert digest("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"
