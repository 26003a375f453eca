"""How long sonolog keeps one waiting, as a ratio to a floor measured in the same run; exit 1 beyond a limit.

The two sides of a ratio are run in turn, so that whatever else the machine does slows both, and the medians
are compared.
"""

from __future__ import annotations

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
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from table import Line, hand_over

PYTHON = sys.executable
SONOLOG = str(Path(PYTHON).with_name("sonolog"))
LOG = (SONOLOG, "log", "shoulder", "left", "supraspinatus", "supervision=direct", "by=A. Example")
EARLIER = (SONOLOG, "log", "knee", "right", "effusion", "supervision=direct", "by=A. Example")
HELLO = """
from textual.app import App
from textual.widgets import Static

class Hello(App):
    def compose(self):
        yield Static("Hello, world")

Hello().run()
"""
ROWS, COLUMNS = 24, 80
ALTERNATE_SCREEN = b"\x1b[?1049h"
LAST_ROW = b"\x1b[%d;1H" % ROWS
"""The move to the last row, with which a first screenful ends."""
PATIENCE = 60.0
"""Seconds after which a program that draws nothing is given up."""

Command = Sequence[str]
Clock = Callable[[Command, Mapping[str, str]], float]


@dataclass(frozen=True, slots=True)
class Bench:
    """What is measured against what."""

    name: str
    command: Command
    floor: Command
    about: str
    """What the floor is."""
    limit: float
    """The highest ratio that is good enough."""
    clock: Clock
    runs: int = 21


def until_the_end(command: Command, environment: Mapping[str, str]) -> float:
    """Return the seconds from start to exit."""
    begun = time.perf_counter()
    subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    return time.perf_counter() - begun


def until_the_first_frame(command: Command, environment: Mapping[str, str]) -> float:
    """Return the seconds from start to the first whole screenful in a terminal of 80 by 24."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    try:
        return _first_screenful(ours, command) - begun
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _first_screenful(terminal: int, command: Command) -> float:
    """Return the moment at which the last row of the first screenful had been drawn."""
    seen = b""
    while select.select([terminal], [], [], PATIENCE)[0]:
        try:
            seen += os.read(terminal, 65536)
        except OSError:  # the program has ended, and its side of the terminal with it
            break
        if LAST_ROW in seen.partition(ALTERNATE_SCREEN)[2]:
            return time.perf_counter()
    sys.exit(f"{' '.join(command)} drew no screen:\n{seen.decode(errors='replace')}")


_NOTHING = "starting Python to do nothing."
_LIBRARIES = "starting Python and importing the three libraries the command needs."
_BARE = "the first screenful of a program of the same library that says hello."
BENCHES = (
    Bench("sonolog --version", (SONOLOG, "--version"), (PYTHON, "-c", "pass"), _NOTHING, 6, until_the_end),
    Bench("sonolog --help", (SONOLOG, "--help"), (PYTHON, "-c", "pass"), _NOTHING, 6, until_the_end),
    Bench("sonolog log", LOG, (PYTHON, "-c", "import sqlalchemy, pydantic, click"), _LIBRARIES, 1.6, until_the_end),
    Bench("first frame", (SONOLOG,), (PYTHON, "-c", HELLO), _BARE, 1.5, until_the_first_frame, runs=15),
)


def ratio(bench: Bench, used: Path) -> tuple[float, float]:
    """Return the median seconds of the command and of its floor; each run has a copy of the home ``used``."""
    sides: tuple[list[float], list[float]] = ([], [])
    for turn in range(bench.runs + 1):
        for command, seconds in zip((bench.command, bench.floor), sides, strict=True):
            with tempfile.TemporaryDirectory() as folder:
                home = shutil.copytree(used, Path(folder) / "home")
                took = bench.clock(command, _environment(home))
            if turn:  # the first run of each finds cold disks
                seconds.append(took)
    return median(sides[0]), median(sides[1])


def lines() -> Iterator[Line]:
    """Yield the figures."""
    with tempfile.TemporaryDirectory() as folder:
        used = Path(folder) / "home"
        until_the_end(EARLIER, _environment(used))
        for bench in BENCHES:
            took, floor = ratio(bench, used)
            yield Line(what=bench.name, took=took, floor=floor, about=bench.about, limit=bench.limit)


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SONOLOG_")}
    return kept | {"SONOLOG_HOME": str(home), "TERM": "xterm-256color"}


if __name__ == "__main__":
    sys.exit(hand_over(lines()))
