"""Files and functions stay short, and are named after what they are about."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from .source import SOURCE, functions, name_of, python_files, tree_of

FILES = python_files("src", "tests", "benches")
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
SAYS_NOTHING = {"manager", "helper", "util", "misc", "common"}
_WORD = re.compile(r"[A-Z]?[a-z]+")


def test_a_file_and_its_functions_are_short() -> None:
    """A file has at most 300 lines and a function at most 40."""
    assert not [told for path in FILES for told in _too_long(name_of(path), path.read_text("utf-8"))]


def test_names_say_what_a_thing_is() -> None:
    """No file, folder, class or function is named with a word that could stand for anything."""
    assert not [f"{name_of(path)}: {name}" for path in python_files("src") for name in _saying_nothing(path)]


def test_what_is_too_long_is_found() -> None:
    """A line more than allowed, in a file and in a function."""
    told = list(_too_long("long.py", "def act():\n" + "    act()\n" * LONGEST_FILE))
    assert told == ["long.py: 301 lines", "long.py: act has 301 lines"]


def test_the_words_of_a_name_are_found() -> None:
    """Words are told apart in both ways of writing them, in the plural too."""
    assert set(_words_of("_date_utils")) == {"date", "util"}
    assert set(_words_of("ScanManager")) == {"scan", "manager"}
    assert not SAYS_NOTHING & set(_words_of("commonly_utilised"))


def _too_long(name: str, text: str) -> Iterator[str]:
    length = text.count("\n")
    if length > LONGEST_FILE:
        yield f"{name}: {length} lines"
    for node in functions(ast.parse(text)):
        lines = 1 + (node.end_lineno or 0) - node.lineno
        if lines > LONGEST_FUNCTION:
            yield f"{name}: {node.name} has {lines} lines"


def _saying_nothing(path: Path) -> Iterator[str]:
    names = {*path.relative_to(SOURCE).with_suffix("").parts, *_named_in(tree_of(path))}
    return (name for name in sorted(names) if SAYS_NOTHING & set(_words_of(name)))


def _named_in(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name


def _words_of(name: str) -> Iterator[str]:
    for word in _WORD.findall(name):
        yield word.lower().removesuffix("s")
