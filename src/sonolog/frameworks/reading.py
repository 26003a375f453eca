"""Reading one TOML table at a time, gathering every fault instead of stopping at the first.

Asking a :class:`Section` for a key marks it as known, so that :meth:`Section.done` can name the unknown ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sonolog.domain.bound import Number
from sonolog.frameworks.sheet import (
    NUMBER_LIMIT,
    TITLE_LIMIT,
    Hint,
    Sheet,
    Sort,
    check_text,
    is_identifier,
    number_at,
    shown,
    suggest,
)
from sonolog.frameworks.toml_text import Path

_DIGITS = 12
_WORDS: Mapping[type, str] = {
    str: "text in quotes",
    bool: "true or false",
    int: "a whole number",
    dict: "a table { … }",
    list: "a list [ … ]",
}


class Section:
    """One table of the file."""

    def __init__(self, sheet: Sheet, path: Path, table: Mapping[str, Any]) -> None:
        self.sheet = sheet
        self.path = path
        self.table = table
        self._known: set[str] = set()

    def __contains__(self, key: str) -> bool:
        self._known.add(key)
        return key in self.table

    def at(self, key: str | int) -> Path:
        """Return the path of one of the section's keys."""
        return (*self.path, key)

    def fault(self, key: str | None, message: str, *, code: str, hint: Hint = "", warning: bool = False) -> None:
        """Note a fault at ``key``, or at the section itself."""
        path = self.path if key is None else self.at(key)
        self.sheet.fault(path, message, code=code, hint=hint, warning=warning)

    def raw(self, key: str) -> Any:
        """Return the value as TOML gave it, None where it is missing."""
        self._known.add(key)
        return self.table.get(key)

    def done(self) -> None:
        """Note every key that was never asked for."""
        for key in self.table:
            if key not in self._known:
                hint = suggest(key, sorted(self._known))
                self.fault(key, f"There is no key “{shown(key)}” here.", code="unknown-key", hint=hint)

    def text(self, key: str, *, required: bool = False, limit: int = TITLE_LIMIT) -> str:
        """Return a text, empty where it is missing or wrong."""
        value = self._of_type(key, str, required=required)
        if value is None:
            return ""
        check_text(self.sheet, self.at(key), value, limit=limit)
        if required and not value.strip():
            self.fault(key, f"“{key}” is empty.", code="missing-key")
        return str(value)

    def identifier(self, key: str = "id", *, required: bool = True) -> str:
        """Return an id: lower-case words joined by hyphens."""
        value = self.text(key, required=required)
        if value and not is_identifier(value):
            self.fault(key, f"“{shown(value)}” is not an id.", code="bad-id", hint="Lower case, digits and hyphens.")
        return value

    def whole(self, key: str, default: int | None = None, *, least: int = 0) -> int | None:
        """Return a whole number not below ``least``."""
        value = self._of_type(key, int)
        if value is None:
            return default
        if not least <= value <= NUMBER_LIMIT:
            self.fault(key, f"“{key}” must lie between {least} and {NUMBER_LIMIT}.", code="out-of-range")
            return default
        return int(value)

    def number(self, key: str, *, required: bool = False, most: int = NUMBER_LIMIT) -> Number | None:
        """Return a number from 0 to ``most``."""
        if key not in self:
            if required:
                self._missing(key)
            return None
        return number_at(self.sheet, self.at(key), self.table[key], most=most)

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        value = self._of_type(key, bool)
        return default if value is None else bool(value)

    def choice(self, key: str, options: Sequence[str], default: str | None = None, *, required: bool = False) -> Any:
        """Return one of ``options``."""
        value = self._of_type(key, str, required=required)
        if value is None:
            return default
        if value in options:
            return value
        hint = suggest(value, options, otherwise=f"One of: {', '.join(options)}.")
        self.fault(key, f"“{shown(value)}” is not a value of “{key}”.", code="unknown-value", hint=hint)
        return default

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; one text alone is a list of one."""
        value = self.raw(key)
        items = [value] if isinstance(value, str) else self._of_type(key, list) or []
        wrong = [index for index, item in enumerate(items) if not isinstance(item, str)]
        for index in wrong:
            self.sheet.fault((*self.at(key), index), f"“{key}” lists text in quotes.", code="wrong-type")
        for index, item in enumerate(items):
            if isinstance(item, str):
                check_text(self.sheet, (*self.at(key), index), item)
        return tuple(item for item in items if isinstance(item, str))

    def references(self, key: str, sorts: Sequence[Sort]) -> tuple[str, ...]:
        """Return a list of ids, each of which must be defined somewhere."""
        names = self.texts(key)
        for index, name in enumerate(names):
            self.sheet.refer(name, sorts, (*self.at(key), index))
        return names

    def table_at(self, key: str, *, required: bool = False) -> Section | None:
        """Return a table inside this one."""
        value = self._of_type(key, dict, required=required)
        return None if value is None else Section(self.sheet, self.at(key), value)

    def tables_at(self, key: str) -> Iterator[Section]:
        """Yield the tables of a list."""
        for index, item in enumerate(self._of_type(key, list) or []):
            path = (*self.at(key), index)
            if isinstance(item, dict):
                yield Section(self.sheet, path, item)
            else:
                self.sheet.fault(path, f"“{key}” lists tables.", code="wrong-type")

    def _of_type(self, key: str, wanted: type, *, required: bool = False) -> Any:
        if key not in self:
            if required:
                self._missing(key)
            return None
        value = self.table[key]
        if type(value) is wanted:
            return value
        hint = f'Write {key} = "{value}".' if wanted is str and _is_short(value) else ""
        self.fault(key, f"“{key}” must be {_WORDS[wanted]}.", code="wrong-type", hint=hint)
        return None

    def _missing(self, key: str) -> None:
        self.fault(None, f"“{key}” is missing.", code="missing-key")


def _is_short(value: Any) -> bool:
    """Return whether ``value`` is a number that can be repeated in a sentence."""
    if isinstance(value, Decimal):
        return value.is_finite() and abs(value) <= NUMBER_LIMIT and len(value.as_tuple().digits) <= _DIGITS
    return type(value) is int and abs(value) <= NUMBER_LIMIT
