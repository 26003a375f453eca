"""Marks of the items of an assessment, in words: “technique 4; report 3.5”."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sonolog.usecases.errors import Faulty
from sonolog.usecases.quoting import quoted


def read_marks(text: str) -> tuple[dict[str, Any], ...]:
    """Return one value for each part of ``text`` between semicolons: an item and, last, its mark.

    Raises:
        Faulty: a part has no item, or no number at its end.
    """
    parts = (part.strip() for part in text.split(";"))
    return tuple(_mark(part) for part in parts if part)


def write_marks(marks: list[dict[str, Any]]) -> str:
    """Return the words that :func:`read_marks` reads as ``marks``."""
    return "; ".join(f"{one['item']} {one['mark']}" for one in marks)


def _mark(part: str) -> dict[str, Any]:
    item, _, number = part.replace("=", " ").rstrip().rpartition(" ")
    if not item.strip(" :") or not number.replace(".", "", 1).isdecimal():
        raise Faulty(f"“{quoted(part)}” is not an item and its mark: write “technique 4; report 3.5”")
    return {"item": item.strip(" :"), "mark": Decimal(number)}
