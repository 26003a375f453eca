"""``sonolog`` alone in a terminal: the hand-over to the app, tried in a real pseudo-terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest

_HAND_OVER = """
import sys
from sonolog import cli
def open_app(request):
    print("APP", request.logbook, "textual" in sys.modules)
    return 4
cli.main(sys.argv[1:], open_app=open_app)
"""


def _in_a_terminal(environment: dict[str, str], *words: str) -> tuple[int, str]:
    """Run the hand-over with a terminal on all three streams; return its exit code and the screen."""
    controlling, terminal = pty.openpty()
    command = [sys.executable, "-c", _HAND_OVER, *words]
    with subprocess.Popen(command, env=environment, stdin=terminal, stdout=terminal, stderr=terminal) as running:
        os.close(terminal)
        shown = b""
        while part := _read(controlling):
            shown += part
    os.close(controlling)
    return running.returncode, shown.decode()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 4096)
    except OSError:  # how Linux reports that the other end of a pseudo-terminal was closed
        return b""


@pytest.mark.parametrize(("words", "logbook"), [([], "None"), (["--logbook", "book.db"], "book.db")])
def test_in_a_terminal_the_app_opens(environment: dict[str, str], words: list[str], logbook: str) -> None:
    """Nothing but options typed in a terminal hands over to the app, whose exit code is ours."""
    code, shown = _in_a_terminal(environment | {"TERM": "xterm"}, *words)
    assert (code, shown.strip()) == (4, f"APP {logbook} False")


def test_the_logbook_of_the_environment_reaches_the_app(environment: dict[str, str]) -> None:
    """SONOLOG_LOGBOOK holds for the app as well."""
    _, shown = _in_a_terminal(environment | {"TERM": "xterm", "SONOLOG_LOGBOOK": "there.db"})
    assert "APP there.db" in shown


def test_a_dumb_terminal_gets_the_help(environment: dict[str, str]) -> None:
    """Where no full-screen app can be drawn, the help is printed."""
    code, shown = _in_a_terminal(environment | {"TERM": "dumb"})
    assert code == 2
    assert shown.startswith("Usage: sonolog")


def test_in_a_pipe_the_app_never_opens(environment: dict[str, str]) -> None:
    """Without a terminal on both sides the app would run unseen for ever."""
    command = [sys.executable, "-c", _HAND_OVER]
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "APP" not in done.stdout
