"""The JSON schema of the form format, for completion in editors.

``python -m sonolog.assessment.schema`` prints it.  It is made from the form's values: their keys, defaults and
docstrings.  The schema helps while writing; :func:`sonolog.assessment.reader.read_form` decides.
"""

from __future__ import annotations

import inspect
import json
import sys

from sonolog.domain import form as form_module
from sonolog.domain.bound import UNITS
from sonolog.domain.form import AssessmentForm
from sonolog.domain.value import Value
from sonolog.frameworks.schema_words import Schema, in_file_terms, words_about

_LENGTH: Schema = {
    "type": "object",
    "properties": {unit: {"type": "integer", "minimum": 0} for unit in UNITS},
    "additionalProperties": False,
}
_ANCHORS: Schema = {"type": "object", "additionalProperties": {"type": "string"}}
_OTHERWISE = {"apart": _LENGTH, "spread": _LENGTH, "anchors": _ANCHORS}
"""Keys whose form in the file is not that of the value."""
_NOT_IN_THE_FILE = ("Duration", "FormAnchor")


def form_schema() -> Schema:
    """Return the JSON schema (draft 2020-12) of a form file."""
    generated = AssessmentForm.model_json_schema(by_alias=True)
    models = {**generated.pop("$defs"), "AssessmentForm": generated}
    definitions = {name: _model(name, one) for name, one in models.items() if name not in _NOT_IN_THE_FILE}
    root = definitions.pop("AssessmentForm")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "sonolog assessment form",
        **{key: value for key, value in root.items() if key != "title"},
        "$defs": definitions,
    }


def _model(name: str, schema: Schema) -> Schema:
    model: type[Value] = getattr(form_module, name)
    aliases = {key: field.alias or key for key, field in model.model_fields.items()}
    words = {aliases[key]: text for key, text in words_about(model).items()}
    properties = {key: _property(key, one) for key, one in schema["properties"].items()}
    for key, text in words.items():
        properties[key] = {**properties[key], "description": " ".join(text.split())}
    about = " ".join(inspect.cleandoc(schema.get("description", "")).partition("\n\n")[0].split())
    return {**schema, "properties": properties, "description": about}


def _property(key: str, schema: Schema) -> Schema:
    if key in _OTHERWISE:
        return dict(_OTHERWISE[key])
    plain = in_file_terms({name: value for name, value in schema.items() if name not in ("title", "default")})
    default = schema.get("default")
    if default is not None and default != "" and not isinstance(default, dict | list):
        plain["default"] = default
    return plain


def schema_text() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(form_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
