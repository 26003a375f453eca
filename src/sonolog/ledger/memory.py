"""Keeps secrets out of core dumps: while one is in memory, a process that dies leaves no picture of it.

Where the system can be asked (Linux for both, other Unixes for the first) the limit of core files is 0 and the
process is marked as not to be dumped, which also keeps other programs of the same account from reading its memory.
Elsewhere nothing happens.  When the last secret is gone, everything is as it was.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from threading import RLock
from typing import Any, Self

_GET_DUMPABLE, _SET_DUMPABLE = 3, 4
"""What prctl(2) calls them."""


class Secret:
    """Something that no core dump may hold; the memory is closed for as long as one of them lives."""

    __slots__ = ()

    def __new__(cls, *_args: Any, **_named: Any) -> Self:
        """Close the memory before there is anything to hide."""
        _MEMORY.enter()
        return super().__new__(cls)

    def __del__(self) -> None:
        _MEMORY.leave()


class _Memory:
    """How many secrets there are, and what was in force before the first of them."""

    def __init__(self) -> None:
        self._lock = RLock()  # collecting garbage may drop a secret meanwhile
        self._secrets = 0
        self._limit: tuple[int, int] | None = None
        self._dumpable = 0

    @property
    def is_closed(self) -> bool:
        """Whether a secret is in it."""
        return self._secrets > 0

    def enter(self) -> None:
        with self._lock:
            self._secrets += 1
            if self._secrets == 1:
                self._close()

    def leave(self) -> None:
        with self._lock:
            self._secrets -= 1
            if self._secrets == 0:
                self._open()

    def _close(self) -> None:
        with suppress(ImportError, OSError, ValueError):
            import resource

            self._limit = resource.getrlimit(resource.RLIMIT_CORE)
            resource.setrlimit(resource.RLIMIT_CORE, (0, self._limit[1]))
        self._dumpable = _prctl(_GET_DUMPABLE)
        if self._dumpable == 1:
            _prctl(_SET_DUMPABLE, 0)

    def _open(self) -> None:
        if self._limit is not None:
            with suppress(ImportError, OSError, ValueError):
                import resource

                resource.setrlimit(resource.RLIMIT_CORE, self._limit)
        if self._dumpable == 1:
            _prctl(_SET_DUMPABLE, 1)


def memory_is_closed() -> bool:
    """Return whether a secret is in the memory of this process."""
    return _MEMORY.is_closed


def _prctl(*words: int) -> int:
    """Return what Linux answers, or -1 where there is no such call."""
    if sys.platform != "linux":
        return -1
    try:
        import ctypes

        return int(ctypes.CDLL(None).prctl(*words, *(0,) * (5 - len(words))))
    except (ImportError, OSError, AttributeError):
        return -1


_MEMORY = _Memory()
