"""The app on many scans, as ratios to floors measured in the same run; exit 1 beyond a limit.

Its first frame and the first real figures against a bare Textual program, and a key in the list of scans against the
same key on 100 scans.  Each program runs in a terminal of its own, as a person's would.  Sizes are arguments; the goals
are set at 100,000.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from logbooks import add_scans
from startup import ALTERNATE_SCREEN, COLUMNS, HELLO, LAST_ROW, PATIENCE, PYTHON, ROWS, SONOLOG
from table import Left, Line, few_runs, hand_over, sizes

from sonolog.clock import SystemClock
from sonolog.paths import Home
from sonolog.usecases.begin import begin
from sonolog.usecases.enrol import enrol
from sonolog.usecases.open_logbook import open_logbook

LARGE, SMALL = 100_000, 100
RUNS = 11
KEYS = 60
FIRST_FRAME, REAL_DATA, KEY = 1.3, 2.6, 1.3
LEFT = Left(
    what="the app on a large logbook",
    above=100_000,
    why="a million scans are more than any trainee has, and making and opening them would be half of the whole run.",
)
QUIET = 0.05
"""Seconds without a byte after which a repaint is over."""


def make_logbook(folder: Path, count: int) -> Path:
    """Make a home with a logbook of ``count`` scans, enrolled on a framework, and return it."""
    home = Home(*(folder / name for name in ("data", "config", "state")))
    logbook = begin(open_logbook(None, home=home, clock=SystemClock(), make=True), "Tess Trainee")
    enrol(logbook, "rcr-msk")
    add_scans(logbook, count, lambda at: date(2024, 1, 1) + timedelta(days=at % 1_000))
    logbook.close()
    return folder


class Terminal:
    """A program in a terminal of 80 by 24: what it draws, and keys for it."""

    def __init__(self, command: list[str], home: Path) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        kept = {name: text for name, text in os.environ.items() if not name.startswith("SONOLOG_")}
        environment = kept | {"SONOLOG_HOME": str(home), "TERM": "xterm-256color"}
        self.begun = time.perf_counter()
        self._process = subprocess.Popen(
            command, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
        )
        os.close(theirs)
        self.seen = b""

    def until(self, *wanted: bytes) -> float:
        """Return the seconds from the start until all of ``wanted`` was drawn."""
        while not all(one in self.seen.partition(ALTERNATE_SCREEN)[2] for one in wanted):
            self._read()
        return time.perf_counter() - self.begun

    def press(self, key: bytes) -> float:
        """Return the seconds from a key to the last byte of the repaint it causes."""
        begun = time.perf_counter()
        os.write(self._ours, key)
        self._read()
        last = time.perf_counter()
        while select.select([self._ours], [], [], QUIET)[0]:
            self._read()
            last = time.perf_counter()
        return last - begun

    def rest(self) -> None:
        """Wait until nothing is drawn for a moment."""
        while select.select([self._ours], [], [], 0.7)[0]:
            self._read()

    def _read(self) -> None:
        if not select.select([self._ours], [], [], PATIENCE)[0]:
            sys.exit(f"nothing more is drawn; at last: {self.seen[-2000:].decode(errors='replace')}")
        self.seen += os.read(self._ours, 65536)

    def close(self) -> None:
        """End the program."""
        self._process.kill()
        self._process.wait()
        os.close(self._ours)


@contextlib.contextmanager
def running(command: list[str], home: Path) -> Iterator[Terminal]:
    """Give a running program."""
    terminal = Terminal(command, home)
    try:
        yield terminal
    finally:
        terminal.close()


def starts(large: Path, count: int, runs: int) -> tuple[float, float, float]:
    """Return the medians of a bare program's first frame, ours, and ours with real figures."""
    bare, frame, figures = [], [], []
    for turn in range(runs + 1):
        with running([PYTHON, "-c", HELLO], large) as terminal:
            floor = terminal.until(LAST_ROW)
        with running([SONOLOG], large) as terminal:
            first = terminal.until(LAST_ROW)
            real = terminal.until(f"{count:,} scans".encode())
        if turn:  # the first run finds cold disks
            bare.append(floor)
            frame.append(first)
            figures.append(real)
    return median(bare), median(frame), median(figures)


def key_time(home: Path) -> float:
    """Return the median seconds from a key to the repaint in the list of scans."""
    with running([SONOLOG], home) as terminal:
        terminal.until(b"scans")
        terminal.rest()
        terminal.press(b"l")
        terminal.rest()
        taken = [terminal.press(b"\x1b[B") for _ in range(KEYS)]
    return median(taken)


def measured(folder: Path, count: int, small: Path) -> list[Line]:
    """Return the three figures of a logbook of ``count`` scans."""
    large = make_logbook(folder, count)
    bare, frame, figures = starts(large, count, RUNS if count == LARGE else few_runs(count))
    keys = [(key_time(large), key_time(small)) for _ in range(3 if count == LARGE else 1)]
    many, few = median(one for one, _ in keys), median(one for _, one in keys)
    hello = "the first screenful of a program of the same library that says hello."
    rows = (
        ("first frame of a large logbook", frame, bare, FIRST_FRAME, hello),
        ("real figures of a large logbook", figures, bare, REAL_DATA, hello),
        ("key to repaint in the list of scans", many, few, KEY, f"the same key in a logbook of {SMALL} scans."),
    )
    return [
        Line(what=what, size=count, judged=count == LARGE, took=took, floor=floor, about=about, limit=limit)
        for what, took, floor, limit, about in rows
    ]


def lines(counts: Sequence[int]) -> Iterator[Line]:
    """Yield the figures of each size."""
    with tempfile.TemporaryDirectory() as folder:
        small = make_logbook(Path(folder) / "small", SMALL)
        for count in counts:
            large = Path(folder) / str(count)
            yield from measured(large, count, small)
            shutil.rmtree(large)


if __name__ == "__main__":
    sys.exit(hand_over(lines(sizes(sys.argv[1:], (LARGE,), LEFT))))
