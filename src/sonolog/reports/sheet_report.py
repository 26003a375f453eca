"""A competency sheet laid out: each line of each framework, its level, who signed it and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sonolog.reports.days import day_words
from sonolog.reports.model import ReportModel, laid_out, signed_section
from sonolog.reports.report import Block, Cell, Column, Fact, Heading, Points, Report, Section, SignOff, Table, Text
from sonolog.reports.statuses import mark_of, status_words
from sonolog.reports.titles import told_together

_COLUMNS = (
    Column("Competency", 19),
    Column("Level", 4),
    Column("Signed by", 12),
    Column("Date", 6),
    Column("Status", 7),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetencySheetLine:
    """One line of a framework's sheet; empty where nobody put it forward yet."""

    stage: str
    """Title of the stage it belongs to."""
    title: str
    level: str = ""
    signed_by: str = ""
    """Name and role as signed, and what is to be known of the signature."""
    day: date | None = None
    """The day stated with the signature."""
    status: str = "not-started"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkSheet:
    """The sheet of one framework."""

    title: str
    edition: str
    lines: tuple[CompetencySheetLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReport(ReportModel):
    """The competency sheets of every framework followed."""

    sheets: tuple[FrameworkSheet, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()


def sheet_pages(report: SheetReport) -> Report:
    """Return the sheets as sections."""
    lines = [line for sheet in report.sheets for line in sheet.lines]
    facts = (
        Fact("Lines", str(len(lines))),
        Fact("Signed", str(sum(line.status == "signed" for line in lines))),
        Fact("Put forward", str(sum(line.status == "submitted" for line in lines))),
    )
    sections = [Section(one.title, tuple(_sheet(one)), note=f"Edition {one.edition}") for one in report.sheets]
    if not sections:
        nothing = Text("Not enrolled on a framework: there is no sheet to fill.", tone="quiet")
        sections = [Section("Competency sheet", (nothing,))]
    titles = " · ".join(f"{one.title} {one.edition}" for one in report.sheets)
    signed = signed_section(report.sign_offs, "this sheet")
    return laid_out(report, "Competency sheet", facts, (*sections, signed), titles)


def _sheet(sheet: FrameworkSheet) -> Iterator[Block]:
    if not sheet.lines:
        yield Text("This framework has no competency sheet.", tone="quiet")
        return
    stages: dict[str, list[CompetencySheetLine]] = {}
    for line in sheet.lines:
        stages.setdefault(line.stage, []).append(line)
    for stage, lines in stages.items():
        signed = sum(line.status == "signed" for line in lines)
        yield Heading(stage, note=f"{signed} of {len(lines)} signed", outline=True)
        begun = tuple(_row(line) for line in lines if not _is_empty(line))
        if begun:
            yield Table(_COLUMNS, begun)
        empty = [line.title for line in lines if _is_empty(line)]
        if empty:
            yield Text(f"Not put forward yet, {len(empty)} of {len(lines)}:", tone="strong", keep=True)
            yield Points(tuple(told_together(empty)))


def _is_empty(line: CompetencySheetLine) -> bool:
    """Whether nothing is written on a line: a page of such lines says less than a list of them."""
    return line.status == "not-started" and not (line.level or line.signed_by or line.day or line.note)


def _row(line: CompetencySheetLine) -> tuple[Cell, ...]:
    return (
        Cell(line.title, note=line.note),
        Cell(line.level or "–"),
        Cell(line.signed_by or "–"),
        Cell(day_words(line.day) if line.day else "–"),
        Cell(status_words(line.status), mark=mark_of(line.status)),
    )
