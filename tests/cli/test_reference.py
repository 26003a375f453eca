"""The page of documentation made from the commands, and the table of exit codes."""

from __future__ import annotations

from sonolog.cli.commands import COMMANDS
from sonolog.cli.exit_codes import FURTHER, MEANINGS, OF_EVERY_COMMAND
from sonolog.cli.global_options import GLOBAL_OPTIONS
from sonolog.cli.reference import reference_lines
from sonolog.errors import Exit


def test_every_command_option_and_code_stands_on_the_page() -> None:
    """The page names everything the program knows."""
    page = "\n".join(reference_lines())
    for entry in COMMANDS:
        assert f"\n### {entry.name}\n" in page
        assert f"\nsonolog {entry.name}" in page
    assert all(f"`{option.flag}" in page for option in GLOBAL_OPTIONS)
    assert all(f"\n| {int(code)} | " in page for code in Exit)
    for part in ("people add", "identity card", "framework check", "report progress"):
        assert f"\n#### {part}\n" in page


def test_every_code_has_a_sentence_and_every_command_its_codes() -> None:
    """No code and no command is forgotten, and none is named twice."""
    assert set(MEANINGS) == set(Exit)
    assert set(FURTHER) == {entry.name for entry in COMMANDS}
    assert not any(set(codes) & set(OF_EVERY_COMMAND) for codes in FURTHER.values())


def test_the_page_is_the_same_each_time() -> None:
    """It depends on nothing but the program."""
    assert list(reference_lines()) == list(reference_lines())
