"""The page on forms: every example is right and is executed, and every key and rule has one."""

from __future__ import annotations

import re

import pytest

from sonolog.assessment.schema import form_schema
from sonolog.domain.form import PASS_KINDS

from .trial import PAGE, Example, examples

EXAMPLES = list(examples())


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{at}-{one.kind}" for at, one in enumerate(EXAMPLES)])
def test_example_answers_as_the_page_says(example: Example) -> None:
    """What is filled in comes, word for word, to what the page says."""
    assert example.answers() == example.answer.splitlines()


def test_every_rule_is_executed() -> None:
    """Each rule of passing has an example with levels or forms, and an answer."""
    assert set(re.findall(r'^rule = "(\w+)"', "\n".join(one.toml for one in EXAMPLES), re.MULTILINE)) == set(PASS_KINDS)


def test_every_key_has_an_example() -> None:
    """Each key of the schema occurs in at least one form of the page."""
    toml = "\n".join(re.findall(r"```toml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL))
    shown = set(re.findall(r"[\w-]+(?=\s*=)|(?<=\[)\w+(?=\])", toml))
    schema = form_schema()
    keys = {key for one in (schema, *schema["$defs"].values()) for key in one["properties"]}
    assert keys - shown == set()
