"""The options of every command, before and after its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import click
import pytest

from sonolog import cli
from sonolog.cli.command import Command, Group, pass_request
from sonolog.cli.global_options import GLOBAL_OPTIONS
from sonolog.cli.options import Request
from sonolog.clock import HeldClock

Install = Callable[[click.Command], None]
VALUES = {"PATH": "book.db", "PERSON": "Tess Trainee", "DATE": "yesterday", "N": "7", "WHAT": "code"}


def _recorder(seen: list[Request]) -> Command:
    @click.command("scans", cls=Command)
    @click.argument("words", nargs=-1)
    @pass_request
    def command(request: Request, words: tuple[str, ...]) -> None:
        seen.append(request)

    assert isinstance(command, Command)
    return command


def test_every_global_option_fills_a_field_of_the_request() -> None:
    """The table of options and the fields of the request name the same things."""
    assert {option.field for option in GLOBAL_OPTIONS} <= {field.name for field in fields(Request)}


@pytest.mark.parametrize("option", GLOBAL_OPTIONS, ids=lambda option: option.flag)
def test_an_option_means_the_same_before_and_after_the_command(scans_are: Install, option: object) -> None:
    """Typed before the command, after it, or after its words, each option fills the same field."""
    assert isinstance(option, type(GLOBAL_OPTIONS[0]))
    seen: list[Request] = []
    scans_are(_recorder(seen))
    typed = [option.flag, VALUES[option.metavar]] if option.metavar else [option.flag]
    for words in ([*typed, "scans", "knee"], ["scans", *typed, "knee"], ["scans", "knee", *typed]):
        assert cli.run(words) == 0
    expected: object = VALUES[option.metavar] if option.metavar else True
    expected = 7 if option.metavar == "N" else expected
    assert [getattr(request, option.field) for request in seen] == [expected] * 3


def test_the_nearer_option_wins(scans_are: Install) -> None:
    """Given twice, the one that stands after the command is meant."""
    seen: list[Request] = []
    scans_are(_recorder(seen))
    assert cli.run(["--trainee", "A. Example", "scans", "--trainee", "Tess Trainee"]) == 0
    assert seen[0].trainee == "Tess Trainee"


def test_the_parts_of_a_group_take_them_too(scans_are: Install) -> None:
    """A command of two words takes the options at every place."""
    seen: list[Request] = []
    group = Group("scans")

    @group.command("list")
    @pass_request
    def part(request: Request) -> None:
        seen.append(request)

    scans_are(group)
    for words in (["--json", "scans", "list"], ["scans", "--json", "list"], ["scans", "list", "--json"]):
        assert cli.run(words) == 0
    assert all(request.json for request in seen)
    assert len(seen) == 3


def test_a_group_alone_names_its_parts(scans_are: Install, capsys: pytest.CaptureFixture[str]) -> None:
    """A command of two words with only one typed says which may follow."""
    group = Group("scans")
    for name in ("list", "check"):
        group.add_command(Command(name))
    scans_are(group)
    assert cli.run(["scans"]) == 2
    assert "sonolog scans needs one more word: check, list." in capsys.readouterr().err


def test_the_logbook_may_come_from_the_environment(scans_are: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    """SONOLOG_LOGBOOK names the logbook, and --logbook is stronger."""
    seen: list[Request] = []
    scans_are(_recorder(seen))
    monkeypatch.setenv("SONOLOG_LOGBOOK", "there.db")
    assert cli.run(["scans"]) == 0
    assert cli.run(["scans", "--logbook", "here.db"]) == 0
    monkeypatch.setenv("SONOLOG_LOGBOOK", "")
    assert cli.run(["scans"]) == 0
    assert [request.logbook for request in seen] == ["there.db", "here.db", None]


def test_time_and_folders_come_with_the_request(scans_are: Install, home: Path) -> None:
    """A command is handed the held clock and the moved home, and makes no folder by that."""
    seen: list[Request] = []
    scans_are(_recorder(seen))
    assert cli.run(["scans"]) == 0
    assert isinstance(seen[0].clock, HeldClock)
    assert seen[0].home.data == home / "data"
    assert not home.exists()


def test_a_word_that_is_no_number_is_refused(scans_are: Install, capsys: pytest.CaptureFixture[str]) -> None:
    """A file descriptor is a number of zero or more."""
    scans_are(_recorder([]))
    assert cli.run(["scans", "--passphrase-fd", "-1"]) == 2
    assert "--passphrase-fd" in capsys.readouterr().err


def test_after_two_dashes_an_option_is_a_word(scans_are: Install) -> None:
    """Whatever follows -- belongs to the command."""
    seen: list[Request] = []
    scans_are(_recorder(seen))
    assert cli.run(["scans", "--", "--json"]) == 0
    assert not seen[0].json


def test_a_commands_help_shows_examples_and_names_the_common_options(
    scans_are: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    """Examples stand before the options, as they are typed, and the global options are named once."""
    scans_are(Command("scans", help="List scans.", examples=["sonolog scans knee " + "x" * 100]))
    assert cli.run(["scans", "--help"]) == 0
    page = capsys.readouterr().out
    assert page.index("sonolog scans knee " + "x" * 100) < page.index("Options:")
    assert page.count("--trainee") == 1
