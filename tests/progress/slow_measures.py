"""What the slow evaluator measures: plain loops over plain entries."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from sonolog.domain.requirement import Measured, Rate

Entry = dict[str, Any]
"""Fields, with ``day`` (a date), ``status`` and ``record``."""


def measured(spec: Measured, entries: list[Entry], today: date) -> Fraction:
    """Return the measure of the entries that count."""
    if spec.rate is not None:
        return Fraction(longest_run(spec.rate, entries, today))
    if spec.distinct == "week":
        return Fraction(len({entry["day"].isocalendar()[:2] for entry in entries}))
    if spec.distinct is not None:
        return Fraction(len({one for entry in entries for one in _cells(entry.get(spec.distinct))}))
    if spec.sum == "hours":
        return Fraction(sum(entry.get("minutes") or 0 for entry in entries), 60)
    if spec.sum is not None:
        return Fraction(sum(entry.get(spec.sum) or 0 for entry in entries))
    return Fraction(len(entries))


def _cells(cell: Any) -> tuple[Any, ...]:
    return cell if isinstance(cell, tuple) else () if cell is None else (cell,)


def longest_run(rate: Rate, entries: list[Entry], today: date) -> int:
    """Return the longest run of weeks with enough entries; the week of today does not break it."""
    best = run = 0
    if not entries:
        return 0
    monday = entries[0]["day"] - timedelta(days=entries[0]["day"].weekday())
    while monday <= today:
        inside = [entry for entry in entries if monday <= entry["day"] < monday + timedelta(days=7)]
        if len(inside) >= rate.at_least:
            run += 1
            best = max(best, run)
        elif monday + timedelta(days=7) <= today:
            run = 0
        monday += timedelta(days=7)
    return best
