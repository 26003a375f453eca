"""Many programs save in one logbook at once: none loses anything, and nobody hears of a lock."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sonolog.clock import SystemClock
from sonolog.paths import Home
from sonolog.store import database
from sonolog.store.lookups import head_of
from sonolog.usecases.begin import begin
from sonolog.usecases.check import check
from sonolog.usecases.list_scans import list_scans
from sonolog.usecases.log_scan import log_scan
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.open_logbook import open_logbook

from .programme import Programme

_SLOWEST = 5.0
"""Seconds that no save may take."""


def home_in(folder: Path) -> Home:
    """Return a home of which every program uses its own folder of state, as on its own account."""
    return Home(data=folder / "data", config=folder / "config", state=folder / "state")


def opened(folder: Path, *, make: bool = False) -> Logbook:
    """Open the logbook in ``folder``."""
    return open_logbook(None, home=home_in(folder), clock=SystemClock(), make=make)


def at_once(number: int, act: Callable[[int], object]) -> list[object]:
    """Let so many programs do ``act`` at the same time, and return what each returned or what stopped it, in words."""
    pipes = []
    for mine in range(number):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                said = json.dumps(act(mine))
            except BaseException as fault:  # noqa: BLE001  (nothing of this process may go on in the other's place)
                said = json.dumps(f"{type(fault).__name__}: {fault}")
            os.write(writing, said.encode())
            os._exit(0)
        os.close(writing)
        pipes.append((child, reading))
    answers = []
    for child, reading in pipes:
        with os.fdopen(reading, "rb") as told:
            answers.append(json.loads(told.read()))
        os.waitpid(child, 0)
    return answers


def saving(folder: Path, times: int) -> dict[str, object]:
    """Log so many scans, and return their ids and the seconds that the slowest took."""
    book, ids, slowest = opened(folder), [], 0.0
    for _ in range(times):
        start = time.monotonic()
        ids.append(log_scan(book, {"region": "knee", "side": "left"}).id)
        slowest = max(slowest, time.monotonic() - start)
    book.close()
    return {"ids": ids, "slowest": slowest}


def reading(folder: Path, times: int) -> dict[str, object]:
    """List the scans again and again."""
    book = opened(folder)
    for _ in range(times):
        assert book.actor is not None
        list_scans(book, book.actor)
    book.close()
    return {"ids": [], "slowest": 0.0}


@pytest.mark.parametrize(
    ("writers", "quick", "full", "readers"),
    [(8, 4, 100, 0), (16, 2, 50, 0), (4, 4, 100, 4)],
    ids=["8 x 100", "16 x 50", "4 x 100 while 4 read"],
)
def test_no_writer_loses(
    tmp_path: Path, programme: Programme, writers: int, quick: int, full: int, readers: int
) -> None:
    """Every scan acknowledged to any program is there; none was told of a lock; none waited for five seconds."""
    begin(opened(tmp_path, make=True), "Tess Trainee").close()
    opened(tmp_path).close()  # makes the backup of the day
    times = programme.amount(quick, full)

    def act(mine: int) -> dict[str, object]:
        return saving(tmp_path, times) if mine < writers else reading(tmp_path, times)

    answers = at_once(writers + readers, act)
    troubled = [one for one in answers if not isinstance(one, dict)]
    sound = [one for one in answers if isinstance(one, dict)]
    book = opened(tmp_path)
    with book.reading() as connection:
        lost = [one for told in sound for one in told["ids"] if head_of(connection, one) is None]
    faults = check(book).faults
    book.close()
    slowest = max((float(told["slowest"]) for told in sound), default=0.0)
    wrong = len(troubled) + len(lost) + len(faults) + (slowest > _SLOWEST)
    print(troubled, lost, faults)  # noqa: T201  (which they were)
    named = f"{writers} writers x {full}{f' and {readers} readers' if readers else ''}"
    note = f"slowest save {slowest:.2f} s"
    programme.figure("T3a", named, count=writers * times, least=writers * full, wrong=wrong, note=note)


def test_a_late_begin_would_fail(tmp_path: Path, programme: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    """With transactions that take their lock at the first write, writers are turned away however long they wait."""
    monkeypatch.setattr(database, "_begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    begin(opened(tmp_path, make=True), "Tess Trainee").close()
    opened(tmp_path).close()
    times = programme.amount(20, 100)
    answers = at_once(8, lambda mine: saving(tmp_path, times))
    turned_away = [one for one in answers if str(one).startswith("LogbookBusy")]
    assert turned_away, answers
    note = f"{len(turned_away)} of 8 writers turned away, as must be"
    programme.figure("T3a", "control: a deferred BEGIN", count=8, least=8, note=note)
