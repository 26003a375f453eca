"""The schema of ``sonolog cohort --json``; run as a script, it prints it."""

from __future__ import annotations

import json
import sys
from typing import Any

from sonolog.progress.answer import STATUSES

_TEXT = {"type": "string", "minLength": 1}
_MAYBE = {"type": ["string", "null"]}
_COUNT = {"type": "integer", "minimum": 0}
_DAY = {"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_SHARE = {"type": ["number", "null"], "minimum": 0, "maximum": 1}


def cohort_schema() -> dict[str, Any]:
    """Return the schema (JSON Schema, draft 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The board of a cohort: sonolog cohort --json",
        **_object(
            as_of=_DAY | {"type": "string"},
            refreshed=_COUNT | {"description": "Trainees judged anew for this answer; the others had not changed."},
            trainees=_list(_row(), "A trainee on a framework, those furthest behind first."),
            backlog=_list(_backlog(), "What waits for signatures, the longest waiting first."),
            places=_list(_place(), "Hours and pathology by place."),
        ),
    }


def _row() -> dict[str, Any]:
    stage = _object(
        id=_TEXT,
        title=_TEXT,
        status={"enum": list(STATUSES)},
        met={"type": "boolean"},
        open=_COUNT | {"description": "Mandatory requirements that are not met."},
        asked=_COUNT | {"description": "Mandatory requirements in all."},
        share=_SHARE | {"type": "number", "description": "How full they are on average."},
    )
    return _object(
        trainee=_TEXT,
        name=_TEXT,
        framework=_MAYBE | {"description": "null: on no framework."},
        edition=_MAYBE,
        share=_SHARE,
        open={"type": ["integer", "null"], "minimum": 0},
        scans=_COUNT,
        signed=_COUNT,
        waiting=_COUNT | {"description": "Records of theirs that wait for a signature."},
        last_scan=_DAY,
        stages={"type": "array", "items": stage},
    )


def _backlog() -> dict[str, Any]:
    return _object(
        supervisor=_MAYBE | {"description": "null: anybody may sign."},
        name=_TEXT,
        records=_COUNT,
        trainees=_COUNT,
        since=_DAY,
    )


def _place() -> dict[str, Any]:
    return _object(
        site=_MAYBE | {"description": "null: what names no place."},
        trainees=_COUNT,
        minutes=_COUNT,
        sessions=_COUNT,
        scans=_COUNT,
        abnormal=_COUNT,
        pathologies={"type": "array", "items": _object(code=_TEXT, title=_TEXT, scans=_COUNT)},
    )


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties, "additionalProperties": False}


def _list(items: dict[str, Any], words: str) -> dict[str, Any]:
    return {"type": "array", "description": words, "items": items}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(cohort_schema(), indent=2, ensure_ascii=False) + "\n")
