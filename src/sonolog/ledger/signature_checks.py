"""Checking many signatures at once, on every processor, while whoever asks goes on reading.

The library of cryptography lets no two threads of a process check a signature at the same time, so that other processes
do it.  Few signatures are checked here and now: a process takes longer to begin than a thousand of them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from sonolog.ledger import sshsig
from sonolog.ledger.signature_worker import Check, framed

_FEW = 1_000
"""Signatures up to which no process is begun."""
_RUN = 200
"""Signatures handed over together."""
_MOST_PROCESSES = 8
_COMMAND = "from sonolog.ledger.signature_worker import main; main()"


class SignatureChecks:
    """Takes signatures one by one and answers for each, in order, whether it holds."""

    def __init__(self) -> None:
        self._run: list[Check] = []
        """Those not handed over: all of them, until there are many."""
        self._workers: list[_Worker] = []
        self._turns: list[_Worker] = []
        """Which of them has each full run."""

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Let the processes go."""
        for one in self._workers:
            one.end()

    def add(self, key: str, text: str, signature: bytes | None) -> None:
        """Take one signature of ``text``; once there are many they are checked meanwhile."""
        self._run.append((key, text, signature))
        if len(self._run) >= (_RUN if self._workers else max(_FEW, _RUN)):
            self._hand_over()

    def results(self) -> Iterator[bool]:
        """Yield for each signature taken whether it holds."""
        answers = {id(one): one.answers() for one in self._workers}
        for one in self._turns:
            yield from (next(answers[id(one)]) for _ in range(_RUN))
        yield from _check(self._run)

    def _hand_over(self) -> None:
        if not self._workers:
            self._workers = [_Worker() for _ in range(max(1, min((os.cpu_count() or 1) - 1, _MOST_PROCESSES)))]
        while len(self._run) >= _RUN:
            one = self._workers[len(self._turns) % len(self._workers)]
            one.hand_over(self._run[:_RUN])
            self._turns.append(one)
            self._run = self._run[_RUN:]


class _Worker:
    """A process that checks signatures, and a thread that feeds it; what it does not answer is checked here."""

    def __init__(self) -> None:
        self._given: list[Check] = []
        self._thread = ThreadPoolExecutor(1)
        self._waiting: SimpleQueue[Sequence[Check]] = SimpleQueue()
        self._process = _begun()
        self._answers = self._thread.submit(_fed, self._process, self._waiting) if self._process else None

    def hand_over(self, run: Sequence[Check]) -> None:
        """Give it more to do."""
        self._given += run
        self._waiting.put(run)

    def answers(self) -> Iterator[bool]:
        """Yield for each signature given whether it holds."""
        self._waiting.put(())
        told = self._answers.result() if self._answers is not None else b""
        yield from (one == 1 for one in told[: len(self._given)])
        yield from _check(self._given[len(told) :])

    def end(self) -> None:
        """Let the process go, whatever it is doing."""
        if self._process is not None:
            self._process.kill()
        self._waiting.put(())
        self._thread.shutdown()


def _begun() -> subprocess.Popen[bytes] | None:
    """Return a process that checks signatures, or None where none can be begun."""
    if not sys.executable:
        return None
    command = [sys.executable, "-I", "-c", _COMMAND]
    try:
        return subprocess.Popen(  # noqa: S603  (this interpreter, and a module of this program)
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError:
        return None


def _fed(process: subprocess.Popen[bytes], waiting: SimpleQueue[Sequence[Check]]) -> bytes:
    """Feed a process until an empty run comes, and return its answers; nothing where it ended before."""
    given, answers = process.stdin, process.stdout
    with suppress(OSError), process:
        for run in iter(waiting.get, ()):
            if given is not None:
                given.write(framed(run))
        if given is not None and answers is not None:
            given.close()
            return answers.read()
    return b""


def _check(run: Sequence[Check]) -> list[bool]:
    return [mark is not None and sshsig.verify(key, text.encode(), mark) for key, text, mark in run]
