"""The reference of the framework format: every example is right and is executed, and every key has one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from sonolog.frameworks.reader import read_framework
from sonolog.frameworks.schema import framework_schema
from sonolog.frameworks.vocabulary import load_vocabulary

from .executed import HEAD, REFERENCE, STAGE, Example, examples

TEXT = REFERENCE.read_text("utf-8")
EXAMPLES = examples(TEXT)
EXECUTED = [one for one in EXAMPLES if one.log]


def names(found: list[Example]) -> list[str]:
    """Return names for examples, by their headings."""
    return [f"{at}-{one.heading}" for at, one in enumerate(found)]


@pytest.mark.parametrize("example", EXAMPLES, ids=names(EXAMPLES))
def test_example_reads(example: Example) -> None:
    """An example of the reference is read without a fault or a warning."""
    head = "" if "framework =" in example.toml else HEAD
    stage = "" if "[[stage]]" in example.toml else STAGE
    framework, problems = read_framework(head + example.toml + stage, file="example.toml", vocabulary=load_vocabulary())
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    assert framework is not None


@pytest.mark.parametrize("example", EXECUTED, ids=names(EXECUTED))
def test_example_answers_as_the_page_says(example: Example) -> None:
    """Evaluated on the log beside it, an example says word for word what the page says."""
    assert example.answers(example.framework()) == example.answer.strip().splitlines()


@pytest.mark.parametrize(
    ("example", "key"),
    [(one, key) for one in EXECUTED for key in one.keys],
    ids=lambda value: str(getattr(value, "heading", value)),
)
def test_an_evaluator_without_the_rule_would_be_noticed(example: Example, key: str) -> None:
    """Were the key an example is about not judged at all, its answer would be another one."""
    assert example.answers(example.framework(without=key)) != example.answer.strip().splitlines()


def test_every_kind_of_rule_is_executed() -> None:
    """Every heading of a kind of rule has an example with a log, an answer, and the key it is about."""
    kinds = re.findall(r"^### ([A-I]\d+\. .*)$", TEXT, re.MULTILINE)
    assert len(kinds) > 60
    executed = [one.heading for one in EXECUTED if one.keys and re.match(r"[A-I]\d+\. ", one.heading)]
    assert kinds == list(dict.fromkeys(executed))


def test_every_key_has_an_example() -> None:
    """Each key of the schema occurs in at least one example."""
    toml = "\n".join(one.toml for one in EXAMPLES)
    shown = set(re.findall(r"[\w-]+(?=\s*=)|(?<=\[\[)\w+|(?<=\[\[requirement\.)\w+", toml))
    shown |= {"eligible"} if "[eligible." in toml else set()
    missing = {key for key in _keys(framework_schema()) if key not in shown}
    assert missing == set()


def _keys(schema: dict[str, Any]) -> Iterator[str]:
    yield from schema["properties"]
    for name, definition in schema["$defs"].items():
        if name[0].isupper():
            yield from definition["properties"]
