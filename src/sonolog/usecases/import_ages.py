"""Ages as other programs write them: “12 years”, “45y”, “7/12”, “6 weeks old”."""

from __future__ import annotations

import re

_AGE = re.compile(
    r"(?P<many>\d{1,3})(?:\.\d+)?\s*-?\s*(?P<unit>y(?:ea)?rs?|y/?o|y|m(?:on)?ths?|mo?|w(?:ee)?ks?|w|d(?:ays?)?|/12|/52|/7)?"
    r"\.?(?:\s*(?:old|of age))?(?:\s+\d{1,2}\s*m(?:onths?)?)?",
    re.IGNORECASE,
)


def years_of(text: str) -> str:
    """Return an age in years; months, weeks and days of a child are under one or a few."""
    match = _AGE.fullmatch(text)
    if match is None:
        return text
    unit = (match["unit"] or "y").lower()
    per_year = {"m": 12, "w": 52, "d": 365, "/12": 12, "/52": 52, "/7": 365}
    key = unit if unit.startswith("/") else unit[0]
    return str(int(match["many"]) // per_year.get(key, 1))
