"""Assessments and the lines of a competency sheet."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sonolog.domain.scan import Setting
from sonolog.domain.value import (
    CustomField,
    Dated,
    Digest,
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


class ItemLevel(Value):
    """The level given to one item of a form."""

    item: TermId
    """Id of the item in the form."""
    level: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    """None: not assessed, which the form allows."""


class Assessment(Dated):
    """One assessment: its outcome, and who assessed."""

    kind: ClassVar[str] = "assessment"
    title: ClassVar[str] = "Assessment"

    form: TermId
    form_edition: Line | None = None
    """Edition of the form it was made on."""
    document: Digest | None = None
    """Digest of the text of that form; without one the assessment was made elsewhere, and its outcome is as told."""
    variant: TermId | None = None
    """Kind of examination, where the form has other thresholds for it."""
    group: TermId | None = None
    """Which group of people the assessor belongs to, where the form gathers answers by group."""
    gathered: bool | None = None
    """The form shows answers gathered alone: nobody but who gave this one sees it by itself."""
    item_levels: tuple[ItemLevel, ...] = ()
    """Level of each item of the form; outcome, score, level and entrustment come from them."""
    purpose: Literal["formative", "summative"] = "formative"
    outcome: Outcome = "not-judged"
    assessor: PersonId | None = None
    second_assessor: PersonId | None = None
    level: Level | None = None
    entrustment: Level | None = None
    """How far the trainee may be trusted to do it alone, where the assessment says so."""
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
