"""Levels of the items of a form, in words: “views 4; report not assessed”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sonolog.usecases.errors import Faulty
from sonolog.usecases.quoting import quoted

NOT_ASSESSED = "not assessed"
_LEFT_OUT = frozenset({"not assessed", "not-assessed", "n/a", "na", "-", "–"})
_PART = re.compile(r"(?P<item>[^\s=:]+)\s*[\s=:]\s*(?P<level>.+)")


def read_item_levels(text: str) -> tuple[dict[str, Any], ...]:
    """Return one value for each part of ``text`` between semicolons: an item and its level.

    Raises:
        Faulty: a part has no item, or no level.
    """
    return tuple(_part(part) for part in (one.strip() for one in text.split(";")) if part)


def read_item_level(item: str, text: str) -> dict[str, Any]:
    """Return the value of one item; without a text its level is taken back.

    Raises:
        Faulty: it is no level.
    """
    word = text.strip().lower()
    if not word:
        return {"item": item.strip(), "gone": True}
    if word in _LEFT_OUT:
        return {"item": item.strip(), "level": None}
    if not (word.isascii() and word.isdecimal() and len(word) <= 6):
        raise Faulty(f"“{quoted(text)}” is no level: a whole number, or “{NOT_ASSESSED}”")
    return {"item": item.strip(), "level": int(word)}


def write_item_levels(levels: Iterable[Mapping[str, Any]]) -> str:
    """Return the words that :func:`read_item_levels` reads as ``levels``."""
    return "; ".join(f"{one['item']} {level_words(one.get('level'))}" for one in levels)


def level_words(level: int | None) -> str:
    """Return a level in words."""
    return NOT_ASSESSED if level is None else str(level)


def _part(part: str) -> dict[str, Any]:
    found = _PART.fullmatch(part)
    if found is None:
        raise Faulty(f"“{quoted(part)}” is not an item and its level: write “views 4; report {NOT_ASSESSED}”")
    return read_item_level(found["item"], found["level"])
