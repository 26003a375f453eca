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
from contextlib import closing, suppress
from pathlib import Path
from random import Random

import pytest

from sonolog.clock import SystemClock
from sonolog.paths import Home
from sonolog.usecases.add_record import ADDABLE
from sonolog.usecases.begin import begin
from sonolog.usecases.drafts import kept_forms
from sonolog.usecases.open_logbook import open_logbook

from .programme import Programme

_PATIENCE = 30.0
"""Seconds to wait for the app before giving up; on a quiet machine it takes one."""
_FILL_IN = "\x07"
"""ctrl+g, which every terminal sends."""


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

    def wait_for_echo(self) -> None:
        """Wait until the screen has answered to what was pressed."""
        assert select.select([self._ours], [], [], _PATIENCE)[0]
        os.read(self._ours, 65536)

    def ended(self) -> int:
        """Wait until the program has ended, reading what it draws meanwhile, and return its exit code."""
        until = time.monotonic() + _PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < until
            if select.select([self._ours], [], [], 0.1)[0]:
                with suppress(OSError):  # which the terminal answers once the program has left it
                    os.read(self._ours, 65536)
        os.close(self._ours)
        return int(self.process.returncode)

    def close(self) -> None:
        """Close the terminal, as somebody does who has done with it."""
        os.close(self._ours)

    def kill(self) -> None:
        """End the program as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        os.close(self._ours)


def a_trainee_in(folder: Path) -> Home:
    """Return the home of a trainee who has logged nothing."""
    home = Home(data=folder / "data", config=folder / "config", state=folder / "state")
    book = open_logbook(None, home=home, clock=SystemClock(), make=True)
    begin(book, "Tess Trainee").close()
    return home


def typed_until_killed(app: Terminal, letters: str, pause: float) -> list[float]:
    """Type letter by letter, kill the app, and return how many seconds before its end each was seen."""
    moments = []
    for letter in letters:
        app.press(letter)
        app.wait_for_echo()
        moments.append(time.monotonic())
        time.sleep(pause)
    app.kill()
    end = time.monotonic()
    return [end - moment for moment in moments]


def test_a_killed_app_loses_at_most_a_second_of_typing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, programme: Programme
) -> None:
    """Killed at any moment of typing: what was typed a second before is kept, and the form is offered again."""
    rounds, wrong, latest = programme.amount(1, 12), 0, 0.0
    chance = Random(programme.seed)  # noqa: S311  (when to strike, not a secret)
    for number in range(rounds):
        folder = tmp_path / str(number)
        monkeypatch.setenv("SONOLOG_HOME", str(folder))
        home = a_trainee_in(folder)
        app = Terminal()
        app.wait_for("log your first")
        app.press("n")
        app.wait_for("Pathologies")
        letters = "".join(chance.choices("abcdefghijklmnoprstuw", k=chance.randint(15, 30)))
        ages = typed_until_killed(app, letters, chance.uniform(0.04, 0.12))
        with closing(open_logbook(None, home=home, clock=SystemClock())) as book:
            kept = "".join(one.typed.get("region", "") for one in kept_forms(book, "scan"))
        lost = ages[len(kept) :]
        latest = max([latest, *lost])
        print(f"typed {letters}, kept {kept}, lost the last {max(lost, default=0):.2f} s")  # noqa: T201
        again = Terminal()
        again.wait_for("An unfinished scan")
        again.kill()
        wrong += not letters.startswith(kept) or not kept or max(lost, default=0) > 1
    note = f"at most the last {latest:.2f} s of typing lost"
    programme.figure("T17", "the app killed while a form is typed", count=rounds, least=10, wrong=wrong, note=note)


def test_a_closed_terminal_ends_the_app_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Closing the window is no fault: 129 as for every hang-up, no report of a crash, and the form is offered again."""
    monkeypatch.setenv("SONOLOG_HOME", str(tmp_path))
    home = a_trainee_in(tmp_path)
    app = Terminal()
    app.wait_for("log your first")
    app.press("n")
    app.wait_for("Pathologies")
    app.press("should")
    time.sleep(1)
    app.close()
    assert app.process.wait(_PATIENCE) == 129
    assert not home.crashes.exists()
    with closing(open_logbook(None, home=home, clock=SystemClock())) as book:
        assert [one.typed["region"] for one in kept_forms(book, "scan")] == ["should"]


def test_a_killed_app_keeps_the_levels_of_a_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form half filled in: a level given a second before the end is kept, and the form goes on with it."""
    monkeypatch.setenv("SONOLOG_HOME", str(tmp_path))
    home = a_trainee_in(tmp_path)
    for given, then in (("4", "6 of 7 items"), ("3", "5 of 7 items")):
        app = Terminal()
        app.wait_for("log your first")
        app.press("d")
        app.wait_for("Records")
        app.press("+")
        app.wait_for("Assessment")
        app.press("\x1b[B" * ADDABLE.index("assessment") + "\r")
        app.wait_for("Purpose")
        app.press("osaus" if given == "4" else "")
        app.press(_FILL_IN)
        app.wait_for("still to judge")
        app.press(given if given == "4" else f"\r{given}")
        app.wait_for(then)
        time.sleep(1)
        app.kill()
    with closing(open_logbook(None, home=home, clock=SystemClock())) as book:
        (kept,) = kept_forms(book, "assessment")
    assert kept.typed["item_levels"] == "indication 4; equipment 3"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_an_app_at_work_ends_when_it_is_asked_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals, code: int
) -> None:
    """Asked in the middle of drawing, at one moment and another: it ends, with 128 plus the number."""
    monkeypatch.setenv("SONOLOG_HOME", str(tmp_path))
    home = a_trainee_in(tmp_path)
    for pause in (0.0, 0.01, 0.03):
        app = Terminal()
        app.wait_for("log your first")
        app.press("n")
        time.sleep(pause)
        app.process.send_signal(number)
        assert app.ended() == code
    assert not home.crashes.exists()
