"""People, what they are accredited for, and what a trainee is enrolled on."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, StringConstraints

from sonolog.domain.text import clean_text
from sonolog.domain.value import (
    LINE_LIMIT,
    Dated,
    Day,
    Level,
    Line,
    Period,
    PersonId,
    Prose,
    Record,
    RecordId,
    TermId,
    Value,
)

PersonRole = Literal["trainee", "supervisor", "mentor", "trainer", "assessor", "lead", "auditor"]
ROLES: tuple[PersonRole, ...] = ("trainee", "supervisor", "mentor", "trainer", "assessor", "lead", "auditor")


def _address(raw: str) -> str:
    return clean_text(raw, limit=LINE_LIMIT, multiline=False)


class Person(Record):
    """Someone who keeps, supervises, assesses or leads."""

    kind: ClassVar[str] = "person"
    title: ClassVar[str] = "Person"

    name: Annotated[Line, StringConstraints(min_length=1)]
    roles: tuple[PersonRole, ...] = ()
    register_body: Line | None = None
    """The professional register, for example HCPC, GMC or RCT."""
    register_number: Line | None = None
    email: Annotated[str, AfterValidator(_address)] | None = None
    """The person's own address; the only field in which the identity guard lets one stand."""
    note: Prose | None = None


class Accreditation(Period):
    """A level held in a field, from a day until a day."""

    kind: ClassVar[str] = "accreditation"
    title: ClassVar[str] = "Accreditation"

    person: PersonId
    field: TermId
    level: Level | None = None
    body: Line | None = None
    note: Prose | None = None


class Fact(Value):
    """The trainee's answer to one of a framework's questions."""

    name: TermId
    value: bool | int | str


class Enrolment(Dated):
    """A trainee joins one edition of a framework on a day."""

    kind: ClassVar[str] = "enrolment"
    title: ClassVar[str] = "Enrolment"

    framework: TermId
    edition: Line
    document: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    """Digest of the framework's text."""
    scope: tuple[TermId, ...] = ()
    facts: tuple[Fact, ...] = ()
    moved_from: RecordId | None = None


class LearningAgreement(Dated):
    """The scope and aims agreed between trainee and mentor."""

    kind: ClassVar[str] = "learning-agreement"
    title: ClassVar[str] = "Learning agreement"

    framework: TermId
    mentor: PersonId | None = None
    scope: tuple[TermId, ...] = ()
    until: Day | None = None
    text: Prose | None = None
