"""The classes of a CASE 1.1 package that sonolog writes, from the published specification, as a JSON Schema.

Written by hand from the tables of classes, their fields and their multiplicity, so that a package is checked wherever
the tests run.  The official schema is used as well where it is at hand: see :func:`official`.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for

STANDARD_SCHEMAS = "STANDARD_SCHEMAS"
"""Environment variable: a folder with the official schemas, which are not ours to copy."""
_BESIDE = Path(__file__).parents[3] / "shared" / "samples"

_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
_TEXT = {"type": "string"}
_LINE = {"type": "string", "pattern": "^[^\\r\\n\\t]*$"}
_ID = {"type": "string", "pattern": f"^{_UUID}$"}
_STAMP = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"}
_WHOLE = {"type": "integer"}
_OPEN = {"type": "object"}
_OWN = {"identifier": _ID, "uri": {"type": "string", "pattern": f"^urn:uuid:{_UUID}$"}, "lastChangeDateTime": _STAMP}
_ASSOCIATIONS = [
    *("isChildOf", "isPeerOf", "isPartOf", "exactMatchOf", "precedes", "isRelatedTo"),
    *("replacedBy", "exemplar", "hasSkillLevel", "isTranslationOf"),
]


def _class(fields: dict[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(required), "additionalProperties": False}


def _list(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


_LINK = {"title": _LINE, "identifier": _ID, "uri": _TEXT}
PACKAGE: dict[str, Any] = _class(
    {
        "CFDocument": {"$ref": "#/$defs/document"},
        "CFItems": _list("item"),
        "CFAssociations": _list("association"),
        "CFRubrics": _list("rubric"),
    },
    ("CFDocument",),
) | {
    "$defs": {
        "document": _class(
            {
                **_OWN,
                "caseVersion": {"enum": ["1.1"]},
                **dict.fromkeys(("creator", "title", "version"), _LINE),
                **dict.fromkeys(("officialSourceURL", "description", "language", "notes"), _TEXT),
                "extensions": _OPEN,
            },
            (*_OWN, "creator", "title"),
        ),
        "item": _class(
            {
                **_OWN,
                **dict.fromkeys(("humanCodingScheme", "CFItemType"), _LINE),
                **dict.fromkeys(("fullStatement", "notes"), _TEXT),
                "extensions": _OPEN,
            },
            (*_OWN, "fullStatement"),
        ),
        "link": _class(_LINK, tuple(_LINK)),
        "association": _class(
            {
                **_OWN,
                "associationType": {"enum": _ASSOCIATIONS},
                "sequenceNumber": _WHOLE,
                "originNodeURI": {"$ref": "#/$defs/link"},
                "destinationNodeURI": {"$ref": "#/$defs/link"},
            },
            (*_OWN, "associationType", "originNodeURI", "destinationNodeURI"),
        ),
        "rubric": _class(
            {**_OWN, "title": _LINE, "description": _TEXT, "CFRubricCriteria": _list("criterion"), "extensions": _OPEN},
            tuple(_OWN),
        ),
        "criterion": _class(
            {
                **_OWN,
                "category": _LINE,
                "description": _TEXT,
                "position": _WHOLE,
                "rubricId": _ID,
                "CFRubricCriterionLevels": _list("level"),
                "extensions": _OPEN,
            },
            tuple(_OWN),
        ),
        "level": _class(
            {
                **_OWN,
                "quality": _LINE,
                "description": _TEXT,
                "score": {"type": "number"},
                "position": _WHOLE,
                "rubricCriterionId": _ID,
                "extensions": {"type": "array", "items": _OPEN},
            },
            tuple(_OWN),
        ),
    }
}


def official(name: str) -> list[Any]:
    """Return an official schema or sample from the folder ``STANDARD_SCHEMAS`` names, or one beside; or nothing."""
    for folder in (os.environ.get(STANDARD_SCHEMAS), _BESIDE):
        path = Path(folder or ".") / name
        if folder and path.is_file():
            return [json.loads(path.read_text("utf-8"))]
    return []


def faults(schema: Any, value: Any) -> list[str]:
    """Return what a schema finds wrong, in words."""
    return [one.message for one in validator_for(schema, default=Draft202012Validator)(schema).iter_errors(value)]


CASE_SCHEMAS = (PACKAGE, *official("case-v1p1-cfpackage.json"))
"""By the tables of the specification, and by the official schema where that is at hand."""
