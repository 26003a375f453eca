"""A disk that fails at the n-th write, or remembers every one: the Python side of ``faulty_disk.c``.

The C part is built by the tests with the machine's compiler and stands between a program of its own and its files.
"""

from __future__ import annotations

import _sqlite3
import ctypes
import enum
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

SOURCE = Path(__file__).with_name("faulty_disk.c")
SETTLED = "SONOLOG_SETTLED_HOME"
"""Where a home lies that was settled before, if there is one."""
_BUILT = "SONOLOG_FAULTY_DISK"


class Kind(enum.IntEnum):
    """How a write point goes wrong."""

    NOTHING = 0
    KILL = 1
    """The program ends before it."""
    TORN = 2
    """Half of it is written, or all of what is no write, and the program ends."""
    EIO_ONCE = 3
    EIO_ON = 4
    ENOSPC_ONCE = 5
    ENOSPC_ON = 6

    @property
    def kills(self) -> bool:
        """The program does not live on."""
        return self in (Kind.KILL, Kind.TORN)


KINDS = tuple(Kind)[1:]


def compiler() -> str | None:
    """Return the machine's C compiler; None where there is none, or no Linux to preload into."""
    return shutil.which("cc") if sys.platform == "linux" else None


def build(folder: Path) -> Path:
    """Compile the disk into ``folder`` and return the library."""
    made = folder / "faulty_disk.so"
    command = [compiler() or "cc", "-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror", str(SOURCE), "-ldl"]
    subprocess.run([*command, "-o", str(made)], check=True)
    return made


def run_on_it(
    library: Path, module: str, words: Sequence[str], *, settled: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a module of these tests in a process whose files go through the disk."""
    told = {"LD_PRELOAD": str(library), _BUILT: str(library), "PYTHONHASHSEED": "0"}
    told |= {SETTLED: str(settled)} if settled else {}
    kept = {name: text for name, text in os.environ.items() if not name.startswith("SONOLOG_")}
    command = [sys.executable, "-m", module, *words]
    root = SOURCE.parents[2]
    return subprocess.run(command, env=kept | told, cwd=root, capture_output=True, text=True, check=False)


class FaultyDisk:
    """The disk under this process, once it was started by :func:`run_on_it`."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(os.environ[_BUILT])
        self._library.disk_count.restype = ctypes.c_long
        self._library.disk_begin.argtypes = (ctypes.c_char_p, ctypes.c_long, ctypes.c_int, ctypes.c_int)
        self._draw = ctypes.CDLL(_sqlite3.__file__).sqlite3_randomness

    @contextmanager
    def failing(self, folder: Path, point: int, kind: Kind) -> Iterator[None]:
        """Let the write point of this number below ``folder`` go wrong."""
        self._begin(folder, point, kind, -1)
        try:
            yield
        finally:
            self._library.disk_end()

    @contextmanager
    def recording(self, folder: Path, log: Path) -> Iterator[None]:
        """Write every change below ``folder`` to ``log``."""
        with log.open("wb") as file:
            self._begin(folder, 0, Kind.NOTHING, file.fileno())
            yield
            self._library.disk_end()

    def _begin(self, folder: Path, point: int, kind: Kind, log: int) -> None:
        self._library.disk_begin(os.fsencode(folder), point, int(kind), log)
        self._draw(0, None)  # SQLite begins its chance anew, so that the same act writes the same bytes

    def mark(self, words: str) -> None:
        """Note in the record that something was acknowledged."""
        self._library.disk_mark(words.encode())

    def count(self) -> int:
        """Return how many write points there were."""
        return int(self._library.disk_count())
