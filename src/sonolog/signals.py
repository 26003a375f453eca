"""Ending in order when the system asks: open transactions roll back on the way out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import FrameType
from typing import NoReturn

_HUNG_UP = 129


class Stopped(BaseException):
    """SIGTERM or SIGHUP arrived; not an ``Exception``, so that nothing on the way mistakes it for a fault."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    @property
    def exit_code(self) -> int:
        """128 plus the signal's number: 143 for SIGTERM, 129 for SIGHUP."""
        return 128 + self.number

    @property
    def terminal_gone(self) -> bool:
        """The terminal was closed, so there is nobody to tell."""
        return self.exit_code == _HUNG_UP


def hung_up(fault: BaseException | None) -> Stopped | None:
    """Return the closing of the terminal on whose way out ``fault`` arose; what failed there is no fault."""
    while fault is not None and not (isinstance(fault, Stopped) and fault.terminal_gone):
        fault = fault.__context__
    return fault


def stop_on_signals() -> None:
    """Raise :class:`Stopped` at SIGTERM or SIGHUP; a signal already ignored (``nohup``) stays ignored."""
    import signal

    for number in _numbers():
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _raise)


def stop_the_loop(stop: Callable[[Stopped], None]) -> None:
    """Let the running event loop call ``stop`` instead: what is raised in its middle may end one task and no more.

    Only what :func:`stop_on_signals` listens to is taken over; after the loop it is to be asked again.
    """
    import asyncio
    import signal

    for number in _numbers():
        if signal.getsignal(number) == _raise:
            asyncio.get_running_loop().add_signal_handler(number, stop, Stopped(number))


def end_soon(stopped: Stopped, seconds: float = 5.0) -> None:
    """End the program by force if it has not ended in so many seconds: nobody sees it any more, or could end it."""
    import os
    from threading import Timer

    last = Timer(seconds, os._exit, (stopped.exit_code,))
    last.daemon = True
    last.start()


def _numbers() -> Iterator[int]:
    """Yield the signals that ask for an end, where the system has them."""
    import signal

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            yield getattr(signal, name)


def _raise(number: int, _frame: FrameType | None) -> NoReturn:
    raise Stopped(number)
