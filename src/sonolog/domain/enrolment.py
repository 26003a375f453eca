"""What a trainee is enrolled on, and what was agreed for it."""

from __future__ import annotations

from typing import ClassVar

from sonolog.domain.value import Dated, Day, Digest, Line, PersonId, Prose, RecordId, TermId, Value


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
    document: Digest
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
