"""What a person calls a record: the case number of a scan, the name of a course."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NAMED_BY = {
    "scan": "case",
    "placement": "site",
    "session": "site",
    "assessment": "form",
    "line": "line",
    "reflection": "text",
    "meeting": "type",
    "leave": "reason",
    "accreditation": "field",
    "enrolment": "framework",
    "learning-agreement": "framework",
    "override": "requirement",
    "ratification": "stage",
}
"""The field of each kind that names a record; the others have a name."""
LABEL_LIMIT = 60


def label_of(kind: str, body: Mapping[str, Any]) -> str:
    """Return the words that name a record of ``kind`` in a list, at most 60 characters."""
    words = str(body.get(NAMED_BY.get(kind, "name")) or kind)
    first_line = words.partition("\n")[0]
    return first_line if len(first_line) <= LABEL_LIMIT else first_line[: LABEL_LIMIT - 1] + "…"


def day_of(body: Mapping[str, Any]) -> str | None:
    """Return the ISO day a record belongs to: its date, or its first day."""
    day = body.get("date") or body.get("start")
    return str(day) if day is not None else None
