"""Invented reports beside the progress report: empty ones, one entry, and many."""

from __future__ import annotations

from typing import Any

from sonolog.reports.logbook_report import LogbookReport
from sonolog.reports.model import Grid
from sonolog.reports.report import SignOff

from .samples import RICH, TODAY

ABOUT: dict[str, Any] = {"trainee": "Tess Trainee", "as_of": TODAY, "made_by": "sonolog 0.1.0"}
COLUMNS = ("date", "case", "scan", "found", "signed", "reflection")
TITLES = ("Date", "Case", "Scan", "Finding", "Signed", "Reflection")


def logbook(*rows: tuple[str, ...], sign_offs: tuple[SignOff, ...] = RICH.sign_offs) -> LogbookReport:
    """Return a logbook of ``rows`` in :data:`COLUMNS`."""
    return LogbookReport(**ABOUT, listed=len(rows), scans=Grid(COLUMNS, TITLES, rows), sign_offs=sign_offs)


def scan(number: int, *, found: str = "Normal", reflection: str = "") -> tuple[str, ...]:
    """Return a row of a logbook."""
    day = f"2026-{1 + number // 28 % 12:02}-{1 + number % 28:02}"
    return day, f"C-{number:05}", "Left knee: Patellar tendon", found, "4 Sep 2026, Sam Supervisor", reflection
