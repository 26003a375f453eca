"""The least valid record of every kind."""

from __future__ import annotations

from datetime import date
from typing import Any

from sonolog.domain.admission import make_record
from sonolog.domain.value import Record

TODAY = date(2026, 11, 24)
SOMEONE = "01920000-0000-7000-8000-000000000001"
OTHER = "0192abcd-0000-7000-8000-000000000002"
DIGEST = "ab" * 32
NHS_NUMBER = "9990000018"

LEAST: dict[str, dict[str, Any]] = {
    "scan": {"date": TODAY, "case": "C-7K3M", "examination": "msk", "region": "shoulder"},
    "session": {"date": TODAY},
    "placement": {"start": TODAY, "site": "Example Hospital"},
    "course": {"start": TODAY, "name": "Physics", "type": "theory"},
    "coursework": {"date": TODAY, "name": "Essay"},
    "assessment": {"date": TODAY, "form": "direct-observation"},
    "line": {"date": TODAY, "framework": "rcr-msk", "edition": "2017", "line": "shoulder-cuff"},
    "meeting": {"date": TODAY},
    "reflection": {"date": TODAY, "text": "Hold the probe lightly."},
    "cpd": {"date": TODAY, "name": "Journal club"},
    "accreditation": {"start": TODAY, "person": SOMEONE, "field": "msk"},
    "leave": {"start": TODAY},
    "person": {"name": "Tess Trainee"},
    "enrolment": {"date": TODAY, "framework": "rcr-msk", "edition": "2017", "document": DIGEST},
    "learning-agreement": {"date": TODAY, "framework": "rcr-msk"},
    "override": {
        "date": TODAY,
        "framework": "rcr-msk",
        "requirement": "total",
        "type": "extension",
        "reason": "Parental leave",
    },
    "ratification": {"date": TODAY, "framework": "rcr-msk", "edition": "2017", "stage": "level-1"},
}
"""The least each kind needs."""


def made(kind: str, **more: Any) -> Record:
    """Return the least record of ``kind`` with some values more."""
    return make_record(kind, {**LEAST[kind], **more})
