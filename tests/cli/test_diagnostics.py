"""Standard error and questions: no question without a terminal, no passphrase in sight."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator

import pytest

from sonolog.cli import diagnostics
from sonolog.cli.errors import Interrupted, NeedsAnswer, PassphrasesDiffer, PassphraseUnreadable
from sonolog.errors import SonologError


class _Terminal(io.StringIO):
    """Standard input as a person at a terminal types it."""

    def isatty(self) -> bool:
        """Say that somebody is there."""
        return True


def _typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", _Terminal(text))


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    """Give the two ends of a pipe."""
    reading, writing = os.pipe()
    yield reading, writing
    os.close(reading)


def test_without_a_terminal_a_question_fails_and_names_the_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    """A script is never left waiting: it is told which flag answers."""
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    with pytest.raises(NeedsAnswer) as refused:
        diagnostics.confirm("Withdraw C-7K3M?", flag="--yes")
    assert "--yes" in refused.value.hint
    with pytest.raises(NeedsAnswer, match="no terminal") as refused:
        diagnostics.choose("Who supervised?", ["Sam Supervisor"], flag="by=NAME")
    assert "by=NAME" in refused.value.hint
    with pytest.raises(NeedsAnswer) as refused:
        diagnostics.ask_passphrase("Passphrase")
    assert "--passphrase-fd" in refused.value.hint


def test_yes_on_the_command_line_answers_without_asking(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --yes nothing is asked and nothing is written."""
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert diagnostics.confirm("Withdraw?", yes=True)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("typed", "default", "answer"),
    [("y\n", False, True), ("\n", True, True), ("\n", False, False), ("what\nNO\n", True, False)],
)
def test_a_question_takes_yes_no_or_the_default(
    monkeypatch: pytest.MonkeyPatch, typed: str, default: bool, answer: bool
) -> None:
    """An empty line is the default, anything unknown is asked again."""
    _typed(monkeypatch, typed)
    assert diagnostics.confirm("Sure?", default=default) is answer


def test_the_end_of_input_is_an_interruption(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-D at a question changes nothing."""
    _typed(monkeypatch, "")
    with pytest.raises(Interrupted):
        diagnostics.confirm("Sure?")


@pytest.mark.parametrize("typed", ["2\n", "sam\n", "0\n9\nx\ns\nsa\n2\n"])
def test_a_choice_is_made_by_number_or_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    """The number or a beginning that fits one option; anything else is asked again."""
    _typed(monkeypatch, typed)
    assert diagnostics.choose("Who?", ["Sally Supervisor", "Sam Supervisor"], flag="--by") == "Sam Supervisor"
    assert "  2  Sam Supervisor" in capsys.readouterr().err


def test_each_passphrase_is_the_next_line_of_the_descriptor(pipe: tuple[int, int]) -> None:
    """Two questions read two lines, in any line ending, and no more than that."""
    reading, writing = pipe
    os.write(writing, "correct horse\r\nzweites Wort ü\nrest".encode())
    os.close(writing)
    assert diagnostics.ask_passphrase("One", fd=reading).reveal() == b"correct horse"
    assert diagnostics.ask_passphrase("Two", fd=reading, confirm=True).reveal() == "zweites Wort ü".encode()
    assert os.read(reading, 10) == b"rest"


@pytest.mark.parametrize("content", [b"", b"\n", b"   \n", b"\xff\xfe\n"])
def test_a_descriptor_without_a_passphrase_is_refused(pipe: tuple[int, int], content: bytes) -> None:
    """An empty or undecodable line is no passphrase, and its bytes are not shown."""
    reading, writing = pipe
    os.write(writing, content)
    os.close(writing)
    with pytest.raises(PassphraseUnreadable):
        diagnostics.ask_passphrase("Passphrase", fd=reading)


def test_a_descriptor_that_is_not_open_is_refused() -> None:
    """A wrong number is told apart from a wrong passphrase."""
    reading, writing = os.pipe()
    os.close(reading)
    os.close(writing)
    with pytest.raises(PassphraseUnreadable, match=f"descriptor {reading}"):
        diagnostics.ask_passphrase("Passphrase", fd=reading)


def test_a_new_passphrase_is_typed_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip of the finger must not lock a key."""
    _typed(monkeypatch, "")
    answers = iter(["correct horse", "correct horse", "correct horse", "correct house"])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(answers))
    assert diagnostics.ask_passphrase("New passphrase", confirm=True).reveal() == b"correct horse"
    with pytest.raises(PassphrasesDiffer):
        diagnostics.ask_passphrase("New passphrase", confirm=True)


def test_what_is_said_is_safe_for_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Notes, warnings, refusals and questions show control characters instead of sending them."""
    _typed(monkeypatch, "y\n")
    nasty = "\x1b[2J\u202e"
    diagnostics.note(nasty)
    diagnostics.warning(nasty)
    diagnostics.error(SonologError(nasty, hint=nasty, kept=nasty, where=nasty))
    diagnostics.error(SonologError(nasty), as_json=True)
    diagnostics.confirm(nasty)
    error = capsys.readouterr().err
    assert "\x1b" not in error
    assert "\u202e" not in error
    assert error.count("<U+202E>") >= 6


def test_a_closed_standard_error_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """With nobody to tell, telling does nothing."""
    monkeypatch.setattr("sys.stderr", None)
    diagnostics.note("done")
    diagnostics.error(SonologError("no"))
