"""Days and times as they are printed, in English whatever the machine's language, in their own zone."""

from __future__ import annotations

from datetime import date, datetime

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOT_RECORDED = "not recorded"


def day_words(day: date | None) -> str:
    """Return "7 Mar 2026", or "not recorded"."""
    return NOT_RECORDED if day is None else f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def span_words(start: date | None, until: date | None) -> str:
    """Return "7 Mar 2026 – 9 Apr 2026"; one day is named once, an open end is said."""
    if start is None and until is None:
        return NOT_RECORDED
    if start is None:
        return f"until {day_words(until)}"
    if until is None:
        return f"since {day_words(start)}"
    return day_words(start) if start == until else f"{day_words(start)} – {day_words(until)}"


def time_words(at: datetime) -> str:
    """Return "7 Mar 2026, 14:05" in the offset the time carries."""
    return f"{day_words(at.date())}, {at.hour:02}:{at.minute:02}"


def zone_words(at: datetime) -> str:
    """Return "UTC+01:00", the offset the time carries; empty where it carries none."""
    offset = at.utcoffset()
    if offset is None:
        return ""
    minutes = int(offset.total_seconds() // 60)
    sign, minutes = ("-", -minutes) if minutes < 0 else ("+", minutes)
    return f"UTC{sign}{minutes // 60:02}:{minutes % 60:02}"
