"""The repository's files, as the rules read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "sonolog"
_ONE_FILE = SOURCE / "ledger" / "standalone" / "verify.py"
"""Handed to strangers as it is: one file by its purpose, without this program's own words."""
_NOT_OURS = {"__pycache__", "build", "demo", "dist"}


def python_files(*folders: str) -> tuple[Path, ...]:
    """Return the Python files below these folders of the repository, sorted."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return tuple(sorted(path for path in found if path != _ONE_FILE))


def text_files() -> Iterator[Path]:
    """Yield every text file of the repository, ``.ci`` included and tools' own folders left out."""
    for path in sorted(ROOT.iterdir()):
        if path.name in _NOT_OURS or (path.name.startswith(".") and path.name not in (".ci", ".gitignore")):
            continue
        below = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (one for one in below if one.is_file() and _is_text(one))


def name_of(path: Path) -> str:
    """Return how a file is called in a message."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the parsed file."""
    return ast.parse(path.read_text("utf-8"), name_of(path))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method, the inner ones too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _is_text(path: Path) -> bool:
    return "__pycache__" not in path.parts and b"\0" not in path.read_bytes()[:4096]
