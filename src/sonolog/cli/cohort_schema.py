"""The schema of ``sonolog cohort --json``; run as a script, it prints it."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

from sonolog.cli.answer_shape import OneOf, Said, schema_of
from sonolog.progress.answer import STATUSES

_STAGE: Mapping[str, Any] = {
    "id": "text",
    "title": "text",
    "status": OneOf(STATUSES),
    "met": "flag",
    "open": Said("count", "Mandatory requirements that are not met."),
    "asked": Said("count", "Mandatory requirements in all."),
    "share": Said("share", "How full they are on average."),
}
_ROW: Mapping[str, Any] = {
    "trainee": "text",
    "name": "text",
    "framework": Said("text?", "null: on no framework."),
    "edition": "text?",
    "share": "share?",
    "open": "count?",
    "scans": "count",
    "signed": "count",
    "waiting": Said("count", "Records of theirs that wait for a signature."),
    "last_scan": "day?",
    "fault": Said("text?", "Why what is recorded about them cannot be read; the counts are 0 then."),
    "stages": [_STAGE],
}
_BACKLOG: Mapping[str, Any] = {
    "supervisor": Said("text?", "null: anybody may sign."),
    "name": "text",
    "records": "count",
    "trainees": "count",
    "since": "day?",
}
_PLACE: Mapping[str, Any] = {
    "site": Said("text?", "null: what names no place."),
    "trainees": "count",
    "minutes": "count",
    "sessions": "count",
    "scans": "count",
    "abnormal": "count",
    "pathologies": [{"code": "text", "title": "text", "scans": "count"}],
}
BOARD: Mapping[str, Any] = {
    "as_of": "day",
    "refreshed": Said("count", "Trainees judged anew for this answer; the others had not changed."),
    "trainees": Said([_ROW], "A trainee on a framework, those furthest behind first."),
    "backlog": Said([_BACKLOG], "What waits for signatures, the longest waiting first."),
    "places": Said([_PLACE], "Hours and pathology by place."),
}
"""What ``sonolog cohort --json`` answers."""


def cohort_schema() -> dict[str, Any]:
    """Return the schema (JSON Schema, draft 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The board of a cohort: sonolog cohort --json",
        **schema_of(BOARD),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(cohort_schema(), indent=2, ensure_ascii=False) + "\n")
