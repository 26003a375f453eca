"""A matrix laid out: region or procedure down, supervision across, for the period and since the beginning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sonolog.reports.days import span_words
from sonolog.reports.model import ReportModel, laid_out, signed_section
from sonolog.reports.report import Block, Cell, Column, Fact, Heading, Report, Section, SignOff, Table, Text

_FIRST = 14
_NUMBER = 5
_ACROSS = ("Direct", "Indirect", "Remote", "None", "Not said")


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixLine:
    """Scans of one region or procedure, by supervision; whole numbers."""

    span: str
    """period or cumulative."""
    title: str
    direct: int
    indirect: int
    remote: int
    unsupervised: int
    not_recorded: int
    """Scans that do not say how they were supervised."""
    logged: int
    signed: int

    @property
    def across(self) -> tuple[int, ...]:
        """The numbers by supervision, in the order of the columns."""
        return self.direct, self.indirect, self.remote, self.unsupervised, self.not_recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixReport(ReportModel):
    """Scans by region or procedure and supervision."""

    by: str = "region"
    """region or procedure."""
    start: date | None = None
    until: date | None = None
    lines: tuple[MatrixLine, ...] = ()
    """Those of the period, then the cumulative ones; of each the last is for all."""
    sign_offs: tuple[SignOff, ...] = ()


def matrix_pages(report: MatrixReport) -> Report:
    """Return the matrix as sections."""
    period = [line for line in report.lines if line.span == "period"]
    whole = [line for line in report.lines if line.span == "cumulative"]
    span = span_words(report.start, report.until) if report.start or report.until else "Nothing logged yet"
    facts = (
        Fact("Period", span),
        Fact("Scans in the period", str(period[-1].logged if period else 0)),
        Fact("Scans since the beginning", str(whole[-1].logged if whole else 0)),
    )
    title = f"Scans by {report.by} and supervision"
    if [line.across for line in period] == [line.across for line in whole]:
        blocks = tuple(_table("In the period, which is since the beginning", whole, report))
    else:
        blocks = (*_table(f"In the period: {span}", period, report), *_table("Since the beginning", whole, report))
    sections = (Section(title, blocks, note=_NOTE), signed_section(report.sign_offs, "these scans"))
    return laid_out(report, "Supervision matrix", facts, sections, f"{title} · {span}")


_NOTE = (
    "Direct: the supervisor was beside the trainee. Indirect: close by, and checked the scan before the patient left. "
    "Remote: elsewhere, and reviewed the images later. Each scan stands in one column."
)


def _table(title: str, lines: list[MatrixLine], report: MatrixReport) -> Iterator[Block]:
    yield Heading(title, outline=True)
    if not lines:
        yield Text("No scans.", tone="quiet")
        return
    columns = (
        Column(report.by.capitalize(), _FIRST),
        *(Column(name, _NUMBER, "right") for name in _ACROSS),
        Column("Logged", 5, "right"),
        Column("Signed", 4, "right"),
    )
    yield Table(columns, tuple(_row(line, is_all=line is lines[-1]) for line in lines))


def _row(line: MatrixLine, *, is_all: bool) -> tuple[Cell, ...]:
    numbers = [Cell(str(count) if count else "–", tone="strong" if is_all else "plain") for count in line.across]
    return (
        Cell(line.title, tone="strong" if is_all else "plain"),
        *numbers,
        Cell(str(line.logged), tone="strong"),
        Cell(str(line.signed), tone="strong" if is_all else "plain"),
    )
