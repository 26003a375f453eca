"""Reading and writing files of frameworks and forms: only plain files, only of a size these can have."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from sonolog.errors import Exit
from sonolog.paths import require_ordinary, write_whole
from sonolog.usecases.errors import FrameworkUnreadable
from sonolog.usecases.file_errors import FileUnreadable

SIZE_LIMIT = 2_000_000
"""Bytes of a file that is looked at at all; the format allows far less."""
_BYTE_ORDER_MARK = "\ufeff"


class FrameworkFileExists(FrameworkUnreadable):
    """A file of that name is there, and nobody said to write over it."""

    code = "framework-file-exists"

    def __init__(self, path: Path) -> None:
        super().__init__(path, "a file of that name is there already", code=Exit.NO_OUTPUT)
        self.hint = "Name another file, or say --yes to write over it."
        self.kept = "Nothing was written."


def read_text(path: Path, refusal: type[FileUnreadable] = FrameworkUnreadable) -> str:
    """Return the text of a framework or form; a byte order mark and the line ends of other systems are no part of it.

    Raises:
        FileUnreadable: ``refusal``, as whoever reads calls it: there is no such file, it may not be read, or it is no
            plain file (a folder, a device, a pipe), too large, or no UTF-8 text.
    """
    try:
        content = _content(path, refusal)
    except (OSError, ValueError) as fault:
        raise refusal(path, (getattr(fault, "strerror", None) or "not readable").lower()) from None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        hint = "Save it as UTF-8 in your editor."
        raise refusal(path, f"no UTF-8 text, from line {line} on", code=Exit.INPUT, hint=hint) from None
    return text.removeprefix(_BYTE_ORDER_MARK).replace("\r\n", "\n")


def _content(path: Path, refusal: type[FileUnreadable]) -> bytes:
    """Return the bytes of a plain file, without ever waiting for a pipe or reading a device."""
    opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(opened).st_mode):
        os.close(opened)
        raise refusal(path, "no plain file", code=Exit.INPUT, hint="It is a text file whose name ends in .toml.")
    with os.fdopen(opened, "rb") as file:
        content = file.read(SIZE_LIMIT + 1)
    if len(content) > SIZE_LIMIT:
        hint = "Is it the right file? The longest published syllabus needs a tenth of that."
        raise refusal(path, f"larger than {SIZE_LIMIT:,} bytes", code=Exit.INPUT, hint=hint)
    return content


def write_new(target: Path, text: str, refusal: type[FileUnreadable] = FrameworkUnreadable) -> None:
    """Write ``text`` to a file that is not there yet, durably.

    Raises:
        FileUnreadable: ``refusal``: the system refuses.
    """
    try:
        write_whole(target, text.encode())
    except OSError as fault:
        raise refusal(target, (fault.strerror or "refused").lower(), code=Exit.NO_OUTPUT) from None


def write_own(target: Path, text: str, *, replace: bool) -> None:
    """Write ``text`` where a person wants it, whole or not at all, over another file only where that is wanted.

    Raises:
        FrameworkFileExists: there is one, and ``replace`` is false.
        FrameworkUnreadable: the system refuses.
    """
    if os.path.lexists(target) and not replace:
        raise FrameworkFileExists(target)
    try:
        require_ordinary(target)
        write_whole(target, text.encode(), replace=replace)
    except OSError as fault:
        raise FrameworkUnreadable(target, (fault.strerror or "refused").lower(), code=Exit.NO_OUTPUT) from None
