"""A command run in a process of its own that may not grow beyond a limit, and how much work it was."""

from __future__ import annotations

import json
import os
import resource
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from tests.cli.desk import Answer, Desk

ROOM = 100 * 1024 * 1024
"""Bytes of address space beyond those of a process that has everything loaded."""


class Confined(NamedTuple):
    """What came of it."""

    answer: Answer
    seconds: float
    """Of the processor."""


def confined(desk: Desk, *words: str, folder: Path, room: int = ROOM, stdin: bytes = b"", secret: str = "") -> Confined:
    """Run a command in ``folder``; a process that asks for more than ``room`` is refused the memory."""

    def asked() -> dict[str, Any]:
        os.chdir(folder)
        began = resource.getrusage(resource.RUSAGE_SELF)
        here = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (here + room, most))
        answer = desk.ask(*words, stdin=stdin, passphrase=secret)
        ended = resource.getrusage(resource.RUSAGE_SELF)
        return {"answer": list(answer.__dict__.values()), "seconds": _seconds(ended) - _seconds(began)}

    told = in_a_child(asked)
    return Confined(Answer(*told["answer"]), told["seconds"])


def _seconds(used: resource.struct_rusage) -> float:
    return used.ru_utime + used.ru_stime


def in_a_child(call: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return what ``call`` returns in a forked process, which leaves no trace in this one."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, json.dumps(call()).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answers:
        told = answers.read()
    os.waitpid(child, 0)
    assert told, "the process ended without an answer"
    found: dict[str, Any] = json.loads(told)
    return found
