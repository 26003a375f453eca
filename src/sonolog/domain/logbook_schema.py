"""The JSON schema of every record's body: ``python -m sonolog.domain.logbook_schema`` writes it."""

from __future__ import annotations

import json
import sys
from typing import Any

from sonolog.domain.kinds import KINDS, record_class


def logbook_schema() -> dict[str, Any]:
    """Return one JSON schema with a definition for the body of each record kind."""
    shared: dict[str, Any] = {}
    kinds: dict[str, Any] = {}
    for kind in KINDS:
        schema = record_class(kind).model_json_schema(mode="serialization", ref_template="#/$defs/{model}")
        shared |= schema.pop("$defs", {})
        kinds[kind] = schema
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Bodies of a logbook's records, by the kind of their revision; and records.json of an export",
        "$defs": dict(sorted((shared | kinds).items())) | {"export": _export()},
        "oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in (*KINDS, "export")],
    }


def _export() -> dict[str, Any]:
    """Return the schema of ``records.json``: every record in its current version."""
    text, digest = {"type": "string"}, {"type": "string", "pattern": "^[0-9a-f]{64}$"}
    said = {"id": text, "subject": text, "status": text, "digest": digest, "by": text, "at": text}
    bodies = [{"properties": {"kind": {"const": kind}, "body": {"$ref": f"#/$defs/{kind}"}}} for kind in KINDS]
    record = {"type": "object", "required": ["kind", "body", *said], "properties": said, "oneOf": bodies}
    return {
        "type": "object",
        "required": ["made_by", "records"],
        "properties": {"made_by": text, "records": {"type": "array", "items": record}},
        "additionalProperties": False,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(logbook_schema(), indent=2, ensure_ascii=False) + "\n")
