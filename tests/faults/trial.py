"""Hands changed files to a reader, and counts what is neither read nor refused in our own words."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

from sonolog.errors import SonologError

from .mutation import Change
from .programme import Programme

SLOWEST = 2.0
"""Seconds of this thread's processor for one file."""
LARGEST = 256 * 1024
"""KiB by which the process may have grown."""


class Trial:
    """Hands changed files to a reader, and counts what is neither read nor refused in our own words."""

    def __init__(self, programme: Programme, kind: str) -> None:
        self.chance = Random(f"{programme.seed} {kind}")  # noqa: S311  (what to change, not a secret)
        self.wrong: list[str] = []
        self.count = self.refused = 0
        self.slowest = 0.0
        self._memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        self._programme = programme
        self._kind = kind

    def changed(self, content: bytes, changes: Sequence[Change], quick: int, full: int) -> Iterator[bytes]:
        """Yield so many changed files."""
        for _ in range(self._programme.amount(quick, full)):
            yield self.chance.choice(changes)(content, self.chance)

    def read(self, reader: Callable[[], Any], content: bytes = b"") -> bool:
        """Let a file be read, and return whether it was."""
        began = time.thread_time()
        try:
            reader()
        except SonologError as refusal:
            self.refused += 1
            if not refusal.message:
                self.wrong.append("a refusal without a word")
            return False
        except Exception as fault:  # noqa: BLE001  (whatever else comes out is what is looked for)
            self.wrong.append(f"{type(fault).__name__} at {_place(fault)}: {fault!s:.150} for {content[:80]!r}")
            return False
        finally:
            self.count += 1
            self.slowest = max(self.slowest, time.thread_time() - began)
        return True

    def tell(self, what: str, least: int) -> None:
        """Report the figure, and fail for what was too slow or took too much memory."""
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - self._memory
        note = f"{self.refused:,} refused; {self.slowest:.2f} s for the slowest, {grown // 1024} MB more"
        sys.stderr.write("".join(f"{one}\n" for one in list(dict.fromkeys(self.wrong))[:20]))
        assert self.slowest < SLOWEST
        assert grown < LARGEST
        self._programme.figure("T4", what, count=self.count, least=least, wrong=len(self.wrong), note=note)


def _place(fault: BaseException) -> str:
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename[-40:]}:{trace.tb_lineno}" if trace else "?"
