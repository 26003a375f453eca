"""Plain words: units, days, lengths of time, lists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sonolog.domain.bound import Duration
from sonolog.progress.answer import Number

UNITS = {
    "scan": ("scan", "scans"),
    "session": ("session", "sessions"),
    "placement": ("placement", "placements"),
    "course": ("course", "courses"),
    "coursework": ("piece of course work", "pieces of course work"),
    "assessment": ("assessment", "assessments"),
    "line": ("competency line", "competency lines"),
    "meeting": ("meeting", "meetings"),
    "reflection": ("reflection", "reflections"),
    "cpd": ("CPD activity", "CPD activities"),
    "accreditation": ("accreditation", "accreditations"),
    "leave": ("leave", "leaves"),
    "encounter": ("encounter", "encounters"),
    "structure": ("structure", "structures"),
    "ratification": ("ratification", "ratifications"),
}
"""Record kind to one of it and several."""

FIELD_PLURALS = {
    "region": "regions",
    "patient": "patients",
    "setting": "settings",
    "pathologies": "pathologies",
    "structures": "structures",
    "second_assessor": "second assessors",
    "site": "sites",
    "day": "days",
    "date": "days",
    "signer": "signatories",
    "examination": "examination types",
    "hours": "hours",
    "minutes": "minutes",
    "points": "points",
    "credits": "credits",
    "days": "days",
    "weeks": "weeks",
    "weekly_hours": "hours a week",
    "weekly_minutes": "minutes a week",
    "scans": "scans",
    "items": "items",
    "tags": "tags",
    "correlation_agrees": "answers about the correlation",
    "years_full_time": "full-time years",
}
NAMED_DAYS = {
    "today": "today",
    "application": "the application",
    "enrolment": "the enrolment",
    "ratified": "the ratification",
    "expired": "the end of its validity",
}


def spaced(code: str) -> str:
    """Return a code as words: ``wrist-hand`` is "wrist hand"."""
    return code.rpartition(":")[2].replace("-", " ").replace("_", " ")


def capital(text: str) -> str:
    """Return ``text`` with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def day(found: date) -> str:
    """Return a day as people write it: 3 May 2026."""
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def several(count: Number, one: str, many: str) -> str:
    """Return a number with the word for one or for several."""
    return f"{count} {one if count == 1 else many}"


def length(found: Duration) -> str:
    """Return a length of time in words."""
    own = several(found.value, found.unit[:-1], found.unit)
    return own if found.longer is None else f"{own} and {length(found.longer)} more"


def joined(parts: Iterable[str], last: str = "and") -> str:
    """Return "a, b and c"."""
    found = list(parts)
    return f" {last} ".join(part for part in (", ".join(found[:-1]), found[-1]) if part) if found else ""
