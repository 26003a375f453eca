"""Words for people: what is counted or added up is spoken of as people speak."""

from __future__ import annotations

import pytest

from sonolog.domain.fields import RULE_KINDS, fields_of
from sonolog.progress.plain_words import FIELD_PLURALS, spaced


@pytest.mark.parametrize("kind", RULE_KINDS)
def test_no_field_gets_a_second_ending(kind: str) -> None:
    """A field whose name is a plural already is not made one again: days, never dayss."""
    made = {name: FIELD_PLURALS.get(name) or f"{spaced(name)}s" for name in fields_of(kind)}
    assert {name: words for name, words in made.items() if words.endswith("ss")} == {}
