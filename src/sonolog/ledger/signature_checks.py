"""Checking many signatures at once, on every processor: the library lets other threads run meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from sonolog.ledger import sshsig

_RUN = 200
"""Signatures handed over together: one by one, the handing over would cost as much as the check."""
_Check = tuple[str, str, bytes | None]


class SignatureChecks:
    """Takes signatures one by one and answers for each, in order, whether it holds."""

    def __init__(self) -> None:
        self._pool: ThreadPoolExecutor | None = None
        self._run: list[_Check] = []
        self._answers: list[Future[list[bool]]] = []

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Let the threads go."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def add(self, key: str, text: str, signature: bytes | None) -> None:
        """Take one signature of ``text``; it is checked meanwhile once enough wait."""
        self._run.append((key, text, signature))
        if len(self._run) == _RUN:
            self._pool = self._pool or ThreadPoolExecutor()
            self._answers.append(self._pool.submit(_check, self._run))
            self._run = []

    def results(self) -> Iterator[bool]:
        """Yield for each signature taken whether it holds."""
        last = _check(self._run)
        for answer in self._answers:
            yield from answer.result()
        yield from last


def _check(run: Sequence[_Check]) -> list[bool]:
    return [mark is not None and sshsig.verify(key, text.encode(), mark) for key, text, mark in run]
