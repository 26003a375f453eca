"""Where a record stands, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sonolog.domain.kinds import record_class
from sonolog.store.lookups import HeadRow

STATUS_WORDS = {
    "draft": "not submitted",
    "submitted": "waiting for sign-off",
    "returned": "returned to you",
    "signed": "signed",
    "amended": "signed in an earlier version",
    "withdrawn": "withdrawn",
    "conflict": "two versions disagree",
    "redacted": "redacted",
}


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record in a list."""

    id: str
    label: str
    kind: str
    kind_title: str
    day: date | None
    status: str
    status_words: str
    words: str = ""


def record_line(head: HeadRow, *, status: str | None = None, words: str = "") -> RecordLine:
    """Return the line of a record; ``status`` where it has just changed."""
    now = status or head.status
    day = date.fromisoformat(head.day) if head.day else None
    title = record_class(head.kind).title
    return RecordLine(head.record, head.label, head.kind, title, day, now, STATUS_WORDS[now], words)
