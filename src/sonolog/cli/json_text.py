"""JSON on one line that a terminal can be shown safely, and that still reads back exactly."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sonolog.cli.printable import printable


def json_text(answer: Mapping[str, object], *, ascii_only: bool = False) -> str:
    """Return ``answer`` as compact JSON in the order given, characters unsafe on a terminal escaped."""
    text = json.dumps(answer, ensure_ascii=ascii_only, separators=(",", ":"), allow_nan=False)
    unsafe: dict[str, str | int | None] = {
        character: _escaped(character) for character in set(text) if printable(character) != character
    }
    return text.translate(str.maketrans(unsafe))


def _escaped(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
