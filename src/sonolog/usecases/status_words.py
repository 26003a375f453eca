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


def day_of(head: HeadRow) -> date | None:
    """Return the day of a record; None where none is said, or what is said is none: its fields show it as it stands."""
    try:
        return date.fromisoformat(head.day) if head.day else None
    except ValueError:
        return None


def record_line(head: HeadRow, *, status: str | None = None, words: str = "") -> RecordLine:
    """Return the line of a record; ``status`` where it has just changed."""
    now = status or head.status
    title = record_class(head.kind).title
    return RecordLine(head.record, head.label, head.kind, title, day_of(head), now, STATUS_WORDS[now], words)
