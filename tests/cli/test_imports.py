"""What a first word costs: the help, the version and completion load none of the heavy libraries."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
HEAVY = {
    "textual",
    "sqlalchemy",
    "pydantic",
    "reportlab",
    "cryptography",
    "rich",
    "aiohttp",
    "textual_serve",
    "sonolog.domain",
    "sonolog.usecases",
}


_RUN = """
import sys
from sonolog.__main__ import main
sys.argv = ["sonolog", *sys.argv[1:]]
try:
    main()
except SystemExit as left:
    assert not left.code, left.code
print(*sys.modules, file=sys.stderr)
"""


def _imported(done: subprocess.CompletedProcess[str]) -> set[str]:
    """Return the modules that were loaded when the program had finished."""
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


@pytest.mark.parametrize("option", ["--help", "--version", "-h"])
def test_help_and_version_load_no_library_at_all(python: Run, option: str) -> None:
    """Neither click nor anything heavier is imported to print a page of text."""
    done = python("-c", _RUN, option)
    assert not (HEAVY | {"click", "dataclasses"}) & _imported(done)


def test_completing_the_first_word_imports_no_command(python: Run) -> None:
    """Names come from the table; click is all that is needed beside it."""
    words = {"_SONOLOG_COMPLETE": "bash_complete", "COMP_WORDS": "sonolog s", "COMP_CWORD": "1"}
    done = python("-c", _RUN, **words)
    assert "plain,scans" in done.stdout.splitlines()
    imported = _imported(done)
    assert "click" in imported
    assert not HEAVY & imported
    assert not {"sonolog.cli.list_scans", "sonolog.cli.sign"} & imported


def test_only_the_command_that_runs_is_imported(python: Run) -> None:
    """One command's help leaves the files of all others alone."""
    done = python("-c", _RUN, "completion", "--help")
    imported = _imported(done)
    assert "sonolog.cli.completion" in imported
    assert not {"sonolog.cli.list_scans", "sonolog.cli.log_scan", "sonolog.cli.sign"} & imported
    assert not HEAVY & imported


def test_only_serving_loads_what_serves(python: Run) -> None:
    """A command that opens the logbook knows nothing of the server, nor does the help of the command that starts it."""
    for words in (["log", "knee", "left", "normal"], ["scans"], ["serve", "--help"]):
        imported = _imported(python("-c", _RUN, *words))
        assert not {"aiohttp", "textual_serve", "sonolog.web"} & imported
