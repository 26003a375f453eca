"""What a program killed at any moment of one recorded run leaves behind, laid out without running it again.

A kill takes nothing back of what was written, so the files at the n-th write point are those the first n - 1 writes
made.  That this is so is tried: :mod:`tests.faults.write_points` kills every so often and compares.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from itertools import count
from pathlib import Path

from .faulty_disk import FaultyDisk
from .lost_power import Step, steps_of
from .stage import Stage


class Replay:
    """The moments of one run, each taken in its turn: they only go forward."""

    def __init__(self, stage: Stage, disk: FaultyDisk, base: Path, act: Callable[[], int]) -> None:
        """Record ``act`` in the home kept as ``base``."""
        self._stage = stage
        stage.put_back(base)
        self._numbers = {path: path.stat().st_ino for path in stage.home.rglob("*") if path.is_file()}
        self._moments = _moments(_recorded(stage, disk, act))
        stage.put_back(base)
        self._shadow = stage.keep_as("shadow")
        self._at = 0
        self._times = count(1)
        self._out: list[str] = []

    @property
    def points(self) -> int:
        """How many write points the run came to."""
        return len(self._moments) - 1

    def lay_out(self, point: int, *, torn: bool) -> str:
        """Make the home what a kill at this point leaves, and return what had been printed.

        ``torn`` is after half of that write, or after all of what is no write.
        """
        while self._at < point:
            for step in self._moments[self._at]:
                self._take(step)
            self._at += 1
        self._stage.put_back(self._shadow)
        if torn:
            for step in self._moments[point][:1]:
                self._apply(step, self._stage.home, half=True)
        return "".join(self._out)

    def _take(self, step: Step) -> None:
        if step.what == "m":
            self._out.append(step.data.decode())
            return
        self._apply(step, self._shadow)
        names = [Path(name) for name in step.names] if step.what in "curl" else []
        if step.what == "c":
            self._numbers[names[0]] = step.file
        elif step.what in "rl":
            self._numbers[names[1]] = self._numbers[names[0]]
        if step.what in "ur":
            self._numbers.pop(names[0], None)

    def _apply(self, step: Step, root: Path, *, half: bool = False) -> None:
        """Do to the files below ``root`` what was done to those of the home."""
        if step.what in "wt":
            path = next((path for path, number in self._numbers.items() if number == step.file), None)
            if path is not None:  # a file without a name any more is nobody's
                self._write(step, self._below(root, path), half=half)
        elif step.what in "cudrl":
            _NAMES[step.what](*(self._below(root, Path(name)) for name in step.names))

    def _write(self, step: Step, path: Path, *, half: bool) -> None:
        with path.open("r+b") as file:
            if step.what == "t":
                file.truncate(step.offset)
            else:
                file.seek(step.offset)
                file.write(step.data[: len(step.data) // 2] if half else step.data)
        now = next(self._times)  # two writes within one tick of the clock must not look like one
        os.utime(path, ns=(now, now))

    def _below(self, root: Path, path: Path) -> Path:
        return root / path.relative_to(self._stage.home)


_NAMES: dict[str, Callable[..., object]] = {
    "c": lambda path: path.touch(mode=0o600),
    "u": Path.unlink,
    "d": lambda path: path.mkdir(mode=0o700),
    "r": Path.rename,
    "l": os.link,
}


class _Heard(io.StringIO):
    """A terminal: what is printed to it was seen, whatever comes after."""

    def __init__(self, disk: FaultyDisk) -> None:
        super().__init__()
        self._disk = disk

    def write(self, text: str) -> int:
        self._disk.mark(text)
        return len(text)


def _recorded(stage: Stage, disk: FaultyDisk, act: Callable[[], int]) -> list[Step]:
    log = stage.folder / "record"
    with redirect_stdout(_Heard(disk)), redirect_stderr(io.StringIO()), disk.recording(stage.home, log):
        code = act()
    assert code == 0, code
    return list(steps_of(log.read_bytes()))


def _moments(steps: Sequence[Step]) -> list[list[Step]]:
    """Return what was done before the first write point, and from each point to the next."""
    moments: list[list[Step]] = [[]]
    for step in steps:
        if step.what == "p":
            moments.append([])
        elif step.what != "s":
            moments[-1].append(step)
    return moments
