"""Assessments and the lines of a competency sheet."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sonolog.domain.scan import Setting
from sonolog.domain.value import (
    CustomField,
    Dated,
    Level,
    Line,
    Outcome,
    PersonId,
    Prose,
    RecordId,
    TermId,
    Value,
)


class ItemMark(Value):
    """The mark of one item or component of an assessment."""

    item: Line
    mark: Annotated[Decimal, Field(ge=0, le=10_000, decimal_places=4)]


class Assessment(Dated):
    """One assessment: its outcome, and who assessed."""

    kind: ClassVar[str] = "assessment"
    title: ClassVar[str] = "Assessment"

    form: TermId
    purpose: Literal["formative", "summative"] = "formative"
    outcome: Outcome = "not-judged"
    assessor: PersonId | None = None
    second_assessor: PersonId | None = None
    level: Level | None = None
    score: Annotated[Decimal, Field(ge=0, le=10_000, decimal_places=4)] | None = None
    marks: tuple[ItemMark, ...] = ()
    """Of each item or component."""
    region: TermId | None = None
    setting: Setting | None = None
    scans: tuple[RecordId, ...] = ()
    note: Prose | None = None
    custom: tuple[CustomField, ...] = ()


class CompetencyLine(Dated):
    """One line of a framework's competency sheet, put forward for sign-off."""

    kind: ClassVar[str] = "line"
    title: ClassVar[str] = "Competency line"

    framework: TermId
    edition: Line
    line: TermId
    level: Level | None = None
    supervisor: PersonId | None = None
    note: Prose | None = None
