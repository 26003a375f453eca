"""The app on 100,000 scans, as ratios to floors measured in the same run; exit 1 beyond a limit.

Its first frame and the first real figures against a bare Textual program, and a key in the list of scans against the
same key on 100 scans.  Each program runs in a terminal of its own, as a person's would.
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
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median

from evaluation import scan
from startup import ALTERNATE_SCREEN, COLUMNS, HELLO, LAST_ROW, PATIENCE, PYTHON, ROWS, SONOLOG

from sonolog.clock import SystemClock
from sonolog.domain.admission import make_record
from sonolog.paths import Home
from sonolog.usecases.begin import begin
from sonolog.usecases.enrol import enrol
from sonolog.usecases.open_logbook import open_logbook
from sonolog.usecases.people import add_person, the_trainee
from sonolog.usecases.writing import Place, writing

LARGE, SMALL = 100_000, 100
RUNS = 11
KEYS = 60
BATCH = 2_000
FIRST_FRAME, REAL_DATA, KEY = 1.3, 2.6, 1.3
QUIET = 0.05
"""Seconds without a byte after which a repaint is over."""


def make_logbook(folder: Path, count: int) -> Path:
    """Make a home with a logbook of ``count`` scans, enrolled on a framework, and return it."""
    home = Home(*(folder / name for name in ("data", "config", "state")))
    logbook = begin(open_logbook(None, home=home, clock=SystemClock(), make=True), "Tess Trainee")
    supervisor, trainee = add_person(logbook, "Sam Supervisor").id, the_trainee(logbook).id
    enrol(logbook, "rcr-msk")
    chance = Random(2026)  # noqa: S311  the same scans on every run
    for start in range(0, count, BATCH):
        with writing(logbook, "import") as act:
            for at in range(start, min(start + BATCH, count)):
                fields = scan(at, chance, supervisor)
                day = date(2024, 1, 1) + timedelta(days=at % 1_000)
                record = make_record("scan", fields | {"date": day, "case": f"C-{at:06d}"})
                act.record(record, Place(record=logbook.new_id(), subject=trainee))
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


def starts(large: Path) -> tuple[float, float, float]:
    """Return the medians of a bare program's first frame, ours, and ours with real figures."""
    bare, frame, figures = [], [], []
    for turn in range(RUNS + 1):
        with running([PYTHON, "-c", HELLO], large) as terminal:
            floor = terminal.until(LAST_ROW)
        with running([SONOLOG], large) as terminal:
            first = terminal.until(LAST_ROW)
            real = terminal.until(f"{LARGE:,} scans".encode())
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


def main() -> int:
    """Print the table and return 1 where a limit is broken."""
    with tempfile.TemporaryDirectory() as folder:
        large = make_logbook(Path(folder) / "large", LARGE)
        small = make_logbook(Path(folder) / "small", SMALL)
        bare, frame, figures = starts(large)
        keys = [(key_time(large), key_time(small)) for _ in range(3)]
        many, few = median(one for one, _ in keys), median(one for _, one in keys)
        shutil.rmtree(large)
    rows = (
        ("first frame, 100,000 scans", frame, bare, FIRST_FRAME),
        ("real figures, 100,000 scans", figures, bare, REAL_DATA),
        ("key to repaint, 100,000 to 100", many, few, KEY),
    )
    print(f"{'what':<34}{'took':>11}{'floor':>11}{'ratio':>8}{'limit':>8}")
    for name, took, floor, limit in rows:
        held = "" if took / floor <= limit else "  beyond its limit"
        print(f"{name:<34}{took * 1000:>8.1f} ms{floor * 1000:>8.1f} ms{took / floor:>8.2f}{limit:>8.1f}{held}")
    return int(any(took / floor > limit for _, took, floor, limit in rows))


if __name__ == "__main__":
    sys.exit(main())
