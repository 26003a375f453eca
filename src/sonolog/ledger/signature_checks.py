"""Checking many signatures at once, on every processor, while whoever asks goes on reading.

The library of cryptography lets no two threads of a process check a signature at the same time, so that other processes
do it.  Few signatures are checked here and now: a process takes longer to begin than a thousand of them.  Whoever asks
for the answers helps with what no process has begun by then.

Answers are believed only under the seal of their run: what else writes to a process's output makes them no answers, and
then the signatures are checked here.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from hmac import compare_digest
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Self

from sonolog.ledger import sshsig
from sonolog.ledger.signature_worker import NONCE, SEAL, Check, framed, seal

_FEW = 1_000
"""Signatures up to which no process is begun."""
_RUN = 100
"""Signatures handed over together."""
_AHEAD = 2
"""Runs that a process has at a time, so that it never waits for the next."""
_MOST_PROCESSES = 8
_PATIENCE = 10.0
"""Seconds for the last few runs of a process, which take it a hundredth of that; then they are checked here."""
_COMMAND = "from sonolog.ledger.signature_worker import main; main()"


@dataclass(slots=True)
class _Run:
    """Signatures that are checked together."""

    checks: list[Check] = field(default_factory=list)
    nonce: bytes = field(default_factory=lambda: os.urandom(NONCE))
    """What its answers are sealed with: known to nobody before it is handed over, and never used again."""
    answers: Sequence[bool] | None = None
    """None as long as nobody has checked them."""


_END = _Run()
"""Ends a process."""
_Waiting = SimpleQueue[_Run]
"""Runs nobody has begun."""


class SignatureChecks:
    """Takes signatures one by one and answers for each, in order, whether it holds.

    ``expected`` is about how many there will be: processes begin at once where they are many.
    """

    def __init__(self, expected: int = 0) -> None:
        self._runs = [_Run()]
        self._waiting: _Waiting = SimpleQueue()
        self._workers: list[_Worker] = []
        if expected >= _FEW:
            self._begin()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Let the processes go."""
        self._end()
        for one in self._workers:
            one.let_go()

    def add(self, key: str, text: str, signature: bytes | None) -> None:
        """Take one signature of ``text``; once there are many they are checked meanwhile."""
        run = self._runs[-1]
        run.checks.append((key, text, signature))
        if len(run.checks) == _RUN:
            self._runs.append(_Run())
            if self._workers:
                self._waiting.put(run)
            elif (len(self._runs) - 1) * _RUN >= _FEW:
                self._begin()

    def results(self) -> Iterator[bool]:
        """Yield for each signature taken whether it holds."""
        with suppress(Empty):
            while True:
                run = self._waiting.get_nowait()
                run.answers = _check(run.checks)
        self._end()
        for one in self._workers:
            one.finish()
        for run in self._runs:
            yield from _check(run.checks) if run.answers is None else run.answers

    def _begin(self) -> None:
        processes = max(1, min((os.cpu_count() or 1) - 1, _MOST_PROCESSES))
        self._workers = [_Worker(self._waiting) for _ in range(processes)]
        for run in self._runs[:-1]:
            self._waiting.put(run)

    def _end(self) -> None:
        """Tell every process that there is no more: which of them hears it is not known."""
        for _ in self._workers:
            self._waiting.put(_END)


class _Worker:
    """A process that checks signatures, and a thread that feeds it."""

    def __init__(self, waiting: _Waiting) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._process = _begun()
        self._fed = self._thread.submit(_feed, self._process, waiting) if self._process else None

    def finish(self) -> None:
        """Wait for what the process has begun; nothing else is waiting.  One that falls silent is not waited for."""
        if self._fed is None or self._process is None:
            return
        try:
            self._fed.result(_PATIENCE)
        except TimeoutError:
            self._process.kill()
            self._fed.result()

    def let_go(self) -> None:
        """Let the process go, whatever it is doing."""
        if self._process is not None:
            self._process.kill()
        self._thread.shutdown()


def _begun() -> subprocess.Popen[bytes] | None:
    """Return a process that checks signatures, or None where none can be begun."""
    if not sys.executable:
        return None
    command = [sys.executable, "-I", "-c", _COMMAND]
    try:
        return subprocess.Popen(  # noqa: S603  (this interpreter, and a module of this program)
            command, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError:
        return None


def _feed(process: subprocess.Popen[bytes], waiting: _Waiting) -> None:
    """Hand runs over until there are no more; what a process that ends early leaves has no answers."""
    begun: deque[_Run] = deque()
    more = True
    with suppress(OSError), process:
        while more or begun:
            run = _next(waiting, wait=not begun) if more else None
            if run is _END:
                more = False
            elif run is not None:
                _hand_over(process, run)
                begun.append(run)
            if begun and (len(begun) == _AHEAD or run is None) and not _take_answers(process, begun.popleft()):
                process.kill()  # what it says further on cannot be told apart either
                return


def _next(waiting: _Waiting, *, wait: bool) -> _Run | None:
    try:
        return waiting.get(block=wait)
    except Empty:
        return None


def _hand_over(process: subprocess.Popen[bytes], run: _Run) -> None:
    left = memoryview(framed(run.checks, run.nonce))
    while left and process.stdin is not None:
        left = left[process.stdin.write(left) or 0 :]


def _take_answers(process: subprocess.Popen[bytes], run: _Run) -> bool:
    """Wait for the answers to a run, and tell whether all came, and nothing else."""
    told = b""
    whole = SEAL + len(run.checks)
    while len(told) < whole and process.stdout is not None:
        more = process.stdout.read(whole - len(told))
        if not more:
            return False
        told += more
    mark, answers = told[:SEAL], told[SEAL:]
    if not compare_digest(mark, seal(answers, run.nonce)):
        return False
    run.answers = [one == 1 for one in answers]
    return True


def _check(run: Sequence[Check]) -> list[bool]:
    return [mark is not None and sshsig.verify(key, text.encode(), mark) for key, text, mark in run]
