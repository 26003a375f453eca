"""One scan a line: words as in a shell, and what holds for the lines below."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from sonolog.cli.errors import LineUnreadable

CARRIED = ("date", "site", "placement", "session", "supervisor", "supervision")
"""Fields that hold until they are said anew; what was found is never among them."""
LONGEST_LINE = 200_000
"""Bytes; no scan takes more, and a file that is no text should not fill the memory."""


class NumberedLine(NamedTuple):
    """One line with something on it."""

    number: int
    """Counted from 1."""
    content: bytes


def lines_of(stream: BinaryIO) -> Iterator[NumberedLine]:
    """Yield the lines of ``stream`` that say something, as they arrive."""
    number = 0
    while content := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(content) > LONGEST_LINE and not content.endswith(b"\n"):
            _skip_rest(stream)
        if number == 1:
            content = content.removeprefix(b"\xef\xbb\xbf")
        said = content.strip()
        if said and not said.startswith(b"#"):
            yield NumberedLine(number, said)


def _skip_rest(stream: BinaryIO) -> None:
    while (part := stream.readline(LONGEST_LINE)) and not part.endswith(b"\n"):
        pass


def words_of(line: NumberedLine) -> list[str]:
    """Return the words of a line: quotes and backslashes as in a shell, a comment left out.

    Raises:
        LineUnreadable: it is too long, no UTF-8 text, or a quotation mark is never closed.
    """
    if len(line.content) > LONGEST_LINE:
        raise LineUnreadable(f"it is longer than {LONGEST_LINE:,} bytes")
    try:
        return shlex.split(_without_comment(line.content.decode()))
    except UnicodeDecodeError:
        raise LineUnreadable("it is no UTF-8 text") from None
    except ValueError:
        raise LineUnreadable("a quotation mark or a backslash is left open") from None


def _without_comment(line: str) -> str:
    quote = ""
    for at, character in enumerate(line):
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character == "#" and line[at - 1].isspace():
            return line[:at]
    return line
