"""The checkers find nothing: style, docstrings, shape, types."""

from __future__ import annotations

import subprocess
import sys

import pytest

from .source import ROOT

_CHECKERS = (
    ("ruff", "check", "--quiet", "--output-format=concise"),
    ("ruff", "format", "--check", "--quiet", "--output-format=concise"),
    ("mypy",),
)


@pytest.mark.parametrize("checker", _CHECKERS, ids=" ".join)
def test_a_checker_finds_nothing(checker: tuple[str, ...]) -> None:
    """What the checker is told in pyproject.toml holds for every file."""
    command = [sys.executable, "-m", *checker]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
