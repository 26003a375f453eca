"""What Python would print of its own accord where no guard is left: exceptions with their texts, perhaps a secret.

Instead a report without values is written, as for every other fault of the program.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threading import ExceptHookArgs
    from types import TracebackType

_DRAWING = "textual-output"
"""Name of the thread that writes to the app's terminal."""


def print_no_values() -> None:
    """Report in our own words what ends a thread, a destructor or the whole program."""
    import threading

    sys.excepthook = _ended
    sys.unraisablehook = _unraisable
    threading.excepthook = _thread_ended


def _ended(_kind: type[BaseException], fault: BaseException, _trace: TracebackType | None) -> None:
    from sonolog.cli import diagnostics
    from sonolog.cli.refusals import refusal_of

    diagnostics.error(refusal_of(fault, []))


def _unraisable(told: sys.UnraisableHookArgs) -> None:
    _report(told.exc_value)


def _thread_ended(told: ExceptHookArgs) -> None:
    if told.thread is not None and told.thread.name == _DRAWING and isinstance(told.exc_value, OSError):
        _hang_up()  # the terminal is gone, and the system may not have said so
    else:
        _report(told.exc_value)


def _hang_up() -> None:
    import signal

    if sys.platform != "win32":
        signal.raise_signal(signal.SIGHUP)


def _report(fault: BaseException | None) -> None:
    """Write it down and say nothing: the screen may be the app's."""
    from sonolog.cli.crash import report_crash

    if fault is not None:
        report_crash(fault)
