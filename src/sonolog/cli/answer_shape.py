"""How the form of an answer is written down in few words, and what JSON Schema makes of it.

A shape is a name (``text``, ``day``, ``flag`` …), a list of one shape, or a mapping of keys to shapes, all of which are
there and no others.  A ``?`` after the name of a shape allows null, and after a key says that it may be missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_NAMED: Mapping[str, Mapping[str, Any]] = {
    "text": {"type": "string"},
    "null": {"type": "null"},
    "flag": {"type": "boolean"},
    "count": {"type": "integer", "minimum": 0},
    "whole": {"type": "integer"},
    "number": {"type": "number"},
    "share": {"type": "number", "minimum": 0, "maximum": 1},
    "day": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "time": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}"},
    "id": {"type": "string", "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"},
    "digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "key": {"type": "string", "pattern": "^SHA256:"},
}


@dataclass(frozen=True, slots=True)
class Keyed:
    """An object whose keys are what somebody or a file calls something, each with a value of this shape."""

    of: Any


@dataclass(frozen=True, slots=True)
class Either:
    """One of several shapes."""

    of: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of these words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A shape, and what it tells."""

    of: Any
    words: str


def either(*of: Any) -> Either:
    """Return that it is one of these shapes."""
    return Either(of)


def schema_of(shape: Any) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a shape.

    Raises:
        KeyError: a name of a shape that there is not.
    """
    if isinstance(shape, str):
        return _named(shape)
    if isinstance(shape, list):
        return {"type": "array", "items": schema_of(shape[0])}
    if isinstance(shape, Keyed):
        return {"type": "object", "additionalProperties": schema_of(shape.of)}
    if isinstance(shape, OneOf):
        return {"enum": list(shape.words)}
    if isinstance(shape, Said):
        return schema_of(shape.of) | {"description": shape.words}
    if isinstance(shape, Either):
        return {"anyOf": [schema_of(one) for one in shape.of]}
    return {
        "type": "object",
        "required": [name for name in shape if not name.endswith("?")],
        "properties": {name.removesuffix("?"): schema_of(of) for name, of in shape.items()},
        "additionalProperties": False,
    }


def _named(shape: str) -> dict[str, Any]:
    if shape.startswith("#"):
        return {"$ref": f"#/$defs/{shape[1:]}"}
    found = dict(_NAMED[shape.removesuffix("?")])
    return found | {"type": [found["type"], "null"]} if shape.endswith("?") else found
