"""Reports of faults in the program: types, modules and line numbers; never a message, a value or a path."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from pathlib import Path
from traceback import walk_tb

from sonolog import __version__
from sonolog.clock import Clock, SystemClock, clock_from_environment
from sonolog.paths import Home, PlaceUnusable, home_from_environment, make_private

DEEPEST = 100
"""Frames kept of one stack, the innermost; an endless recursion needs no more."""


def report_crash(fault: BaseException, *, command: str = "") -> tuple[Path | None, str]:
    """Write a report of ``fault`` and return its path, or None and the report if it cannot be written."""
    text = crash_text(fault, command=command)
    try:
        return write_crash(text, home_from_environment(), _clock()), ""
    except (OSError, PlaceUnusable):
        return None, text


def crash_text(fault: BaseException, *, command: str = "") -> str:
    """Return the report: program, platform, the command's name, the stack of each exception in the chain."""
    head = [
        f"sonolog {__version__}",
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()}",
    ]
    head += [f"command {command}"] if command else []
    stacks = [line for link in _chain(fault) for line in _stack(link)]
    return "\n".join([*head, *stacks]) + "\n"


def write_crash(text: str, home: Home, clock: Clock) -> Path:
    """Write ``text`` to a new file, readable by its owner alone, and return the path.

    Raises:
        OSError: the folder or file cannot be written.
    """
    moment = clock.now().strftime("%Y-%m-%dT%Hh%Mm%Ss")  # digits alone could pass for a health number, and be masked
    path = make_private(home.crashes) / f"crash-{moment}-{os.getpid()}.txt"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def _clock() -> Clock:
    try:
        return clock_from_environment()
    except ValueError:
        return SystemClock()


def _chain(fault: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    link: BaseException | None = fault
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or link.__context__


def _stack(fault: BaseException) -> list[str]:
    kind = type(fault)
    frames = [
        f"  {frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_name}"
        for frame, line in walk_tb(fault.__traceback__)
    ]
    return [f"{kind.__module__}.{kind.__qualname__}", *frames[-DEEPEST:]]
