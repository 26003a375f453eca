"""``kill -9`` at any moment of logging loses nothing that was acknowledged."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random

from sonolog.clock import SystemClock
from sonolog.paths import home_from_environment
from sonolog.store.lookups import is_label_taken
from sonolog.usecases.check import check
from sonolog.usecases.demo_lines import log_lines
from sonolog.usecases.open_logbook import open_logbook

from .programme import Programme

_LINES = [line for line in log_lines() if line]
_BATCH = 40


def killed_while_logging(logbook: Path, lines: list[str], *, after: float, from_the_first: bool) -> set[str]:
    """Kill ``sonolog log -`` and return the case numbers it had acknowledged.

    ``after`` are seconds from its start, or from its first acknowledgement, which may take long on a busy machine.
    """
    command = [sys.executable, "-m", "sonolog", "--logbook", str(logbook), "log", "-"]
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("".join(f"{line}\n" for line in lines))
        process.stdin.flush()
        shown = process.stdout.readline() if from_the_first else ""
        time.sleep(after)
        process.kill()
        shown += process.stdout.read()
    return {line for line in shown.split("\n")[:-1] if line.startswith("C-")}


def test_no_acknowledged_scan_is_lost(tmp_path: Path, programme: Programme) -> None:
    """After each kill the logbook checks clean, and holds every scan whose number was printed."""
    logbook = tmp_path / "book.db"
    rounds = programme.amount(4, 40)
    chance = Random(programme.seed)  # noqa: S311  (when to strike, not a secret)
    acknowledged: set[str] = set()
    wrong = 0
    for number in range(rounds):
        start = number * 3 % (len(_LINES) - _BATCH)
        lines, begun = _LINES[start : start + _BATCH], number % 4 != 3
        after = chance.uniform(0, 0.2 if begun else 0.8)
        acknowledged |= killed_while_logging(logbook, lines, after=after, from_the_first=begun)
        book = open_logbook(str(logbook), home=home_from_environment(), clock=SystemClock())
        wrong += bool(check(book).faults)
        with book.reading() as connection:
            wrong += sum(not is_label_taken(connection, case) for case in acknowledged)
        book.close()

    assert len(acknowledged) >= rounds * 3 // 4
    note = f"{len(acknowledged):,} scans acknowledged"
    programme.figure("T1a", "the program killed while it logs", count=rounds, least=40, wrong=wrong, note=note)
