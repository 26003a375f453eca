"""The programme of fault tests: its lines, their targets, and how a test reports the figure it reached.

``make test`` gives each test a small part of its work, ``make faults`` the whole (``--full``), and then
:mod:`tests.faults.summary` prints every line with its figure and writes ``docs/faults.md``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

LINES: dict[str, str] = {
    "T1a": "killed at random moments: nothing acknowledged is lost, every check is clean",
    "T1b": "every write point fails or is cut off, in every way: old or new, never broken, a message and an exit code",
    "T2": "power lost: unsynced writes dropped, kept or torn; and the harness fails where it should",
    "T2x": "killed again while recovering from a kill",
    "T3a": "many writers at once: none lost, nobody sees a lock; and a deferred BEGIN fails",
    "T3b": "disk full, file too large, folder read-only: said, nothing lost, and it goes on afterwards",
    "T4": "files of every kind changed at random: refused or read, never a traceback or half a change",
    "T5a": "bundles altered in every byte, field and line: detected, or the same set of objects",
    "T5b": "a hidden fail: every record taken away with all that was said of it",
    "T5c": "bits and rows of the database changed: detected, or nothing changed",
    "T5d": "a report changed, its attachment exchanged, its page rewritten: detected",
    "T6": "hostile texts through every door: kept exactly or refused, nothing interpreted",
    "T7": "the identity guard on numbers, labels, names and innocent phrases, at every door",
    "T7x": "bombs and traversal: refused quickly and in little memory, nothing written elsewhere",
    "T8": "a sentinel passphrase in arguments, environment, files, output, crash reports",
    "T9": "permissions of every file after every command, at any umask",
    "T10": "logbooks of every released format: brought up to date, every signature still valid, faults at every point",
    "T11": "merging in any order gives the same logbook, and nothing is lost",
    "T12": "a restored backup equals the logbook, and a logbook put back is noticed",
    "T14": "the same report in two processes and on two days: the same bytes",
    "T15": "ssh-keygen, the stranger's verifier and the program agree on every statement",
    "T16": "speed against a floor measured in the same run",
    "T17": "the app killed while a form is typed: at most a second of typing lost",
    "T18": "only declared libraries are used, each pinned by hash; an audit that could not run is not a pass",
    "T19": "every rule of the verifier taken out or turned round is noticed",
}
"""Each line of the programme, and what must hold.  T13, the roles of a department's database, comes with that."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What one test reached on one line."""

    line: str
    what: str
    count: int
    """How many cases were tried."""
    least: int
    """How many the full programme asks for."""
    wrong: int
    """How many did not come out as they must."""
    seed: int | None
    note: str


@dataclass(frozen=True, slots=True)
class Programme:
    """How much a test is to do, and where it says what it did."""

    full: bool
    folder: Path | None
    seed: int
    """Where chance begins; ``SONOLOG_SEED`` sets another."""

    def amount(self, quick: int, full: int) -> int:
        """Return how many cases to try: a few for every commit, or the whole programme's number."""
        return full if self.full else quick

    def figure(self, line: str, what: str, *, count: int, least: int = 1, wrong: int = 0, note: str = "") -> None:
        """Report what was reached, and fail if it is below the target.

        ``least`` is the full programme's target and binds there alone; ``wrong`` must be 0 always.
        """
        assert line in LINES, line
        reached = Figure(line, what, count, least, wrong, self.seed, note)
        print(f"{line} {what}: {count} tried, {wrong} wrong, seed {self.seed} {note}".rstrip())
        if self.folder is not None:
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / f"{os.getpid()}.jsonl").open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(reached)) + "\n")
        assert wrong == 0, f"{line} {what}: {wrong} of {count} came out wrong (seed {self.seed})"
        assert count > 0, f"{line} {what}: nothing was tried"
        if self.full:
            assert count >= least, f"{line} {what}: {count} tried, {least} wanted"


Report = Callable[..., None]


def figures_in(folder: Path) -> list[Figure]:
    """Return every figure that the tests of one run wrote to ``folder``."""
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    found = [Figure(**json.loads(line)) for line in lines]
    return sorted(found, key=lambda one: (list(LINES).index(one.line), one.what))
