"""TOML text with bounds and line numbers.

The standard reader gives values without places, so :class:`Places` goes over the text once more, only when
there is a fault to report, and notes the line on which each key, table and list item stands.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

Path = tuple[str | int, ...]
"""Keys and list positions that lead to a value, as ``("requirement", 3, "where")``."""

TEXT_LIMIT = 256 * 1024
"""Bytes; the longest published syllabus, written out line by line, needs a tenth of it."""
DEPTH_LIMIT = 12
"""Lists and tables inside one another."""
_DOTS_LIMIT = 8

_STRINGS = r"""
    \"{3}(?:[^\\]|\\.)*?(?:\"{3,5}|\Z) | '{3}.*?(?:'{3,5}|\Z)
  | "(?:[^"\\\n]|\\[^\n])*"? | '[^'\n]*'?
"""
_NESTING = re.compile(
    rf"""(?P<skip>{_STRINGS}|\#[^\n]*) | (?P<open>[\[{{]) | (?P<close>[\]}}])
      | (?P<dotted>(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){{{_DOTS_LIMIT},}})""",
    re.VERBOSE | re.DOTALL,
)
_TOKENS = re.compile(
    rf"""(?P<text>{_STRINGS}) | (?P<skip>\#[^\n]*|[ \t\r]+) | (?P<line>\n)
      | (?P<mark>[\[\]{{}}=,.]) | (?P<bare>[^\s\[\]{{}}=,.\#"']+)""",
    re.VERBOSE | re.DOTALL,
)
_PLAINER = {
    "cannot overwrite a value": "this key is written a second time",
    "cannot declare": "this table is written a second time",
    "cannot mutate immutable": "this table is written a second time",
    "invalid date or datetime": "there is no such day",
}
"""What the standard reader says, as its first words, and what people understand."""
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")
_AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)|\s*\(at end of document\)")


class TomlFault(ValueError):
    """The text is not TOML, or beyond the bounds; ``line`` is counted from 1."""

    def __init__(self, message: str, line: int | None = None, *, code: str = "toml") -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.code = code


def parse_toml(text: str) -> dict[str, Any]:
    """Return the tables of ``text``; numbers with a point are decimals.

    Raises:
        TomlFault: it is too long, nested too deeply, or not TOML.
    """
    _refuse_size(text)
    _refuse_characters(text)
    _refuse_depth(text)
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise TomlFault(*_sentence(str(error), text)) from None
    except (ValueError, ArithmeticError):
        raise TomlFault("A number is too long to read.", code="too-large") from None


def _refuse_size(text: str) -> None:
    if len(text) > TEXT_LIMIT or len(text.encode("utf-8", "replace")) > TEXT_LIMIT:
        raise TomlFault(f"A file has at most {TEXT_LIMIT // 1024} KB of text.", code="too-large")


def _refuse_characters(text: str) -> None:
    found = _UNREADABLE.search(text)
    if found is not None:
        line = text.count("\n", 0, found.start()) + 1
        number = f"U+{ord(found[0]):04X}"
        raise TomlFault(f"A character that cannot be seen ({number}) stands here: delete it.", line)


def _refuse_depth(text: str) -> None:
    depth = 0
    for token in _NESTING.finditer(text):
        kind = token.lastgroup
        depth += (kind == "open") - (kind == "close")
        if depth > DEPTH_LIMIT or kind == "dotted":
            line = text.count("\n", 0, token.start()) + 1
            raise TomlFault("Too many lists, tables or joined names inside one another.", line, code="too-deep")


def _sentence(message: str, text: str) -> tuple[str, int | None]:
    place = _AT_LINE.search(message)
    if place is None:
        return f"This is not TOML: {message}.", None
    line = int(place[1]) if place[1] else text.count("\n") + 1
    said = _AT_LINE.sub("", message).lower()
    plain = next((words for start, words in _PLAINER.items() if said.startswith(start)), said)
    return f"This is not TOML: {plain}.", line


class Places:
    """Where in a TOML text each value stands; :func:`parse_toml` has read the text without a fault."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        self._tables: dict[Path, int] = {}
        """How many ``[[…]]`` of each path were seen."""
        self._here: Path = ()
        self._key: list[str] = []
        self._open: list[_Container] = []
        self._value: Path = ()
        self._header = self._repeated = self._in_value = False
        for kind, token, line in _tokens(text):
            self._read(kind, token, line)

    def line_of(self, path: Path) -> int | None:
        """Return the line of the value at ``path``, or of the nearest table around it."""
        for length in range(len(path), 0, -1):
            found = self._lines.get(path[:length])
            if found is not None:
                return found
        return None

    def _read(self, kind: str, token: str, line: int) -> None:
        if kind == "line":
            if not self._open:
                self._end_statement()
        elif self._header:
            self._read_header(kind, token, line)
        elif self._in_value:
            self._read_value(token, line, is_mark=kind == "mark")
        else:
            self._read_key(kind, token, line)

    def _end_statement(self) -> None:
        self._key.clear()
        self._header = self._in_value = False

    def _read_header(self, kind: str, token: str, line: int) -> None:
        if kind != "mark":
            self._key.append(_bare(kind, token))
        elif token == "[":
            self._repeated = True
        elif token == "]" and self._key:
            self._enter(tuple(self._key), line, repeated=self._repeated)
            self._key.clear()

    def _enter(self, names: tuple[str, ...], line: int, *, repeated: bool) -> None:
        path: Path = ()
        for name in names[:-1]:
            path = (*path, name)
            if path in self._tables:
                path = (*path, self._tables[path] - 1)
        path = (*path, names[-1])
        self._lines.setdefault(path, line)
        if repeated:
            self._tables[path] = self._tables.get(path, 0) + 1
            path = (*path, self._tables[path] - 1)
        elif path in self._tables:
            path = (*path, self._tables[path] - 1)
        self._here = path
        self._lines.setdefault(path, line)

    def _read_key(self, kind: str, token: str, line: int) -> None:
        if kind != "mark":
            self._key.append(_bare(kind, token))
        elif token == "[" and not self._key and not self._open:
            self._header, self._repeated = True, False
        elif token == "=":
            self._start_value(line)
        elif token == "}" and self._open:
            self._close()

    def _start_value(self, line: int) -> None:
        path = self._open[-1].path if self._open else self._here
        for name in self._key:
            path = (*path, name)
            self._lines.setdefault(path, line)
        self._value = path
        self._in_value = True
        self._key.clear()

    def _read_value(self, token: str, line: int, *, is_mark: bool) -> None:
        inside = self._open[-1] if self._open else None
        if inside is not None and inside.is_list and token not in ("]", ","):
            self._value = (*inside.path, inside.count)
            self._lines.setdefault(self._value, line)
        if not is_mark:
            return
        if token in "[{":
            self._open.append(_Container(self._value, is_list=token == "["))
            self._in_value = token == "["
        elif token in "]}":
            self._close()
        elif token == "," and inside is not None:
            inside.count += 1
            self._in_value = inside.is_list

    def _close(self) -> None:
        if self._open:
            self._open.pop()
        self._in_value = True
        self._key.clear()


class _Container:
    def __init__(self, path: Path, *, is_list: bool) -> None:
        self.path = path
        self.is_list = is_list
        self.count = 0


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    line = 1
    for found in _TOKENS.finditer(text):
        kind, token = str(found.lastgroup), found[0]
        if kind != "skip":
            yield kind, token, line
        line += token.count("\n")


def _bare(kind: str, token: str) -> str:
    return token[1:-1] if kind == "text" else token
