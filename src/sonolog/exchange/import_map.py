"""What each column of a foreign table means, as a small TOML file that can be kept, read and changed by hand."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sonolog.domain.problems import Problem, did_you_mean

LEFT_OUT, WORDS, NUMBER = "leave-out", "scan-words", "case-id"
"""Meanings of a column that are no field: not taken over; a whole scan in words; the number of the case."""
CUSTOM = "custom."
"""Before the name of a field of one's own."""
DateOrder = Literal["dmy", "mdy"]
DATE_ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy")
_KEYS = ("kind", "dates", "columns", "always")
_MOST_COLUMNS = 500
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class ImportMap:
    """The meaning of each heading."""

    columns: Mapping[str, str]
    """Heading to a field's name, :data:`CUSTOM` and a name, or one of the other meanings."""
    kind: str = "scan"
    """Kind of record that a row becomes."""
    dates: DateOrder | None = None
    """Whether 3/4 is the third of April or the fourth of March; None where no column needs it."""
    always: Mapping[str, str] = field(default_factory=dict)
    """Fields that say the same for every row."""


def write_map(found: ImportMap) -> str:
    """Return the text of a map; :func:`read_map` reads it as the same."""
    lines = [f"kind = {_text(found.kind)}"]
    if found.dates is not None:
        lines.append(f"dates = {_text(found.dates)}")
    for name in ("columns", "always"):
        table: Mapping[str, str] = getattr(found, name)
        if table or name == "columns":
            lines += ["", f"[{name}]", *(f"{_text(key)} = {_text(value)}" for key, value in table.items())]
    return "\n".join(lines) + "\n"


def read_map(text: str, *, file: str = "") -> tuple[ImportMap | None, tuple[Problem, ...]]:
    """Return what a text says, or None and every fault of it."""
    try:
        said = tomllib.loads(text)
    except (ValueError, RecursionError) as fault:
        return None, (Problem(f"It is not TOML: {str(fault)[:200]}.", "not-toml", file=file),)
    problems = tuple(_problems(said, file))
    if problems:
        return None, problems
    found = {name: said[name] for name in _KEYS if name in said}
    return ImportMap(**({"columns": {}} | found)), ()


def _problems(said: Mapping[str, Any], file: str) -> Iterator[Problem]:
    for key, value in said.items():
        if key not in _KEYS:
            hint = did_you_mean(key, _KEYS) or f"There is {', '.join(_KEYS)}."
            yield Problem(f"There is no key “{key[:60]}” here.", "unknown-key", file=file, where=key[:60], hint=hint)
        elif key in ("columns", "always"):
            yield from _table_problems(key, value, file)
        elif not isinstance(value, str) or (key == "dates" and value not in DATE_ORDERS):
            hint = f"One of: {', '.join(DATE_ORDERS)}." if key == "dates" else 'Text in quotes, such as "scan".'
            yield Problem(f"“{key}” cannot be that.", "bad-value", file=file, where=key, hint=hint)
    if "columns" not in said:
        yield Problem(
            "“columns” is missing.", "missing-key", file=file, hint='Write [columns], then "Heading" = "field".'
        )


def _table_problems(key: str, value: Any, file: str) -> Iterator[Problem]:
    if not isinstance(value, dict):
        yield Problem(f"“{key}” is a table.", "wrong-type", file=file, where=key, hint=f"Write [{key}].")
        return
    if len(value) > _MOST_COLUMNS:
        yield Problem(f"“{key}” has more than {_MOST_COLUMNS} lines.", "too-many", file=file, where=key)
    for name, meaning in value.items():
        if not isinstance(meaning, str) or len(meaning) > _LONGEST or len(name) > _LONGEST:
            yield Problem(f"“{name[:60]}” must be text in quotes.", "wrong-type", file=file, where=f"{key}.{name[:60]}")


def _text(words: str) -> str:
    """Return a TOML text; what JSON escapes, TOML escapes in the same way, but for half characters and DEL."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
