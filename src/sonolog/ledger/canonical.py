"""The one spelling of a JSON value that digests are taken of.

The form is RFC 8785 without floats: sorted ASCII keys, no white space, integers that every reader holds
exactly. :func:`parse` accepts nothing but that spelling: no room for repeated keys, odd numbers or needless
escapes.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any, NoReturn, TypeAlias

from sonolog.ledger.errors import NotCanonical

JSON: TypeAlias = bool | int | str | list["JSON"] | dict[str, "JSON"] | None

LARGEST_INTEGER = 2**53 - 1
"""Beyond this, readers that hold numbers as IEEE 754 doubles lose digits (RFC 8785, section 3.2.2.3)."""
DEEPEST = 32
"""Levels of lists and objects inside one another."""
_LONGEST_INTEGER = len(str(-LARGEST_INTEGER))
_TOO_LARGE = "an integer is beyond 2^53-1"
_SHORT = 10_000
SIZE_LIMIT = 256 * 1024
"""Bytes of UTF-8."""

_ENCODER = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, allow_nan=False, sort_keys=True, separators=(",", ":")
)
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")


def canonical(value: JSON) -> str:
    """Return the canonical text of ``value``, at most 256 KiB of UTF-8.

    Raises:
        NotCanonical: the value has no canonical form (a float, a large integer, a key outside ASCII, a lone
            surrogate, more than 32 levels, something that is not JSON), or is too long.
    """
    _require_plain(value, 1)
    text = _ENCODER.encode(value)
    _require_size(text)
    return text


def canonical_text(value: str) -> str:
    """Return the canonical text of a text, at once where nothing in it has to be escaped or looked at.

    Raises:
        NotCanonical: see :func:`canonical`.
    """
    if len(value) < _SHORT and value.isascii() and value.isprintable() and not ('"' in value or "\\" in value):
        return f'"{value}"'
    return canonical(value)


def digest(text: str) -> str:
    """Return the SHA-256 of any text, as UTF-8 bytes, in 64 hexadecimal digits."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def parse(text: str) -> JSON:
    """Return the value that ``text`` spells, if it is the canonical spelling of that value.

    Raises:
        NotCanonical: the text is not JSON, is another spelling, is too long or too deep.
    """
    _require_size(text)
    _require_shallow(text)
    try:
        value: JSON = _DECODER.raw_decode(text)[0]  # what is before or after it has no place in the spelling below
    except ValueError as error:
        raise NotCanonical("it is not JSON") from error
    if not text.isascii():  # only then can a key be outside ASCII; depth and numbers were looked at before
        _require_plain(value, 1)
    if _ENCODER.encode(value) != text:
        raise NotCanonical("the same value has another, exact spelling")
    return value


def _whole_number(spelling: str) -> int:
    value = int(spelling) if len(spelling) <= _LONGEST_INTEGER else LARGEST_INTEGER + 1
    if not -LARGEST_INTEGER <= value <= LARGEST_INTEGER:
        raise NotCanonical(_TOO_LARGE)
    return value


def _refuse_number(_spelling: str) -> NoReturn:
    raise NotCanonical("numbers are whole numbers")


_DECODER = json.JSONDecoder(parse_int=_whole_number, parse_float=_refuse_number, parse_constant=_refuse_number)


def _require_plain(value: Any, level: int) -> None:
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return
    if kind is int:
        if not -LARGEST_INTEGER <= value <= LARGEST_INTEGER:
            raise NotCanonical(_TOO_LARGE)
    elif kind is dict:
        _require_level(level)
        for key, inner in value.items():
            if type(key) is not str or not key.isascii():
                raise NotCanonical("a key is not ASCII text")
            _require_plain(inner, level + 1)
    elif kind is list:
        _require_level(level)
        for inner in value:
            _require_plain(inner, level + 1)
    else:
        raise NotCanonical(f"a {kind.__name__} is not one of its values")


def _require_level(level: int) -> None:
    if level > DEEPEST:
        raise NotCanonical(f"it is nested more than {DEEPEST} levels deep")


def _require_size(text: str) -> None:
    if len(text) > SIZE_LIMIT or _length(text) > SIZE_LIMIT:
        raise NotCanonical(f"it is longer than {SIZE_LIMIT // 1024} KiB")


def _length(text: str) -> int:
    if text.isascii():
        return len(text)
    if _SURROGATE.search(text):
        raise NotCanonical("it holds half of a surrogate pair")
    return len(text.encode())


def _require_shallow(text: str) -> None:
    """Refuse deep nesting before the recursive decoder meets it."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return
    level = 0
    for token in _TOKEN.finditer(text):
        first = token.group()[0]
        level += (first in "[{") - (first in "]}")
        _require_level(level)
