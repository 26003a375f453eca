"""How a day is told."""

from __future__ import annotations

from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_words(day: date) -> str:
    """Return a day as “24 Nov 2026”, the same in every locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
