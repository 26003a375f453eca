"""The table of commands and the files of the command line agree."""

from __future__ import annotations

from importlib import import_module

import click
import pytest

from sonolog.cli.commands import COMMANDS, CommandEntry

from .source import SOURCE, tree_of

_ENTRIES = [pytest.param(entry, id=entry.name) for entry in COMMANDS]


@pytest.mark.parametrize("entry", _ENTRIES)
def test_a_command_has_its_file(entry: CommandEntry) -> None:
    """Every command of the table is ``command`` in the file the table names, and is called the same."""
    command = import_module(f"sonolog.cli.{entry.module}").command
    assert isinstance(command, click.Command)
    assert command.name in (None, entry.name)


def test_a_file_with_a_command_is_in_the_table() -> None:
    """No command is written and then forgotten."""
    files = {path.stem for path in (SOURCE / "cli").glob("*.py") if _makes_a_command(path.stem)}
    assert files == {entry.module for entry in COMMANDS}


def test_names_and_files_are_used_once() -> None:
    """No two commands share a name or a file."""
    assert len({entry.name for entry in COMMANDS}) == len({entry.module for entry in COMMANDS}) == len(COMMANDS)


def _makes_a_command(stem: str) -> bool:
    """Whether the file defines ``command`` at its outermost level."""
    body = tree_of(SOURCE / "cli" / f"{stem}.py").body
    assigned = (target for node in body if hasattr(node, "targets") for target in node.targets)
    names = {getattr(node, "name", None) for node in body} | {getattr(one, "id", None) for one in assigned}
    return "command" in names
