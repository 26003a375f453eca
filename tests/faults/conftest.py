"""What the fault tests share, made once: the disk that fails, and a valid file of every kind the program reads."""

from __future__ import annotations

import json
import unittest
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.desk import PASSPHRASE, SUPERVISOR, lived_in

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


@pytest.fixture(scope="session")
def valid_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder: ``home`` with a logbook and two keys that open at once, and beside it what it wrote."""
    root = tmp_path_factory.mktemp("valid")
    desk = lived_in(root / "home")
    desk.ok("request", "--to", SUPERVISOR, str(root / "request.slb"))
    desk.ok("respond", str(root / "response.slb"), "--as", SUPERVISOR)
    desk.ok("report", "progress", str(root / "report.pdf"))
    desk.ok("export", str(root / "all"))
    desk.ok("backup", str(root / "copy.db"))
    desk.ok("framework", "new", str(root / "framework.toml"))
    desk.ok("identity", "card", str(root / "card.slb"), passphrase=PASSPHRASE)
    desk.ok("identity", "export", str(root / "carried.key"))
    return root
