"""People, and what they are accredited for."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from sonolog.domain.text import clean_text
from sonolog.domain.value import (
    LINE_LIMIT,
    Level,
    Line,
    Period,
    PersonId,
    Prose,
    Record,
    TermId,
)

PersonRole = Literal["trainee", "supervisor", "mentor", "trainer", "assessor", "lead", "auditor"]
ROLES: tuple[PersonRole, ...] = ("trainee", "supervisor", "mentor", "trainer", "assessor", "lead", "auditor")


def _address(raw: str) -> str:
    return clean_text(raw, limit=LINE_LIMIT, multiline=False)


class Person(Record):
    """Someone who keeps, supervises, assesses or leads."""

    kind: ClassVar[str] = "person"
    title: ClassVar[str] = "Person"

    name: Annotated[Line, Field(min_length=1)]
    roles: tuple[PersonRole, ...] = ()
    register_body: Line | None = None
    """The professional register, for example HCPC, GMC or RCT."""
    register_number: Line | None = None
    email: Annotated[str, AfterValidator(_address)] | None = None
    """The person's own address; the only field in which the identity guard lets one stand."""
    external: bool | None = None
    """From outside the trainee's own department and programme."""
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
