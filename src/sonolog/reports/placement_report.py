"""Placements laid out: hours week by week against the agreement, and attendance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sonolog.reports.days import day_words, span_words
from sonolog.reports.model import ReportModel, laid_out, signed_section
from sonolog.reports.report import Bar, Block, Cell, Column, Fact, Legend, Report, Section, SignOff, Table, Text

_COLUMNS = (
    Column("Week of", 8),
    Column("", 14),
    Column("Worked", 7, "right"),
    Column("Agreed", 7, "right"),
    Column("Sessions", 5, "right"),
    Column("Remark", 7),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementWeek:
    """One week of a placement, by its Monday."""

    monday: date
    minutes: int
    """Worked in its sessions."""
    agreed_minutes: int | None
    sessions: int
    remark: str
    """short, leave, goes on, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementPart:
    """One placement, week by week, the first week first."""

    site: str
    start: date
    until: date | None
    agreement: str
    """Whether the agreement is recorded as signed, in words."""
    minutes: int
    """Worked in all."""
    attended: int
    """Sessions attended."""
    missed: int
    """Sessions recorded as not attended."""
    short: int
    """Weeks below the agreement that no leave explains."""
    weeks: tuple[PlacementWeek, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementReport(ReportModel):
    """Every placement begun by the day."""

    placements: tuple[PlacementPart, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()


def placement_pages(report: PlacementReport) -> Report:
    """Return the placements as sections."""
    found = report.placements
    attended, missed = sum(one.attended for one in found), sum(one.missed for one in found)
    facts = (
        Fact("Placements", str(len(found))),
        Fact("Worked", length_words(sum(one.minutes for one in found))),
        Fact("Sessions attended", f"{attended} of {attended + missed}"),
        Fact("Short weeks", str(sum(one.short for one in found))),
    )
    sections = [Section(one.site, tuple(_placement(one)), note=_note(one)) for one in found]
    if not sections:
        sections = [Section("Placements", (Text("No placements recorded.", tone="quiet"),))]
    note = "A week with leave in it is never short; hours come from sessions."
    signed = signed_section(report.sign_offs, "these placements")
    return laid_out(report, "Placement report", facts, (*sections, signed), note)


def _note(one: PlacementPart) -> str:
    short = "no week" if not one.short else "1 week" if one.short == 1 else f"{one.short} weeks"
    return (
        f"{span_words(one.start, one.until)} · {one.agreement} · {length_words(one.minutes)} in all · "
        f"{one.attended} of {one.attended + one.missed} sessions attended · {short} short of the agreement"
    )


def _placement(one: PlacementPart) -> Iterator[Block]:
    most = max([1, *(week.minutes for week in one.weeks), *(week.agreed_minutes or 0 for week in one.weeks)])
    yield Legend(signed="", logged="worked", target="agreed" if any(week.agreed_minutes for week in one.weeks) else "")
    yield Table(_COLUMNS, tuple(_row(week, most) for week in one.weeks))


def _row(week: PlacementWeek, most: int) -> tuple[Cell | Bar, ...]:
    return (
        Cell(day_words(week.monday)),
        Bar(week.minutes / most, 0.0, week.agreed_minutes / most if week.agreed_minutes else None),
        Cell(length_words(week.minutes)),
        Cell(length_words(week.agreed_minutes) if week.agreed_minutes else "–"),
        Cell(str(week.sessions)),
        Cell(week.remark.capitalize(), mark="due" if week.remark == "short" else ""),
    )


def length_words(minutes: int) -> str:
    """Return minutes as “1 h 30 min”."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"
