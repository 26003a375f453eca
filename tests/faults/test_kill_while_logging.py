"""``kill -9`` at any moment of logging loses nothing that was acknowledged."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

from sonolog.usecases.demo_lines import log_lines

from .programme import Programme

_LINES = [line for line in log_lines() if line]
_BATCH = 40


def sonolog(logbook: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program to its end."""
    command = [sys.executable, "-m", "sonolog", "--logbook", str(logbook), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def killed_while_logging(logbook: Path, lines: list[str], after: float) -> set[str]:
    """Kill ``sonolog log -`` ``after`` seconds and return the case numbers it had acknowledged."""
    command = [sys.executable, "-m", "sonolog", "--logbook", str(logbook), "log", "-"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("".join(f"{line}\n" for line in lines))
    process.stdin.flush()
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    shown = process.stdout.read()
    process.wait()
    process.stdin.close()
    process.stdout.close()
    return {line for line in shown.split("\n")[:-1] if line.startswith("C-")}


def test_no_acknowledged_scan_is_lost(tmp_path: Path, programme: Programme) -> None:
    """After each kill the logbook checks clean, and holds every scan whose number was printed."""
    logbook = tmp_path / "book.db"
    rounds = programme.amount(20, 200)
    chance = Random(programme.seed)  # noqa: S311  (when to strike, not a secret)
    acknowledged: set[str] = set()
    for number in range(rounds):
        start = number * 3 % (len(_LINES) - _BATCH)
        acknowledged |= killed_while_logging(logbook, _LINES[start : start + _BATCH], chance.uniform(0.05, 0.8))
        if logbook.exists():
            checked = sonolog(logbook, "check")
            assert checked.returncode == 0, checked.stdout + checked.stderr
    kept = {scan["case"] for scan in json.loads(sonolog(logbook, "scans", "--json").stdout)["scans"]}

    assert acknowledged
    assert acknowledged <= kept
    assert sonolog(logbook, "check", "--rebuild").returncode == 0
    programme.figure(
        "T1a",
        "the program killed while it logs",
        count=rounds,
        least=200,
        note=f"{len(acknowledged):,} scans acknowledged",
    )
