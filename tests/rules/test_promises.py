"""Every promise names a test, and every test named is there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
_ROW = re.compile(r"^\| (\d+) \| (.+?) \| (\S+) \|$", re.MULTILINE)


def promises() -> list[tuple[str, str, str]]:
    """Return number, promise and test of each row."""
    return _ROW.findall((REPOSITORY / "docs" / "promises.md").read_text("utf-8"))


def test_numbers_rise_and_are_not_reused() -> None:
    """Each promise has a number of its own."""
    numbers = [int(number) for number, _, _ in promises()]

    assert numbers == sorted(set(numbers))


def test_the_test_a_promise_names_is_there() -> None:
    """File and function exist, so that a promise cannot outlive its proof."""
    assert not [test for _, _, test in promises() if not _is_there(test)]


def _is_there(test: str) -> bool:
    file, _, function = test.partition("::")
    return (REPOSITORY / file).is_file() and function in _names_in(file)


@cache
def _names_in(file: str) -> frozenset[str]:
    tree = ast.parse((REPOSITORY / file).read_text("utf-8"))
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, kinds))
