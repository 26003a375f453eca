"""No room, no large file, no permission: run by the tests in a process of its own.

Prints one JSON object: for each case what came out wrong, and a note where the machine does not allow it.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sonolog.errors import Exit
from sonolog.store import connections

from .stage import Ended, Stage, a_stage, command, rehearse, settle

_LONG = "note=" + "The probe was turned a little. " * 60
_NOBODY = 65_534
_MOST = 60


def log_until_refused(*options: str) -> int:
    """Log long scans until one is refused, and return its exit code."""
    return next((code for code in (command((*options, "log", "knee", "left", _LONG)) for _ in range(_MOST)) if code), 0)


class Case:
    """One limit: what was said when it was reached, what was lost, and whether it goes on afterwards."""

    def __init__(self, stage: Stage, *options: str) -> None:
        self._stage = stage
        self._options = options
        self.wrong: list[str] = []

    def reach(self, reached: Callable[[], int], code: Exit, words: str) -> None:
        """Reach the limit, and require the exit code and the words that belong to it."""
        ended = self._stage.fork(reached)
        self._require(ended.code == code, f"exit code {ended.code} for {int(code)}: {ended.err}")
        self._require(words in ended.err and "Traceback" not in ended.err, f"said {ended.err}")
        self._require_kept(ended)

    def reads(self, *, prepared: Callable[[], None]) -> None:
        """Require that what is there can be read all the same."""

        def act() -> int:
            prepared()
            return command((*self._options, "scans"))

        ended = self._stage.fork(act)
        self._require(ended.code == 0, f"cannot be read: {ended.code} {ended.err}")

    def goes_on(self) -> None:
        """Require that the same scan is saved once there is room, and that the logbook is sound."""
        ended = self._stage.run(*self._options, "log", "knee", "left", _LONG)
        self._require(ended.code == 0, f"does not go on: {ended.code} {ended.err}")
        self._require_kept(ended)
        checked = self._stage.run(*self._options, "check")
        self._require(checked.code == 0, f"check: {checked.out}")

    def _require_kept(self, ended: Ended) -> None:
        listed = self._stage.run(*self._options, "scans", "--limit", "1000", "--json")
        kept = {scan["case"] for scan in json.loads(listed.out)["scans"]}
        told = {line for line in ended.out.split() if line.startswith("C-")}
        self._require(told <= kept, f"lost: {told - kept}")

    def _require(self, holds: bool, told: str) -> None:
        self.wrong += [] if holds else [told]


def no_more_pages(stage: Stage) -> list[str]:
    """Let SQLite itself refuse to let the file grow."""
    case = Case(stage)

    def reached() -> int:
        connections.SETTINGS["max_page_count"] = "1"
        return log_until_refused()

    case.reach(reached, Exit.IO, "The disk is full")
    case.goes_on()
    return case.wrong


def no_larger_file(stage: Stage) -> list[str]:
    """Let the system refuse to let any file grow; Python has the signal of it ignored."""
    case = Case(stage)

    def limited() -> None:
        most = stage.logbook.stat().st_size + 8192
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    def reached() -> int:
        limited()
        return log_until_refused()

    case.reach(reached, Exit.IO, "disk")
    case.reads(prepared=limited)
    case.goes_on()
    return case.wrong


def no_room(stage: Stage) -> list[str]:
    """Fill a file system of one megabyte to its last page."""
    with _a_megabyte(stage.folder / "small") as small:
        book = small / "book.db"
        stage.ok("--logbook", str(book), "log", "hip", "left")
        filler = small / "filler"
        case = Case(stage, "--logbook", str(book))

        def reached() -> int:
            _fill(filler)
            return log_until_refused("--logbook", str(book))

        case.reach(reached, Exit.IO, "The disk is full")
        case.reads(prepared=lambda: None)
        filler.unlink()
        case.goes_on()
        return case.wrong


def no_permission(stage: Stage) -> list[str]:
    """Let somebody else, or nobody, be allowed to write in the folder."""
    case, folder = Case(stage), stage.logbook.parent
    owner = _NOBODY if os.getuid() == 0 else os.getuid()
    for words in (("scans",), ("check",), ("log", "nowhere")):  # the other user may not read modules of the program
        rehearse(words)
    stage.ok("log", "knee", "right")
    for path in (stage.home, *stage.home.rglob("*")):
        os.chown(path, owner, -1)
    stage.folder.chmod(0o755)
    folder.chmod(0o500)

    def reached() -> int:
        os.setuid(owner)
        return command(("log", "knee", "left"))

    case.reach(reached, Exit.NO_OUTPUT, "may not be written")
    case.reads(prepared=lambda: os.setuid(owner))
    folder.chmod(0o700)
    case.goes_on()
    return case.wrong


@contextmanager
def _a_megabyte(folder: Path) -> Iterator[Path]:
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "none", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _fill(filler: Path) -> None:
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            return


def _may_mount(folder: Path) -> bool:
    if os.getuid() != 0 or shutil.which("mount") is None:
        return False
    try:
        with _a_megabyte(folder / "trial"):
            return True
    except subprocess.CalledProcessError:
        return False


def main() -> None:
    """Reach every limit, and print what came of it."""
    told: dict[str, object] = {}
    with a_stage() as stage:
        settle(stage)
        settled = stage.keep_as("settled")
        for case in (no_more_pages, no_larger_file, no_room, no_permission):
            name = case.__name__.replace("_", " ")
            if case is no_room and not _may_mount(stage.folder):
                told[name] = {"wrong": [], "note": "this account may not mount a small file system"}
                continue
            stage.put_back(settled)
            told[name] = {"wrong": case(stage), "note": ""}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
