"""The table of commands and the page made from it."""

from __future__ import annotations

from importlib import import_module
from itertools import chain, groupby

import click
import pytest

from sonolog.cli.command import Command, Group
from sonolog.cli.commands import ALSO_CALLED, BY_NAME, COMMANDS, CommandEntry, nearest_commands
from sonolog.cli.help_page import EXAMPLES, help_lines
from sonolog.cli.root import program


def test_no_name_and_no_file_stands_twice() -> None:
    """Each command has one line in the table, and a file of its own."""
    assert len(BY_NAME) == len(COMMANDS) == len({entry.module for entry in COMMANDS})


def test_headings_stand_together() -> None:
    """The table is written in the order of the help, group after group."""
    headings = [heading for heading, _ in groupby(entry.heading for entry in COMMANDS)]
    assert len(headings) == len(set(headings))


def test_the_help_fits_a_small_terminal() -> None:
    """No line of the page is wider than 80 columns, and it is plain ASCII for every terminal and reader."""
    assert all(len(line) <= 80 and line.isascii() for line in help_lines())


def test_examples_use_commands_that_exist() -> None:
    """What the help shows can be typed."""
    assert {line.split()[1] for line, _ in EXAMPLES} <= set(BY_NAME)


def test_words_of_other_programs_lead_to_ours() -> None:
    """A word known from elsewhere is offered its command here, and is no command itself."""
    assert set(ALSO_CALLED.values()) <= set(BY_NAME)
    assert not set(ALSO_CALLED) & set(BY_NAME)
    assert nearest_commands("edit") == ["amend"]
    assert nearest_commands("PROGRES")[0] == "progress"
    assert nearest_commands("xyzzy") == []


def test_the_parser_knows_the_same_names() -> None:
    """The group lists the table's names in its order, without importing one."""
    root = program()
    assert root.list_commands(click.Context(root)) == [entry.name for entry in COMMANDS]


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_each_command_takes_the_common_options_and_shows_examples(entry: CommandEntry) -> None:
    """A command's file holds one of our kind, under its own name, with help and examples."""
    command = import_module(f"sonolog.cli.{entry.module}").command
    assert isinstance(command, Command | Group)
    assert command.name == entry.name
    parts = command.commands.values() if isinstance(command, Group) else ()
    for one in chain([command], parts):
        assert isinstance(one, Command | Group)
        assert one.help
        assert one.examples
        assert all(line.startswith("#") or "sonolog" in line for line in one.examples)
        assert all(len(line) <= 78 for line in one.examples)
