"""The JSON schema of the framework format, for completion in editors.

``python -m sonolog.frameworks.schema`` prints it.  It is made from the framework values: their keys, defaults
and docstrings.  Where the file's form differs from the value (predicates, bounds, days), it is written out
here, and the fields a predicate may name come from :mod:`sonolog.domain.fields`.  The schema helps while
writing; :func:`sonolog.frameworks.reader.read_framework` decides.
"""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Mapping
from typing import Any

from sonolog.domain import framework as framework_module
from sonolog.domain import requirement as requirement_module
from sonolog.domain.bound import SHARE_OF, UNITS
from sonolog.domain.fields import ENROLMENT, RULE_KINDS, SIGNATORY, Field, fields_of
from sonolog.domain.framework import Framework
from sonolog.domain.value import Value
from sonolog.frameworks.bounds import ROUNDINGS
from sonolog.frameworks.predicates import STANDINGS, WHO
from sonolog.frameworks.schema_words import in_file_terms, words_about
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.frameworks.windows import DAYS, PERIODS

Schema = dict[str, Any]

_OPEN_WHERE = ("where", "about", "having")
_FORMS: Mapping[str, str] = {
    "at_least": "bound",
    "at_most": "bound",
    "ideal": "bound",
    "where": "where",
    "about": "where",
    "having": "where",
    "when": "where-trainee",
    "by": "by",
    "within": "within",
    "needs": "needs",
    "requires": "needs",
    "upkeep": "needs",
    "draw": "draw",
    "elapsed": "elapsed",
    "cooldown": "cooldown",
    "after": "length",
    "valid": "length",
    "due": "length",
    "lapses": "length",
    "eligible": "eligible",
    "minima": "bounds",
    "sets": "bounds",
}
"""Keys whose form in the file is not that of the value."""
_PLAIN_HERE = {("Rate", "at_least"), ("Requirement", "eligible"), ("Needs", "at_least")}
_JSON_TYPES = {"text": "string", "number": "number", "yes-no": "boolean", "day": "string"}
_KEPT = (
    "Source",
    "Counting",
    "Stage",
    "LapseStep",
    "Requirement",
    "Part",
    "Each",
    "Limit",
    "Rate",
    "Term",
    "SheetLine",
    "Event",
)
_MODELS = (*_KEPT, "Fact", "Recognition", "Scale", "OwnTerm", "Framework")


def framework_schema() -> Schema:
    """Return the JSON schema (draft 2020-12) of a framework file."""
    generated = Framework.model_json_schema(by_alias=True)
    models: dict[str, Schema] = {**generated.pop("$defs"), "Framework": generated}
    definitions = {name: _model(name, models[name]) for name in _MODELS}
    root = definitions.pop("Framework")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "sonolog framework",
        **{key: value for key, value in root.items() if key != "title"},
        "$defs": {**definitions, **_forms(), **_field_forms(), **_predicates()},
    }


def _model(name: str, schema: Schema) -> Schema:
    words = words_about(_class_of(name))
    properties = {key: _property(name, key, form) for key, form in schema["properties"].items()}
    for key, form in properties.items():
        if words.get(key):
            form["description"] = words[key]
    found = {**schema, "properties": properties}
    found["description"] = inspect.cleandoc(schema.get("description", "")).partition("\n\n")[0]
    if name == "Requirement":
        found["required"] = ["id", "stage", "title"]
        found["allOf"] = [_fields_by_kind(kind) for kind in RULE_KINDS]
    return found


def _class_of(name: str) -> type[Value]:
    found: type[Value] = getattr(framework_module, name, None) or getattr(requirement_module, name)
    return found


def _property(model: str, key: str, schema: Schema) -> Schema:
    if key in _FORMS and (model, key) not in _PLAIN_HERE:
        return {"$ref": f"#/$defs/{_FORMS[key]}"}
    plain = in_file_terms({name: value for name, value in schema.items() if name not in ("title", "default")})
    if key in ("of", "kind") and model != "OwnTerm":
        return {"enum": list(RULE_KINDS)}
    default = schema.get("default")
    if default is not None and default != "" and not isinstance(default, dict | list):
        plain["default"] = default
    return plain


def _fields_by_kind(kind: str) -> Schema:
    """Return: where ``of`` is this kind, predicates name its fields."""
    where = {"$ref": f"#/$defs/where-{kind}"}
    return {
        "if": {"properties": {"of": {"const": kind}}, "required": ["of"]},
        "then": {"properties": dict.fromkeys(_OPEN_WHERE, where)},
    }


def _predicates() -> dict[str, Schema]:
    found = {f"where-{kind}": _predicate(fields_of(kind)) for kind in RULE_KINDS}
    found["signatory"] = _predicate(SIGNATORY)
    standings: Schema = {"type": "array", "items": {"enum": list(STANDINGS)}}
    found["signatory"]["properties"] |= {
        "who": {"enum": list(WHO)},
        "not": {**standings, "description": "Whom it may not be."},
        "is": {**standings, "description": "Of whom it must be one."},
    }
    return found


def _predicate(fields: Mapping[str, Field]) -> Schema:
    inner = {"type": "object"}
    words: Schema = {
        "any": {"type": "array", "items": inner, "description": "At least one of these holds."},
        "all": {"type": "array", "items": inner, "description": "Every one of these holds."},
        "not": {**inner, "description": "This does not hold."},
        "term": {**_one_or_more({"type": "string"}), "description": "Id of a [[term]]."},
    }
    named = {field.name: _field(field) for field in fields.values()}
    return {"type": "object", "properties": {**named, **words}, "additionalProperties": False}


def _field(field: Field) -> Schema:
    """Return a reference to the shared form of the field's type; codes have their own words."""
    if field.values:
        return _tests({"enum": list(field.values)})
    name = field.vocabulary or field.linked or field.type
    found: Schema = {"$ref": f"#/$defs/{name}-field"}
    return found | ({"description": field.meaning} if field.meaning else {})


def _field_forms() -> dict[str, Schema]:
    found = {f"{name}-field": _tests({"type": name_in_json}) for name, name_in_json in _JSON_TYPES.items()}
    for name in ("number", "day"):
        tests = found[f"{name}-field"]["anyOf"][-1]["properties"]
        tests |= {key: {"type": _JSON_TYPES[name]} for key in ("at_least", "at_most")}
    for kind in ("examination", "region", "structure", "pathology", "procedure"):
        found[f"{kind}-word"] = _words_of(kind)
        found[f"{kind}-field"] = _tests({"$ref": f"#/$defs/{kind}-word"})
    for kind in ("placement", "session", "scan"):
        where = {"$ref": f"#/$defs/where-{kind}"}
        found[f"{kind}-field"] = _closed({"present": {"type": "boolean"}, "where": where})
    return found | {"person-field": _closed({"present": {"type": "boolean"}})}


def _words_of(kind: str) -> Schema:
    ids = [term.id for term in load_vocabulary().terms(kind)]
    return {"anyOf": [{"enum": ids}, {"type": "string", "pattern": "^[a-z0-9-]+:"}]}


def _tests(value: Schema) -> Schema:
    """Return one value, a list of them, or the table of tests."""
    several = _one_or_more(value)
    table = _closed({"present": {"type": "boolean"}, "not": {}, "any": {}, "all": {}})
    return {"anyOf": [*several["anyOf"], table]}


def _one_or_more(value: Schema) -> Schema:
    return {"anyOf": [value, {"type": "array", "items": value}]}


def _forms() -> dict[str, Schema]:
    """Return the forms that are the file's own."""
    share = _closed(
        {
            "percent": {"type": "number", "minimum": 0, "maximum": 100},
            "of": {"type": "string", "description": f"{', '.join(SHARE_OF)}, or a requirement's id"},
            "round": {"enum": list(ROUNDINGS)},
        }
    )
    signatory = {"$ref": "#/$defs/signatory"}
    return {
        "bound": {"anyOf": [{"type": "number", "minimum": 0}, {"$ref": "#/$defs/length"}, share]},
        "bounds": {"type": "object", "additionalProperties": {"$ref": "#/$defs/bound"}},
        "where": {"type": "object"},
        "where-trainee": {"type": "object", "description": f"Facts of this file, {', '.join(ENROLMENT)}."},
        "needs": {"type": ["string", "array", "object"], "description": 'An id, a list, { any = ["a"] } …'},
        "by": {"anyOf": [signatory, {"type": "array", "items": signatory}]},
        "eligible": _closed({kind: _eligible(kind) for kind in RULE_KINDS}),
        **_times(),
    }


def _times() -> dict[str, Schema]:
    day: Schema = {"$ref": "#/$defs/day"}
    whole: Schema = {"type": "integer", "minimum": 0}
    named = {"type": "string", "description": f"{', '.join(DAYS)}, or an id"}
    lengths: Schema = dict.fromkeys(UNITS, whole)
    around = {f"{unit}_{side}": whole for unit in UNITS for side in ("before", "after")}
    ends = dict.fromkeys(("before", "from", "until", "around"), day)
    return {
        "day": {"anyOf": [named, _closed({"of": {}, "where": {}, "pick": {"enum": ["first", "last"]}})]},
        "length": _closed(lengths),
        "within": _closed({**lengths, **around, **ends, "period": {"enum": list(PERIODS)}}),
        "draw": _closed({"entries": {"type": "integer", "minimum": 1}, "at": day}),
        "cooldown": _closed({**lengths, "after": {"type": "object"}}),
        "elapsed": _closed({"from": day, "to": day, "if_none": {"enum": ["met", "unmet"]}}),
    }


def _eligible(kind: str) -> Schema:
    return _closed({"where": {"$ref": f"#/$defs/where-{kind}"}, "by": {"$ref": "#/$defs/by"}})


def _closed(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def schema_text() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(framework_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
