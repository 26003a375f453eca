"""How the fields of every value class are kept; run as a script, it prints what the store reads of that."""

from __future__ import annotations

import json
import sys
import types
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from sonolog.domain.kinds import KINDS, record_class
from sonolog.store.kind_tables import Shape

_SHAPES: dict[Any, Shape] = {bool: "flag", int: "whole", date: "day", Decimal: "decimal", str: "text"}


def _shape(annotation: Any) -> Shape:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _shape(get_args(annotation)[0])
    if origin is Literal:
        return _shape(type(get_args(annotation)[0]))
    if origin in (Union, types.UnionType):
        return _shape(next(part for part in get_args(annotation) if part is not type(None)))
    if origin is tuple:
        return "codes" if _shape(get_args(annotation)[0]) == "text" else "json"
    return _SHAPES.get(annotation, "json")


def value_shapes() -> dict[str, dict[str, Shape]]:
    """Return kind to field name to shape, as the value classes say."""
    return {
        kind: {name: _shape(field.annotation) for name, field in record_class(kind).model_fields.items()}
        for kind in KINDS
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(value_shapes(), indent=1) + "\n")
