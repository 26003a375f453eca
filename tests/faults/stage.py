"""Where the faults are played: a home that is put back each time, programs forked off, and the look at what is left."""

from __future__ import annotations

import gc
import hashlib
import io
import json
import mmap
import os
import shutil
import signal
import struct
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from unittest.mock import patch

from cryptography.hazmat.primitives.serialization import ssh
from tests.quick_keys import quick_keys

from sonolog import cli
from sonolog.clock import HeldClock
from sonolog.errors import SonologError
from sonolog.paths import Home
from sonolog.store import database
from sonolog.store.objects import all_objects
from sonolog.usecases.check import check
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.open_logbook import open_logbook

from .faulty_disk import SETTLED, FaultyDisk

NOW = "2026-11-23T21:36:21+00:00"
PASSPHRASE = "correct horse battery staple"
TRAINEE, SUPERVISOR = "Tess Trainee", "Sam Supervisor"
ESCAPED = 99
"""Exit code of a program that a fault escaped from."""
MEMORY = Path("/dev/shm")  # noqa: S108  (no file of it is shared: each run makes a folder of its own)
"""A file system of memory: the faults come from the disk in between, so the true one need not be waited for."""


@dataclass(frozen=True)
class Ended:
    """How a forked program ended."""

    code: int
    """Exit code, or -9 if it was killed."""
    out: str
    err: str
    points: int
    """Write points it came to."""

    @property
    def was_killed(self) -> bool:
        """It was ended by the disk."""
        return self.code == -signal.SIGKILL


@dataclass(frozen=True)
class Found:
    """What the program finds in a logbook."""

    digests: frozenset[str]
    faults: tuple[str, ...]
    """What ``check`` says."""


@dataclass
class Stage:
    """One home below ``folder``, always at the same place, so that what was compiled for it once serves every time."""

    folder: Path
    known: dict[str, Found] = field(default_factory=dict)
    """What was found in files of this content: the same bytes are not checked twice."""

    def __post_init__(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        self._streams = self.folder / "out", self.folder / "err"
        database._engine = cache(database._engine)
        quick_keys()
        ssh._bcrypt_kdf = cache(ssh._bcrypt_kdf)  # even one round takes longer than the act
        os.environ |= {"SONOLOG_HOME": str(self.home), "SONOLOG_NOW": NOW, "NO_COLOR": "1"}

    @property
    def home(self) -> Path:
        """The home that is played in."""
        return self.folder / "home"

    @property
    def folders(self) -> Home:
        """The same as the program knows it."""
        return Home(data=self.home / "data", config=self.home / "config", state=self.home / "state")

    @property
    def logbook(self) -> Path:
        """The logbook that is played with."""
        return self.folders.logbook

    def open(self, *, make: bool = False) -> Logbook:
        """Open the logbook as the program does."""
        return open_logbook(None, home=self.folders, clock=held(), make=make)

    def keep_as(self, name: str) -> Path:
        """Keep the home as it is now under a name."""
        kept = self.folder / name
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(self.home, kept)
        return kept

    def put_back(self, kept: Path) -> None:
        """Make the home what it was."""
        wanted = {path.relative_to(kept): path for path in kept.rglob("*")}
        for path in sorted(self.home.rglob("*"), reverse=True):
            if path.relative_to(self.home) not in wanted:
                path.rmdir() if path.is_dir() else path.unlink()
        for name, path in sorted(wanted.items()):
            here = self.home / name
            if path.is_dir():
                here.mkdir(mode=0o700, parents=True, exist_ok=True)
            elif not _is_like(here, path):
                here.unlink(missing_ok=True)
                shutil.copy2(path, here)

    def fork(self, act: Callable[[], int], *, disk: FaultyDisk | None = None) -> Ended:
        """Run ``act`` in a process of its own, its words caught, and return how it ended and how much it wrote."""
        counted = mmap.mmap(-1, 8)
        child = os.fork()
        if child == 0:
            code = _as_program(act, self._streams)
            counted[:8] = struct.pack("q", disk.count() if disk else 0)
            os._exit(code)
        _, status = os.waitpid(child, 0)
        out, err = (one.read_text("utf-8", "replace") for one in self._streams)
        return Ended(os.waitstatus_to_exitcode(status), out, err, struct.unpack("q", counted[:8])[0])

    def here(self, act: Callable[[], int], disk: FaultyDisk) -> Ended:
        """Run ``act`` in this process, which lives on as the app does: what a fault leaves behind meets the next."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            try:
                code = act()
            except BaseException:  # noqa: BLE001  (that it escaped is what is to be found)
                err.write(traceback.format_exc())
                code = ESCAPED
        return Ended(code, out.getvalue(), err.getvalue(), disk.count())

    def run(self, *words: str, passphrase: str = "") -> Ended:
        """Run a command without any fault."""
        return self.fork(lambda: command(words, passphrase))

    def ok(self, *words: str, passphrase: str = "") -> str:
        """Run a command that must succeed, and return what it printed."""
        ended = self.run(*words, passphrase=passphrase)
        assert ended.code == 0, (words, ended)
        return ended.out

    def cases(self) -> dict[str, str]:
        """Return a case number for each status."""
        return {scan["status"]: scan["case"] for scan in json.loads(self.ok("scans", "--json"))["scans"]}

    def look(self, path: Path | None = None) -> Found:
        """Open the logbook as the program does, check it, and return what is there."""
        state = self._state(path or self.logbook)
        if state not in self.known:
            self.known[state] = self._looked_at(path)
        return self.known[state]

    def _state(self, path: Path) -> str:
        """Return a digest of all that the program finds: the file, its journal, and what this home has seen."""
        marks = sorted((self.folders.state).rglob("*.json"))
        total = hashlib.sha256()
        for one in (path, path.with_name(f"{path.name}-journal"), *marks):
            content = one.read_bytes() if one.exists() else None
            total.update(b"none" if content is None else len(content).to_bytes(8, "big") + content)
        return total.hexdigest()

    def _looked_at(self, path: Path | None) -> Found:
        try:
            if path is not None:
                return self._seen(open_logbook(str(path), home=self.folders, clock=held()))
            return self._seen(self.open())
        except SonologError as refusal:
            return Found(frozenset(), (f"not opened: {refusal.code}",))

    def _seen(self, book: Logbook) -> Found:
        try:
            with book.reading() as connection:
                digests = frozenset(f"{one.digest} {one.type}" for one in all_objects(connection))
            content = hashlib.sha256(book.path.read_bytes()).hexdigest()
            if content not in self.known:
                told = tuple(f"{one.what} {one.where}" for one in check(book).faults)
                self.known[content] = Found(digests, told)
            return self.known[content]
        finally:
            book.close()


@contextmanager
def a_stage() -> Iterator[Stage]:
    """Give an empty stage, in memory where there is such a place, and clear it away."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Stage(Path(folder))


def _is_like(here: Path, there: Path) -> bool:
    """Return whether a file was not touched since it was copied."""
    if not here.exists():
        return False
    one, other = here.stat(), there.stat()
    return (one.st_size, one.st_mtime_ns, one.st_mode) == (other.st_size, other.st_mtime_ns, other.st_mode)


def held() -> HeldClock:
    """Return the clock at the hour of the play."""
    return HeldClock(datetime.fromisoformat(NOW).astimezone())


def command(words: Sequence[str], passphrase: str = "") -> int:
    """Run the program's command line, the passphrase handed over a pipe."""
    further: tuple[str, ...] = ()
    if passphrase:
        reading, writing = os.pipe()
        os.write(writing, f"{passphrase}\n".encode())
        os.close(writing)
        further = ("--passphrase-fd", str(reading))
    return cli.run([*words, *further])


def rehearse(words: Sequence[str], passphrase: str = "") -> None:
    """Run a command in this process, unheard, so that no child has to import and prepare what it needs."""
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        command(words, passphrase)


def settle(stage: Stage) -> None:
    """Make a logbook with scans in every state, both keys, and the backup of the day; or take one made before."""
    if SETTLED in os.environ:
        stage.put_back(Path(os.environ[SETTLED]))
        assert not stage.look().faults
        return
    with patch("sonolog.usecases.begin.account_name", lambda: TRAINEE):
        stage.ok("log", "shoulder", "left", "supraspinatus", "tear", "direct", f"by={SUPERVISOR}", "--yes")
    for words in ("knee right finding=normal", "elbow left finding=normal", "hip left", "wrist right"):
        stage.ok("log", *words.split(), f"by={SUPERVISOR}")
    first, second, third, *_ = (scan["case"] for scan in json.loads(stage.ok("scans", "--json"))["scans"])
    stage.ok("submit", first, second, third, passphrase=PASSPHRASE)
    stage.ok("sign", first, "--as", SUPERVISOR, passphrase=PASSPHRASE)
    stage.ok("return", second, "--as", SUPERVISOR, "--why", "which side?", passphrase=PASSPHRASE)
    assert not stage.look().faults


def warm() -> None:
    """Put what was imported where no child needs a copy of it."""
    gc.collect()
    gc.freeze()


def _as_program(act: Callable[[], int], streams: tuple[Path, Path]) -> int:
    """Run ``act`` with files in the place of the terminal, and return its exit code, also for what escaped it."""
    try:
        for number, path in enumerate(streams, start=1):
            opened = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
            os.dup2(opened, number)
            os.close(opened)
        sys.stdin = io.TextIOWrapper(io.BytesIO())
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
        code = act()
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001  (nothing of this process may go on in the other's place)
        os.write(2, traceback.format_exc().encode())
        return ESCAPED
    return code


if __name__ == "__main__":
    with a_stage() as made:
        settle(made)
        shutil.copytree(made.home, sys.argv[1])
    sys.stdout.write("{}\n")
