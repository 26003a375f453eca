"""Courses, course work, reflections, meetings and further learning."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sonolog.domain.value import (
    Credits,
    CustomField,
    Dated,
    Line,
    Minutes,
    Outcome,
    Period,
    PersonId,
    Prose,
    RecordId,
    TermId,
)

CourseType = Literal["theory", "introductory", "skills", "in-house", "seminar", "taster", "e-learning", "module"]


class Course(Period):
    """A course or module attended; ``start`` and ``until`` are its first and last day."""

    kind: ClassVar[str] = "course"
    title: ClassVar[str] = "Course"

    name: Line
    type: CourseType
    module: TermId | None = None
    """Module id of a programme."""
    provider: Line | None = None
    minutes: Minutes | None = None
    credits: Credits | None = None
    level: Annotated[int, Field(ge=1, le=8)] | None = None
    """Academic level (7 is master's)."""
    outcome: Outcome | None = None
    note: Prose | None = None
    custom: tuple[CustomField, ...] = ()


class Coursework(Dated):
    """A piece of course work handed in."""

    kind: ClassVar[str] = "coursework"
    title: ClassVar[str] = "Course work"

    name: Line
    type: Literal["essay", "case-report", "portfolio", "presentation", "audit", "examination", "other"] = "other"
    module: TermId | None = None
    mark: Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)] | None = None
    """Per cent."""
    credits: Credits | None = None
    outcome: Outcome | None = None
    note: Prose | None = None
    custom: tuple[CustomField, ...] = ()


class Reflection(Dated):
    """Written reflection, on one scan or on its own."""

    kind: ClassVar[str] = "reflection"
    title: ClassVar[str] = "Reflection"

    text: Prose
    scan: RecordId | None = None
    custom: tuple[CustomField, ...] = ()


class Meeting(Dated):
    """A meeting with the mentor or supervisor."""

    kind: ClassVar[str] = "meeting"
    title: ClassVar[str] = "Meeting"

    person: PersonId | None = None
    type: Literal["initial", "progress", "appraisal", "final", "other"] = "progress"
    minutes: Minutes | None = None
    note: Prose | None = None
    custom: tuple[CustomField, ...] = ()


class Cpd(Dated):
    """Continuing professional development, in points or minutes."""

    kind: ClassVar[str] = "cpd"
    title: ClassVar[str] = "CPD"

    name: Line
    points: Credits | None = None
    minutes: Minutes | None = None
    note: Prose | None = None
    custom: tuple[CustomField, ...] = ()
