"""What the fault tests share: the disk that fails, built once."""

from __future__ import annotations

import json
import unittest
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .faulty_disk import build, compiler, run_on_it

Play = Callable[..., dict[str, Any]]
"""Runs a module of these tests on the faulty disk, and returns what it found."""


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the faulty disk."""
    if compiler() is None:
        raise unittest.SkipTest("The faulty disk needs Linux and a C compiler: apt install gcc libc6-dev.")
    return build(tmp_path_factory.mktemp("disk"))


@pytest.fixture(scope="session")
def settled(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the home that the plays begin with."""
    home = tmp_path_factory.mktemp("settled") / "home"
    ended = run_on_it(library, "tests.faults.stage", [str(home)])
    assert ended.returncode == 0, ended.stderr
    return home


@pytest.fixture
def play(library: Path, settled: Path) -> Play:
    """Return what runs a module on the faulty disk."""

    def run(module: str, *words: object) -> dict[str, Any]:
        ended = run_on_it(library, f"tests.faults.{module}", [str(word) for word in words], settled=settled)
        assert ended.returncode == 0, ended.stderr
        found: dict[str, Any] = json.loads(ended.stdout)
        return found

    return run
