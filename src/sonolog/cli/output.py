"""The only writer of standard output: what a person or a program asked for, and nothing else."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TextIO

from sonolog.cli.layout import Column, bar, record_lines, table_lines
from sonolog.cli.printable import printable

BOLD, NORMAL = "\x1b[1m", "\x1b[0m"


class Look(NamedTuple):
    """How output should look where it goes."""

    plain: bool = False
    """One fact a line, lists separated by tabs, no colour."""
    columns: int | None = None
    """Cells of a terminal line; None if the output is no terminal."""
    colour: bool = False


class Output:
    """Writes tables, records, lines and JSON to one stream; every text is made visible on the way."""

    def __init__(self, stream: TextIO | None, look: Look) -> None:
        self._stream = stream
        self._look = look
        self._encoding = getattr(stream, "encoding", None) or "utf-8"

    @property
    def blocks(self) -> bool:
        """Block characters may be used."""
        return not self._look.plain and self._encodes("█░")

    @property
    def terminal(self) -> bool:
        """Somebody reads it on a screen."""
        return self._look.columns is not None

    @property
    def plain(self) -> bool:
        """One fact a line is asked for."""
        return self._look.plain

    @property
    def room(self) -> int:
        """Cells of a line: those of the terminal, or 80."""
        return self._look.columns or 80

    def table(self, columns: Sequence[str | Column], rows: Iterable[Sequence[str]]) -> None:
        """Write a table: aligned, or separated by tabs under ``--plain``."""
        heads = [self._head(column) for column in columns]
        texts = [[self._shown(cell) for cell in row] for row in rows]
        if self._look.plain:
            self._write(_tabbed(row) for row in [[head.title for head in heads], *texts])
            return
        ellipsis = "…" if self._encodes("…") else "..."
        first, *rest = table_lines(heads, texts, room=self._look.columns, ellipsis=ellipsis) or [""]
        self._write([self._bold(first), *rest])

    def record(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Write one thing as ``label: value`` lines."""
        shown = [(self._shown(label), self._shown(value)) for label, value in pairs]
        self._write(record_lines(shown, aligned=not self._look.plain))

    def heading(self, text: str) -> None:
        """Write a line that names what follows."""
        self._write([self._bold(self._shown(text))])

    def lines(self, lines: Iterable[str]) -> None:
        """Write lines of text."""
        self._write(self._shown(line) for line in lines)

    def json(self, answer: Mapping[str, object]) -> None:
        """Write ``answer`` as one line of JSON: keys in the order given, letters kept."""
        from sonolog.cli.json_text import json_text

        self._write([json_text(answer, ascii_only=not self._encodes("ü漢"))])

    def bar(self, have: int, need: int, *, width: int = 10) -> str:
        """Return a progress bar this stream can show; writes nothing."""
        return bar(have, need, width=width, blocks=self.blocks)

    def flush(self) -> None:
        """Send everything written so far on its way.

        Raises:
            OutputFailed: the file or device takes no more.
        """
        if self._stream is not None:
            try:
                self._stream.flush()
            except BrokenPipeError:
                raise
            except OSError as fault:
                raise _failed(fault.strerror or "I/O error") from fault

    def _write(self, lines: Iterable[str]) -> None:
        if self._stream is None:
            raise _failed("standard output is closed")
        try:
            self._stream.write("".join(f"{line}\n" for line in lines))
        except BrokenPipeError:
            raise
        except OSError as fault:
            raise _failed(fault.strerror or "I/O error") from fault

    def _shown(self, text: str) -> str:
        return printable(text, self._encoding).replace("\t", " ")

    def _head(self, column: str | Column) -> Column:
        head = column if isinstance(column, Column) else Column(column)
        return head._replace(title=self._shown(head.title))

    def _bold(self, line: str) -> str:
        return f"{BOLD}{line}{NORMAL}" if self._look.colour else line

    def _encodes(self, text: str) -> bool:
        try:
            text.encode(self._encoding)
        except UnicodeEncodeError:
            return False
        return True


def standard_output(*, plain: bool = False) -> Output:
    """Return the process's standard output, looked at once for what it can show."""
    stream = sys.stdout
    terminal = stream is not None and stream.isatty()
    look = Look(
        plain=plain,
        columns=_columns() if terminal else None,
        colour=not plain and wants_colour(terminal=terminal),
    )
    return Output(stream, look)


def wants_colour(*, terminal: bool) -> bool:
    """Whether to use colour: on a terminal, unless NO_COLOR is not empty or the terminal is dumb."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return terminal and os.environ.get("TERM") != "dumb"


def _columns() -> int:
    from shutil import get_terminal_size

    return get_terminal_size().columns


def _tabbed(cells: Sequence[str]) -> str:
    return "\t".join(cell.replace("\n", " ") for cell in cells)


def _failed(why: str) -> Exception:
    from sonolog.cli.errors import OutputFailed

    return OutputFailed(why)
