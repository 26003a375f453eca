"""Every promise names a test, and every test named is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
_ROW = re.compile(r"^\| (\d+) \| (.+?) \| (\S+) \|$", re.MULTILINE)


def promises() -> list[tuple[str, str, str]]:
    """Return number, promise and test of each row."""
    return _ROW.findall((REPOSITORY / "docs" / "promises.md").read_text("utf-8"))


def test_numbers_rise_and_are_not_reused() -> None:
    """Each promise has a number of its own."""
    numbers = [int(number) for number, _, _ in promises()]

    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("named", [test for _, _, test in promises()])
def test_the_test_a_promise_names_is_there(named: str) -> None:
    """File and function exist, so that a promise cannot outlive its proof."""
    file, _, function = named.partition("::")
    tree = ast.parse((REPOSITORY / file).read_text("utf-8"))
    names = {
        node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    }

    assert function in names
