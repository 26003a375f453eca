"""The app, killed in the middle of a form."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from sonolog.clock import SystemClock
from sonolog.paths import Home
from sonolog.usecases.begin import begin
from sonolog.usecases.drafts import kept_forms
from sonolog.usecases.open_logbook import open_logbook

_PATIENCE = 30.0
"""Seconds to wait for the app before giving up; on a quiet machine it takes one."""


class Terminal:
    """The program in a real terminal of 80 by 24."""

    def __init__(self, *words: str) -> None:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        environment = dict(os.environ) | {"TERM": "xterm-256color"}
        command = [sys.executable, "-m", "sonolog", *words]
        self.process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
        os.close(theirs)
        self._ours = ours
        self._shown = b""

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self._ours, keys.encode())

    def wait_for(self, words: str) -> None:
        """Wait until ``words`` have been shown since the last time."""
        until = time.monotonic() + _PATIENCE
        while words.encode() not in self._shown:
            assert time.monotonic() < until, self._shown[-2000:]
            if select.select([self._ours], [], [], 0.1)[0]:
                self._shown += os.read(self._ours, 65536)
        self._shown = b""

    def kill(self) -> None:
        """End the program as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        os.close(self._ours)


def test_a_killed_app_loses_at_most_a_second_of_typing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was typed a second before ``kill -9`` is in the form that comes back."""
    home = Home(data=tmp_path / "data", config=tmp_path / "config", state=tmp_path / "state")
    monkeypatch.setenv("SONOLOG_HOME", str(tmp_path))
    book = open_logbook(None, home=home, clock=SystemClock(), make=True)
    begin(book, "Tess Trainee").close()

    app = Terminal()
    app.wait_for("log your first")
    app.press("n")
    app.wait_for("Pathologies")
    app.press("wrist")
    time.sleep(1.2)
    app.kill()

    again = open_logbook(None, home=home, clock=SystemClock())
    (kept,) = kept_forms(again, "scan")
    again.close()
    assert kept.typed["region"] == "wrist"
