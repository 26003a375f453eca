"""Invented progress reports: an empty one, one with a single scan, and a year of 260 scans in two frameworks.

``python -m reports.samples FOLDER``, run in ``tests``, writes them as PDF, to be looked at.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

from sonolog.reports.pdf import write_progress_pdf
from sonolog.reports.progress_report import (
    AssessmentLine,
    CourseLine,
    Outstanding,
    PlacementLine,
    ProgressReport,
    RegionCount,
)
from sonolog.reports.report import DayCount, SignOff, Target

from .sample_frameworks import CASE, RCR, REGIONS

TODAY = date(2026, 11, 23)
FIRST = date(2026, 1, 12)
_SCANS = 260

EMPTY = ProgressReport(trainee="Tess Trainee", as_of=TODAY, made_by="sonolog 0.1.0")

ONE_SCAN = ProgressReport(
    trainee="Tess Trainee",
    as_of=TODAY,
    made_by="sonolog 0.1.0",
    start=TODAY,
    until=TODAY,
    cumulative=(DayCount(TODAY, 1, 0),),
    regions=(RegionCount("Shoulder", 1, 0, 1),),
)


def _cumulative() -> tuple[DayCount, ...]:
    counts = []
    days = (TODAY - FIRST).days
    for day in range(0, days + 1, 2):
        share = (day / days) ** 1.15
        logged = round(_SCANS * share)
        signed = min(round(_SCANS * max(day - 16, 0) / days * 0.93) // 9 * 9, logged)
        counts.append(DayCount(FIRST + timedelta(days=day), logged, signed))
    return (*counts, DayCount(TODAY, _SCANS, 231))


_SUMMER = timezone(timedelta(hours=1))


def _sign_off(name: str, meaning: str, entries: int, verification: str = "Valid") -> SignOff:
    return SignOff(
        name=name,
        register="HCPC RA00000",
        role="supervisor",
        meaning=meaning,
        at=datetime(2026, 9, 4, 17, 42, tzinfo=_SUMMER),
        key="v7Qd3kXw9s0",
        entries=entries,
        verification=verification,
    )


def _outstanding() -> tuple[Outstanding, ...]:
    return tuple(
        Outstanding(f"{line.title}: {line.sentence}", framework.title)
        for framework in (RCR, CASE)
        for stage in framework.stages
        for line in stage.requirements
        if line.status in ("in-progress", "not-started", "awaiting-sign-off")
        and line.depth == 0
        and line.strength == "mandatory"
    )


RICH = ProgressReport(
    trainee="Tess Trainee",
    register="HCPC RA00000",
    as_of=TODAY,
    made_by="sonolog 0.1.0",
    start=FIRST,
    until=TODAY,
    frameworks=(RCR, CASE),
    outstanding=_outstanding(),
    cumulative=_cumulative(),
    targets=(Target("RCR-style", 250), Target("unassisted", 150)),
    regions=tuple(RegionCount(*counts) for counts in REGIONS),
    placements=(
        PlacementLine("St Example's Hospital, ultrasound", date(2026, 1, 12), date(2026, 7, 31), 318, Decimal("296.5")),
        PlacementLine("Example Community Clinic", date(2026, 8, 3), None, 180, 192),
    ),
    courses=(
        CourseLine(
            "Introduction to MSK ultrasound",
            date(2026, 1, 20),
            date(2026, 1, 22),
            "Example School of Sonography",
            "passed",
            "signed",
        ),
        CourseLine(
            "Physics and safety",
            date(2026, 2, 9),
            date(2026, 5, 29),
            "Example University",
            "passed",
            "signed",
        ),
        CourseLine("Injection skills day", date(2026, 10, 2), date(2026, 10, 2), "Example Society", "", "submitted"),
    ),
    assessments=(
        AssessmentLine(
            "Clinical competency: shoulder", date(2026, 4, 14), "A. Example", "passed", "formative", "signed"
        ),
        AssessmentLine("Clinical competency: knee", date(2026, 6, 23), "A. Example", "passed", "formative", "signed"),
        AssessmentLine("Clinical competency: wrist", date(2026, 9, 3), "B. Example", "failed", "summative", "signed"),
        AssessmentLine(
            "Clinical competency: wrist", date(2026, 10, 8), "B. Example", "passed", "summative", "submitted"
        ),
    ),
    sign_offs=(
        _sign_off("Sam Supervisor", "I directly observed this scan.", 173),
        _sign_off(
            "Sam Supervisor",
            "I reviewed the images and the report of this scan afterwards.",
            41,
            "Valid, key since revoked",
        ),
        _sign_off("Pat Partner", "I was in the room for part of this scan.", 17, "Valid, identity not confirmed"),
        SignOff(
            name="A. Example",
            register="",
            role="assessor",
            meaning="I assessed the trainee myself; the outcome is the one recorded with this signature.",
            at=datetime(2026, 10, 8, 11, 3, tzinfo=UTC),
            key="Zk2p0aB17fE",
            entries=1,
            verification="Valid",
        ),
    ),
)

SAMPLES = {"empty": EMPTY, "one-scan": ONE_SCAN, "rich": RICH}


def write_all(folder: Path) -> None:
    """Write every sample into ``folder``."""
    for name, report in SAMPLES.items():
        (folder / f"{name}.pdf").write_bytes(write_progress_pdf(report))


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
