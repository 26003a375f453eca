"""Assessments laid out: each with what it says and who signed it, and how the levels went over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sonolog.reports.days import day_words
from sonolog.reports.model import ReportModel, laid_out, signed_section
from sonolog.reports.report import (
    Block,
    Cell,
    Column,
    Fact,
    Heading,
    LevelChart,
    LevelPoint,
    MarkName,
    Report,
    Section,
    SignOff,
    Table,
    Text,
)
from sonolog.reports.statuses import mark_of, status_words

_COLUMNS = (
    Column("Date", 7),
    Column("Purpose and place", 11),
    Column("Outcome", 8),
    Column("Level", 4, "right"),
    Column("Score", 5, "right"),
    Column("Assessor and sign-off", 13),
)
_ITEMS = (Column("Item", 26), Column("Level", 22))
_OUTCOMES: dict[str, MarkName] = {
    "passed": "signed",
    "satisfactory": "signed",
    "failed": "failed",
    "unsatisfactory": "failed",
}
_RESULT = "signed"
"""Status of an assessment that is a result; before, it is what somebody wrote down."""
_ENOUGH = 2
"""Results with a level from which there is a trend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledRow:
    """One item of a form as it was filled in."""

    item: str
    domain: str
    level: str
    """As the form calls it."""
    anchor: str
    """What is seen at that level; empty where the form does not say."""
    critical: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FormStanding:
    """What the form asks for before its assessments make evidence, and what is there."""

    form: str
    asked: str
    have: int
    need: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentPart:
    """One assessment as it was recorded."""

    form: str
    day: date
    purpose: str
    outcome: str
    """As words."""
    level: int | None
    score: str
    """With at most two places; empty where there is none."""
    region: str
    setting: str
    assessors: str
    """Names of the first and the second assessor."""
    marks: str
    """Marks of its items, in words."""
    note: str
    status: str
    """Status word of the record, for example "signed"."""
    signed: str
    """When and by whom; empty where nobody signed it."""
    filled: tuple[FilledRow, ...] = ()
    """Its form as it was filled in; empty where it was made elsewhere."""
    result: str = ""
    """What the levels came to, in a sentence."""
    variant: str = ""
    """Title of the variant of the form; empty where it has none."""
    score_range: tuple[int, int] | None = None
    """The lowest and the highest score of its form, in whole numbers around them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentsReport(ReportModel):
    """Every assessment, by form and day."""

    assessments: tuple[AssessmentPart, ...] = ()
    standings: tuple[FormStanding, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()


def assessments_pages(report: AssessmentsReport) -> Report:
    """Return the assessments as sections, one a form."""
    found = report.assessments
    forms: dict[str, list[AssessmentPart]] = {}
    for one in found:
        forms.setdefault(one.form, []).append(one)
    facts = (
        Fact("Assessments", str(len(found))),
        Fact("Passed or satisfactory", _good_words(found)),
        Fact("Signed", str(sum(one.status == _RESULT for one in found))),
    )
    sections = [
        Section(form, (*_standing(report.standings, form), *_form(parts)), note=_counted(parts))
        for form, parts in forms.items()
    ]
    if not sections:
        sections = [Section("Assessments", (Text("No assessments recorded.", tone="quiet"),))]
    signed = signed_section(report.sign_offs, "these assessments")
    return laid_out(report, "Assessments", facts, (*sections, signed), " · ".join(forms))


def _good_words(found: Sequence[AssessmentPart]) -> str:
    """Return how many came to a good outcome: signed ones are a number, others are told apart."""
    good = [one.status == _RESULT for one in found if _OUTCOMES.get(one.outcome) == "signed"]
    waiting = len(good) - sum(good)
    return f"{sum(good)} signed" + (f", {waiting} not signed" if waiting else "")


def _standing(standings: Sequence[FormStanding], form: str) -> Iterator[Block]:
    told = [f"{one.asked}: {one.have} of {one.need}" for one in standings if one.form == form]
    if told:
        yield Text(f"Signed, of what the form asks for as evidence: {'; '.join(told)}.", tone="quiet", keep=True)


def _counted(parts: Sequence[AssessmentPart]) -> str:
    return "1 assessment" if len(parts) == 1 else f"{len(parts)} assessments, oldest first"


def _form(parts: Sequence[AssessmentPart]) -> Iterator[Block]:
    yield Table(_COLUMNS, tuple(_row(one) for one in parts))
    for one in parts:
        if one.note or one.marks or one.filled:
            alone = one.filled[0].anchor if len(one.filled) == 1 else ""
            note = f"{one.result} {alone}".strip()
            yield Heading(f"{day_words(one.day)}: {one.assessors or 'assessor not recorded'}", note=note)
            if len(one.filled) > 1:
                yield Table(_ITEMS, tuple(_item_row(row) for row in one.filled))
            yield from (Text(words) for words in (one.marks, one.note) if words)
    yield from _trend(parts)


def _trend(parts: Sequence[AssessmentPart]) -> Iterator[Block]:
    """Yield how levels went, and how scores did, each variant of the form by itself: another has other thresholds."""
    variants: dict[str, list[AssessmentPart]] = {}
    for one in parts:
        variants.setdefault(one.variant, []).append(one)
    for variant, found in variants.items():
        about = f": {variant}" if variant else ""
        levels = tuple(_point(one, Decimal(one.level)) for one in found if one.level is not None)
        if _is_trend(levels):
            order = " Levels have an order and no average."
            yield Heading(f"Levels over time{about}", note=f"{_points_words(levels)}{order}")
            yield LevelChart(levels)
        scores = tuple(_point(one, Decimal(one.score)) for one in found if one.score)
        if _is_trend(scores):
            span = next((one.score_range for one in found if one.score_range is not None), None)
            yield Heading(f"Scores over time{about}", note=_points_words(scores))
            yield LevelChart(scores, called="scores", span=span)


def _point(one: AssessmentPart, level: Decimal) -> LevelPoint:
    return LevelPoint(one.day, level, is_signed=one.status == _RESULT)


def _is_trend(points: Sequence[LevelPoint]) -> bool:
    return sum(point.is_signed for point in points) >= _ENOUGH


def _points_words(points: Sequence[LevelPoint]) -> str:
    words = "Each point is one assessment."
    return words if all(point.is_signed for point in points) else f"{words} A hollow one is not signed, and no result."


def _item_row(row: FilledRow) -> tuple[Cell, ...]:
    about = " · ".join(word for word in (row.domain, "critical" if row.critical else "") if word)
    return (Cell(row.item, note=about), Cell(row.level, note=row.anchor))


def _row(one: AssessmentPart) -> tuple[Cell, ...]:
    where = " · ".join(word for word in (one.variant, one.region, one.setting) if word)
    signed = one.signed or status_words(one.status)
    return (
        Cell(day_words(one.day)),
        Cell(status_words(one.purpose), note=where),
        Cell(status_words(one.outcome) or "–", mark=_outcome_mark(one)),
        Cell("–" if one.level is None else str(one.level)),
        Cell(one.score or "–"),
        Cell(one.assessors or "not recorded", note=signed, mark=mark_of(one.status)),
    )


def _outcome_mark(one: AssessmentPart) -> MarkName:
    return _OUTCOMES.get(one.outcome, "open") if one.status == _RESULT else "open"
