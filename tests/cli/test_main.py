"""The guard around every command: which code, which words, and no text of the person in a crash report."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from sonolog import __version__, cli
from sonolog.cli.command import Command
from sonolog.cli.commands import COMMANDS
from sonolog.errors import Exit, SonologError

Run = Callable[..., subprocess.CompletedProcess[str]]
Install = Callable[[click.Command], None]


class _Refused(SonologError):
    code = "no-such-thing"
    exit = Exit.DENIED


def _doing(act: Callable[[], object]) -> Command:
    return Command("scans", callback=act)


def _raising(fault: BaseException) -> click.Command:
    def act() -> None:
        raise fault

    return _doing(act)


def test_version_is_one_line(program: Run) -> None:
    """The version goes to standard output, and nothing else is said."""
    done = program("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"sonolog {__version__}\n", "")


def test_help_names_every_command_once(program: Run) -> None:
    """The help lists each command of the table with its line, and leaves with success."""
    done = program("--help")
    assert done.returncode == 0
    for entry in COMMANDS:
        assert done.stdout.count(f"\n  {entry.name} ") == 1
        assert entry.summary in done.stdout


def test_help_is_the_same_page_behind_other_options(program: Run) -> None:
    """The page printed without any library is the page that the parser prints."""
    assert program("--plain", "-h").stdout == program("--help").stdout == program("-h").stdout


def test_nothing_typed_in_a_pipe_prints_help_and_is_wrong_usage(program: Run) -> None:
    """Without a terminal there is no app, so a bare call explains itself and fails."""
    done = program()
    assert (done.returncode, done.stderr) == (2, "")
    assert done.stdout == program("--help").stdout


@pytest.mark.parametrize(
    ("words", "nearest"),
    [(["progres"], "progress"), (["edit", "C-7K3M"], "amend"), (["completion", "--jsn", "bash"], "--json")],
)
def test_a_slip_is_answered_with_the_nearest_name(program: Run, words: list[str], nearest: str) -> None:
    """A command or option misspelt is refused with code 2, and the right one is offered."""
    done = program(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"Did you mean {nearest}" in done.stderr


def test_a_refusal_says_what_happened_what_was_kept_and_what_next(
    scans_are: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    """A refusal is written to standard error in full, with its own exit code."""
    scans_are(_raising(_Refused("It is not so.", hint="Do this.", kept="Nothing was stored.", where="line 3")))
    assert cli.run(["scans"]) == Exit.DENIED
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "sonolog: It is not so.\n  Where: line 3\n  Nothing was stored.\n  Do this.\n"


def test_under_json_a_refusal_is_one_envelope_on_standard_error(
    scans_are: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --json a program can read the refusal: error, code, where, hint."""
    scans_are(_raising(_Refused("Not “so”.", hint="Do this.", where="line 3")))
    assert cli.run(["scans", "--json"]) == Exit.DENIED
    captured = capsys.readouterr()
    facts = json.loads(captured.err)
    assert facts == {"error": "Not “so”.", "code": "no-such-thing", "where": "line 3", "hint": "Do this."}
    assert captured.out == ""


def test_wrong_usage_has_an_envelope_too(program: Run) -> None:
    """The words that make no command are refused in JSON as well, wherever --json stands."""
    for words in (["--json", "prgress"], ["completion", "tcsh", "--json"]):
        done = program(*words)
        assert done.returncode == 2
        assert json.loads(done.stderr)["code"] == "wrong-usage"


def test_an_interrupt_changes_nothing_and_says_so(scans_are: Install, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C ends with 130 and a sentence instead of a traceback."""
    scans_are(_raising(KeyboardInterrupt()))
    assert cli.run(["scans"]) == Exit.INTERRUPTED
    assert "Nothing was changed." in capsys.readouterr().err


@pytest.mark.parametrize("code", [None, 0, Exit.INVALID, 3])
def test_a_command_may_return_its_exit_code(scans_are: Install, code: int | None) -> None:
    """What a command returns becomes the exit code; nothing returned means done."""
    scans_are(_doing(lambda: code))
    assert cli.run(["scans"]) == int(code or 0)


def test_a_fault_of_the_program_leaves_a_report_without_values(
    scans_are: Install, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bug ends with 70; the private report has types, modules and lines, but no message, value or path."""

    def act() -> None:
        secret = "Tess Trainee, 999 000 0018"
        raise ValueError(secret) from KeyError(secret)

    scans_are(_doing(act))
    assert cli.run(["scans"]) == Exit.BUG
    captured = capsys.readouterr()
    (report,) = (home / "state" / "crashes").iterdir()
    text = report.read_text(encoding="utf-8")
    assert str(report) in captured.err
    assert report.stat().st_mode & 0o777 == 0o600
    assert report.parent.stat().st_mode & 0o777 == 0o700
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "command scans" in text
    for leaked in ("Tess", "999", __file__, str(home)):
        assert leaked not in text + captured.err.replace(str(report), "")


def test_a_report_that_cannot_be_written_is_shown(
    scans_are: Install, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the folder for reports cannot be made, the stack itself is printed."""
    home.write_text("a file where the home folder should be", encoding="utf-8")
    scans_are(_raising(RuntimeError("secret")))
    assert cli.run(["scans"]) == Exit.BUG
    error = capsys.readouterr().err
    assert "builtins.RuntimeError" in error
    assert "secret" not in error


def test_an_endless_recursion_is_reported_in_few_lines(
    scans_are: Install, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Even the deepest stack makes a short report."""

    def act() -> None:
        act()

    scans_are(_doing(act))
    assert cli.run(["scans"]) == Exit.BUG
    (report,) = (home / "state" / "crashes").iterdir()
    assert len(report.read_text(encoding="utf-8").splitlines()) < 120
    assert "inside the program" in capsys.readouterr().err


_SLEEPER = """
import sys, time, types, click
from sonolog import cli
from sonolog.cli.command import Command
def act():
    try:
        print("ready", flush=True)
        time.sleep(60)
    finally:
        print("rolled back", flush=True)
module = types.ModuleType("sonolog.cli.list_scans")
module.command = Command("scans", callback=act)
sys.modules[module.__name__] = module
cli.main(["scans"])
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_a_signal_ends_it_in_order(environment: dict[str, str], number: signal.Signals, code: int) -> None:
    """SIGTERM, SIGHUP and Ctrl-C let the command undo what is open, then leave with 128 plus their number."""
    command = [sys.executable, "-c", _SLEEPER]
    before = signal.signal(number, signal.SIG_DFL)  # under nohup the tests themselves ignore SIGHUP, and hand that down
    try:
        running = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    finally:
        signal.signal(number, before)
    with running:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        running.send_signal(number)
        rest, error = running.communicate(timeout=30)
    assert (running.returncode, rest) == (code, "rolled back\n")
    assert "Traceback" not in error


def test_a_reader_that_goes_away_is_no_fault(environment: dict[str, str]) -> None:
    """When the other end of the pipe is closed the program ends without a word."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "sonolog", "completion", "bash"]
    done = subprocess.run(command, env=environment, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (cli.PIPE_CLOSED, "")


@pytest.mark.parametrize("words", [["--help"], ["completion", "bash"], ["completion", "--help"]])
def test_a_full_disk_under_the_output_is_told(environment: dict[str, str], words: list[str]) -> None:
    """Output that cannot be written ends with 74 and a sentence."""
    command = [sys.executable, "-m", "sonolog", *words]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(command, env=environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == Exit.IO
    assert done.stderr.startswith("sonolog: The output could not be written")
    assert "Traceback" not in done.stderr


def test_a_closed_output_is_told(environment: dict[str, str]) -> None:
    """Standard output closed from the start ends with 74, not with a traceback."""
    command = f'"{sys.executable}" -m sonolog --help >&-'
    done = subprocess.run(["sh", "-c", command], env=environment, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == Exit.IO
    assert "standard output is closed" in done.stderr


def test_a_time_that_is_none_is_named(program: Run) -> None:
    """A held clock that cannot be read is a fault of the environment, not of the program."""
    done = program("completion", "bash", SONOLOG_NOW="soon")
    assert done.returncode == Exit.FORMAT
    assert "SONOLOG_NOW" in done.stderr
