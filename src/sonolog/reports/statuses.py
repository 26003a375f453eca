"""Words and signs for statuses, and how full a bar is."""

from __future__ import annotations

from decimal import Decimal

from sonolog.reports.progress_report import Number, RequirementLine
from sonolog.reports.report import Bar, MarkName

CONFIDENCE = {
    "published": "numbers as published by the body named",
    "secondary": "numbers from someone else's account of the document",
    "template": "template: check the numbers against your own programme",
}
_MARKS: dict[str, MarkName] = {
    "not-started": "open",
    "in-progress": "started",
    "evidence-met": "met",
    "awaiting-sign-off": "met",
    "signed": "signed",
    "ratified": "signed",
    "current": "signed",
    "due": "due",
    "lapsed": "failed",
    "not-applicable": "none",
    "submitted": "started",
    "returned": "due",
    "amended": "due",
    "draft": "open",
    "conflict": "failed",
    "withdrawn": "none",
    "redacted": "none",
}


def status_words(status: str) -> str:
    """Return a status as words: "awaiting-sign-off" is "Awaiting sign-off"."""
    words = status.replace("-", " ").replace("sign off", "sign-off")
    return words[:1].upper() + words[1:]


def mark_of(status: str) -> MarkName:
    """Return the sign of a status of a requirement, a stage or a record; none for an unknown one."""
    return _MARKS.get(status, "")


def shares(line: RequirementLine) -> Bar:
    """Return how full a requirement's bar is: the evaluator's share, and how much of it is signed."""
    logged = min(max(line.share, 0.0), 1.0)
    if line.status in ("signed", "ratified", "current"):
        return Bar(1.0, 1.0)
    if line.need:
        return Bar(logged, min(logged, float(line.signed / Decimal(line.need))))
    return Bar(logged, logged * float(line.signed / Decimal(line.have)) if line.have else 0.0)


def number_words(number: Number | None) -> str:
    """Return a number without needless zeros, or a dash where there is none."""
    if number is None:
        return "–"
    words = format(number, "f") if isinstance(number, Decimal) else str(number)
    return words.rstrip("0").rstrip(".") if "." in words else words
