"""The cohort's board laid out: trainees by framework, those furthest behind first, the backlog, the places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sonolog.reports.days import day_words
from sonolog.reports.report import Bar, Block, Cell, Column, Fact, Heading, Report, Section, Table, Text

_BOARD = (
    Column("Trainee", 11),
    Column("There", 5, "right"),
    Column("", 6),
    Column("Stages", 17),
    Column("Scans", 4, "right"),
    Column("Waiting", 5, "right"),
)
_BACKLOG = (
    Column("Waits for", 20),
    Column("Records", 8, "right"),
    Column("Trainees", 8, "right"),
    Column("Oldest since", 12),
)
_PLACES = (
    Column("Place", 12),
    Column("Trainees", 6, "right"),
    Column("Hours", 6, "right"),
    Column("Scans", 5, "right"),
    Column("Abnormal", 6, "right"),
    Column("Pathology most seen", 13),
)


@dataclass(frozen=True, slots=True)
class CohortLine:
    """One trainee on one framework, with words already chosen."""

    name: str
    framework: str
    """Title of the framework, or why there is none; empty where none is followed."""
    share: float
    """How much of what is asked is there, 0 to 1."""
    reached: str
    stages: str
    scans: int
    waiting: int


@dataclass(frozen=True, slots=True)
class BacklogLine:
    """What waits for one supervisor."""

    name: str
    records: int
    trainees: int
    since: str
    """ISO day."""


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """What was done at one place."""

    site: str
    trainees: int
    hours: str
    scans: int
    abnormal: int
    pathology: str


@dataclass(frozen=True, slots=True)
class CohortReport:
    """The board of one day."""

    as_of: date
    made_by: str
    trainees: int
    lines: tuple[CohortLine, ...] = ()
    backlog: tuple[BacklogLine, ...] = ()
    places: tuple[PlaceLine, ...] = ()


def cohort_pages(report: CohortReport) -> Report:
    """Return the board as a report."""
    day = day_words(report.as_of)
    waiting = sum(one.records for one in report.backlog)
    return Report(
        kind="Cohort",
        name="All trainees",
        subtitle="",
        as_of=report.as_of,
        facts=(
            Fact("Trainees", f"{report.trainees:,}"),
            Fact("Waiting for signatures", f"{waiting:,}"),
            Fact("As of", day),
        ),
        sections=(
            Section("Trainees, those furthest behind first", tuple(_board(report)), note=_NOTE),
            Section("What waits for signatures", tuple(_waiting(report))),
            Section("Hours and pathology by place", tuple(_places(report))),
        ),
        footer=(
            f"Cohort · as of {day}",
            "An overview without signatures: each trainee's own report carries the evidence.",
        ),
        made_by=f"made by {report.made_by}",
        evidence=None,
        subject=f"Cohort as of {day}",
    )


_NOTE = (
    "There: how much of all mandatory requirements of the framework is there, signed or not. Open: mandatory "
    "requirements of a stage that are not met."
)


def _board(report: CohortReport) -> Iterator[Block]:
    if not report.lines:
        yield Text("No trainees.", tone="quiet")
    grouped: dict[str, list[CohortLine]] = {}
    for line in report.lines:
        grouped.setdefault(line.framework, []).append(line)
    for framework, lines in grouped.items():
        yield Heading(framework or "On no framework", outline=True)
        yield Table(_BOARD, tuple(_row(one) for one in lines))


def _row(one: CohortLine) -> tuple[Cell | Bar, ...]:
    return (
        Cell(one.name, tone="strong"),
        Cell(one.reached),
        Bar(one.share, 0.0),
        Cell(one.stages),
        Cell(f"{one.scans:,}"),
        Cell(f"{one.waiting:,}" if one.waiting else "–"),
    )


def _waiting(report: CohortReport) -> Iterator[Block]:
    if not report.backlog:
        yield Text("Nothing waits for a signature.", tone="quiet")
        return
    rows = (
        (Cell(one.name, tone="strong"), Cell(f"{one.records:,}"), Cell(f"{one.trainees:,}"), Cell(_day(one.since)))
        for one in report.backlog
    )
    yield Table(_BACKLOG, tuple(rows))


def _day(iso: str) -> str:
    return day_words(date.fromisoformat(iso)) if iso else ""


def _places(report: CohortReport) -> Iterator[Block]:
    if not report.places:
        yield Text("Nothing names a place.", tone="quiet")
        return
    rows = (
        (
            Cell(one.site, tone="strong"),
            Cell(f"{one.trainees:,}"),
            Cell(one.hours),
            Cell(f"{one.scans:,}"),
            Cell(f"{one.abnormal:,}"),
            Cell(one.pathology),
        )
        for one in report.places
    )
    yield Table(_PLACES, tuple(rows))
