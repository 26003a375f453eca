"""A logbook laid out: every scan asked for, in the columns asked for, with long texts under their scan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sonolog.reports.days import day_words, span_words
from sonolog.reports.model import NOTHING, Grid, ReportModel, laid_out, signed_section
from sonolog.reports.report import Block, Column, Fact, Listing, Report, Section, SignOff, Text

_SHARES = {
    "date": 14,
    "case": 11,
    "scan": 33,
    "found": 18,
    "pathologies": 19,
    "structures": 22,
    "role": 12,
    "supervision": 13,
    "supervisor": 16,
    "signed": 30,
    "site": 18,
    "tags": 14,
    "age_band": 9,
    "sex": 9,
    "side": 9,
}
"""Shares of the line; at the usual columns a day, a name and a date with a name fit on one line each."""
_USUAL = 13
"""Share of a column nothing else is known of."""
_NOTES = frozenset({"indication", "reflection", "note"})
"""Texts of any length: each stands under its row, as wide as the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogbookReport(ReportModel):
    """The scans asked for, oldest first."""

    start: date | None = None
    """Day of the first scan listed."""
    until: date | None = None
    filters: tuple[str, ...] = ()
    """What was asked for, one sentence part each; empty for every scan."""
    listed: int = 0
    signed: int = 0
    """Of those listed, how many carry a sign-off in force."""
    scans: Grid = NOTHING
    sign_offs: tuple[SignOff, ...] = ()


def logbook_pages(report: LogbookReport) -> Report:
    """Return the logbook as sections."""
    facts = (
        Fact("Period", span_words(report.start, report.until) if report.listed else "Nothing listed"),
        Fact("Scans listed", str(report.listed)),
        Fact("Scans signed", str(report.signed)),
    )
    chosen = " · ".join(report.filters) or "every scan"
    sections = (
        Section("Scans", tuple(_scans(report)), note=f"Asked for: {chosen}. Oldest first."),
        signed_section(report.sign_offs, "these scans"),
    )
    return laid_out(report, "Logbook", facts, sections, f"Scans: {chosen}")


def _scans(report: LogbookReport) -> Iterator[Block]:
    if not report.scans.rows:
        yield Text("No scan is in the logbook that was asked for.", tone="quiet")
        return
    names = report.scans.names
    short = [at for at, name in enumerate(names) if name not in _NOTES]
    long = [at for at, name in enumerate(names) if name in _NOTES]
    days = {at for at in short if names[at] in ("date", "images_until")}
    yield Listing(
        tuple(_column(names[at], report.scans.titles[at]) for at in short),
        tuple(tuple(_day(row[at]) if at in days else row[at] for at in short) for row in report.scans.rows),
        tuple(tuple(f"{report.scans.titles[at]}: {row[at]}" for at in long if row[at]) for row in report.scans.rows)
        if long
        else (),
    )


def _column(name: str, title: str) -> Column:
    return Column(title, _SHARES.get(name, _USUAL))


def _day(text: str) -> str:
    return day_words(date.fromisoformat(text)) if text else ""
