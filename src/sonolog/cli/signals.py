"""Ending in order when the system asks: open transactions roll back on the way out."""

from __future__ import annotations

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

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _raise)


def _raise(number: int, frame: FrameType | None) -> NoReturn:
    raise Stopped(number)
