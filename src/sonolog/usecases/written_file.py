"""A report's file: written whole or not at all, and never over another one unasked."""

from __future__ import annotations

import errno
from pathlib import Path

from sonolog.errors import Exit, SonologError
from sonolog.paths import require_ordinary, write_whole


class FileNotWritten(SonologError):
    """The report's file cannot be made."""

    code = "file-not-written"
    exit = Exit.NO_OUTPUT

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} was not written: {why}.", hint="Name another file.")


def refuse_existing(path: Path, *, replace: bool) -> None:
    """Refuse to write over a file, unless that is wanted.

    Raises:
        FileNotWritten: the file is there already.
    """
    if path.exists() and not replace:
        raise FileNotWritten(path, "a file of that name is there already")


def write_file(path: Path, content: bytes) -> Path:
    """Write beside, then rename: a report is whole or not there.

    Raises:
        FileNotWritten: the system refuses, or what stands there is no ordinary file.
    """
    try:
        require_ordinary(path)
        write_whole(path, content, replace=True)
    except OSError as fault:
        refusal = FileNotWritten(path, (fault.strerror or "the system refused").lower())
        if fault.errno in (errno.ENOSPC, errno.EIO):
            refusal.exit = Exit.IO
        raise refusal from None
    return path
