"""What a programme lead decides for one trainee; binding only once signed."""

from __future__ import annotations

from typing import ClassVar, Literal

from sonolog.domain.value import Dated, Day, Line, Prose, TermId


class Override(Dated):
    """An exception for one trainee: never an edit of the framework."""

    kind: ClassVar[str] = "override"
    title: ClassVar[str] = "Override"

    framework: TermId
    requirement: TermId
    type: Literal["extension", "exemption", "target", "recognition"]
    target: Line | None = None
    until: Day | None = None
    reason: Prose


class Ratification(Dated):
    """The award of a stage."""

    kind: ClassVar[str] = "ratification"
    title: ClassVar[str] = "Ratification"

    framework: TermId
    edition: Line
    stage: TermId
    body: Line | None = None
    note: Prose | None = None
