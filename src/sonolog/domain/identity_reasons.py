"""What a text that may be a patient's detail can be instead."""

from __future__ import annotations

WHY: dict[str, str] = {
    "measurement": "a measurement or setting",
    "code": "a code or reference",
    "equipment": "a machine, probe or room",
    "staff": "staff, a course or a date of my own",
    "other": "something else, and no patient detail",
}
"""What a doubtful text may be instead of a patient's detail, and how that is offered."""
