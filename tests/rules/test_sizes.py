"""Files and functions stay short, and are named after what they are about."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from .source import SOURCE, functions, name_of, python_files, tree_of

FILES = python_files("src", "tests", "benches")
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
SAYS_NOTHING = {"manager", "helper", "util", "misc", "common"}
_WORD = re.compile(r"[A-Z]?[a-z]+")


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_and_its_functions_are_short(path: Path) -> None:
    """A file has at most 300 lines and a function at most 40."""
    length = len(path.read_text("utf-8").splitlines())
    assert length <= LONGEST_FILE, f"{length} lines"
    lengths = {node.name: 1 + (node.end_lineno or 0) - node.lineno for node in functions(tree_of(path))}
    assert not {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION}


@pytest.mark.parametrize("path", python_files("src"), ids=name_of)
def test_names_say_what_a_thing_is(path: Path) -> None:
    """No file, folder, class or function is named with a word that could stand for anything."""
    names = {*path.relative_to(SOURCE).with_suffix("").parts, *_named_in(tree_of(path))}
    assert not {name for name in names if SAYS_NOTHING & set(_words_of(name))}


def test_the_words_of_a_name_are_found() -> None:
    """Words are told apart in both ways of writing them, in the plural too."""
    assert set(_words_of("_date_utils")) == {"date", "util"}
    assert set(_words_of("ScanManager")) == {"scan", "manager"}
    assert not SAYS_NOTHING & set(_words_of("commonly_utilised"))


def _named_in(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name


def _words_of(name: str) -> Iterator[str]:
    for word in _WORD.findall(name):
        yield word.lower().removesuffix("s")
