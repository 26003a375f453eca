"""The reference of the framework format: every example in it is right, and every key has one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sonolog.frameworks.reader import read_framework
from sonolog.frameworks.schema import framework_schema
from sonolog.frameworks.vocabulary import load_vocabulary

REFERENCE = Path(__file__).parents[2] / "docs" / "frameworks.md"
EXAMPLES = re.findall(r"```toml\n(.*?)```", REFERENCE.read_text("utf-8"), re.DOTALL)
HEAD = """
framework = "my-department"
edition = "2026"
title = "Musculoskeletal ultrasound in our department"
source = { body = "Our department", document = "Training handbook", confidence = "template" }
regions = ["shoulder", "elbow", "knee"]
"""
STAGE = '\n[[stage]]\nid = "level-1"\ntitle = "Level 1"\n'


def whole(example: str) -> str:
    """Return an example with the head and stage that the reference asks the reader to imagine."""
    head = "" if "framework =" in example else HEAD
    stage = "" if "[[stage]]" in example else STAGE
    return head + example + stage


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_example_reads(example: str) -> None:
    """An example of the reference is read without a fault or a warning."""
    framework, problems = read_framework(whole(example), file="example.toml", vocabulary=load_vocabulary())
    assert [str(problem) for problem in problems] == []
    assert framework is not None


def test_every_key_has_an_example() -> None:
    """Each key of the schema occurs in at least one example."""
    shown = set(re.findall(r"[\w-]+(?=\s*=)|(?<=\[\[)\w+|(?<=\[\[requirement\.)\w+", "\n".join(EXAMPLES)))
    shown |= {"eligible"} if "[eligible." in "\n".join(EXAMPLES) else set()
    missing = {key for key in _keys(framework_schema()) if key not in shown}
    assert missing == set()


def _keys(schema: dict[str, Any]) -> Iterator[str]:
    yield from schema["properties"]
    for name, definition in schema["$defs"].items():
        if name[0].isupper():
            yield from definition["properties"]
