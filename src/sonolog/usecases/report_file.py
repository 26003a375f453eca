"""A report's file: written whole or not at all, and never over another one unasked."""

from __future__ import annotations

import os
from pathlib import Path

from sonolog.errors import Exit, SonologError


class ReportNotWritten(SonologError):
    """The report's file cannot be made."""

    code = "report-not-written"
    exit = Exit.NO_OUTPUT

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} was not written: {why}.", hint="Name another file.")


def refuse_existing(path: Path, *, replace: bool) -> None:
    """Refuse to write over a file, unless that is wanted.

    Raises:
        ReportNotWritten: the file is there already.
    """
    if path.exists() and not replace:
        raise ReportNotWritten(path, "a file of that name is there already")


def write_report(path: Path, content: bytes) -> Path:
    """Write beside, then rename: a report is whole or not there.

    Raises:
        ReportNotWritten: the system refuses.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as fault:
        unfinished.unlink(missing_ok=True)
        raise ReportNotWritten(path, (fault.strerror or "the system refused").lower()) from None
    return path
