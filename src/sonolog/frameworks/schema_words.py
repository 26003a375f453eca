"""What JSON schemas of TOML files share: keys described by the docstrings of values, types as TOML has them."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Mapping
from functools import cache
from types import ModuleType
from typing import Any

from sonolog.domain.value import Value

Schema = dict[str, Any]


def in_file_terms(schema: Schema) -> Schema:
    """Return ``schema`` as TOML has it: no null, numbers as numbers."""
    options = [in_file_terms(one) for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    options = [one for index, one in enumerate(options) if one not in options[:index]]
    rest = {key: value for key, value in schema.items() if key not in ("anyOf", "pattern")}
    if options and {one.get("type") for one in options} <= {"integer", "number", "string"} and len(options) > 1:
        return {**rest, "type": "number"}
    if len(options) == 1:
        return {**rest, **options[0]}
    return {**rest, "anyOf": options} if options else rest


def words_about(model: type[Value]) -> Mapping[str, str]:
    """Return key to the text written under the field, inherited fields included."""
    parents = [one for one in reversed(model.__mro__) if issubclass(one, Value)]
    return {key: text for one in parents for key, text in _docstrings(one.__module__).get(one.__name__, {}).items()}


@cache
def _docstrings(module: str) -> Mapping[str, Mapping[str, str]]:
    """Return class name to field name to the text written under the field."""
    found: ModuleType = sys.modules[module]
    tree = ast.parse(inspect.getsource(found))
    return {node.name: dict(_field_docstrings(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _field_docstrings(node: ast.ClassDef) -> list[tuple[str, str]]:
    pairs = zip(node.body, node.body[1:], strict=False)
    return [
        (field.target.id, inspect.cleandoc(text.value.value).replace("``", ""))
        for field, text in pairs
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    ]
