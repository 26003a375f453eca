"""A framework: one edition of what a body asks of a trainee, as a value."""

from __future__ import annotations

from typing import Annotated, Literal, Protocol, TypeVar

from pydantic import Field

from sonolog.domain.bound import Duration
from sonolog.domain.predicate import EVERYTHING, Predicate
from sonolog.domain.requirement import (
    Confidence,
    Named,
    Needs,
    Requirement,
    Scale,
    Setting,
    SignatoryRule,
)
from sonolog.domain.value import Value


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


Item = TypeVar("Item", bound=_Identified)


class Source(Value):
    """Where the figures come from."""

    body: str
    document: str
    edition: str | None = None
    url: str | None = None
    confidence: Confidence


class Counting(Value):
    """What one scan counts as."""

    unit: Literal["examination", "encounter", "region", "structure"] = "examination"
    bilateral: Literal[1, 2] = 1
    overlap: Literal["each", "once"] = "each"
    """``each``: in every category it belongs to (once in the total); ``once``: in the first alone."""
    reuse: Literal["each", "once"] = "each"
    """``once``: a scan that counted for a stage ratified elsewhere does not count again here."""


class Eligible(Value):
    """What every requirement of a record kind starts from."""

    kind: str
    where: Predicate = EVERYTHING
    by: tuple[SignatoryRule, ...] = ()


class LapseStep(Value):
    """A rung of the ladder back: what is asked once a stage has been out of date for so long."""

    after: Duration
    """Since the end of its validity."""
    needs: Needs
    title: str = ""


class Stage(Named):
    """A step of the ladder: what it presupposes, what it allows, how it is kept."""

    id: str
    title: str
    requires: Needs | None = None
    grants: tuple[str, ...] = ()
    """Scope of practice, once ratified (once met, where no one ratifies)."""
    ratified_by: str | None = None
    """Role of the person who ratifies; None: nobody need do so."""
    valid: Duration | None = None
    """How long after ratification the stage is current."""
    due: Duration | None = None
    """How long before the end it is shown as due."""
    lapses: Duration | None = None
    """How long after the end it lapses."""
    upkeep: Needs | None = None
    """What must be met for it to be renewed."""
    ladder: Annotated[tuple[LapseStep, ...], Field(alias="lapse")] = ()
    """What leads back once it has run out, the longest absence that fits being the one that holds."""
    order: int | None = None
    """Place in lists; None: as in the file."""
    note: str = ""


class Term(Value):
    """A predicate with a name, in the body's own words."""

    id: str
    title: str = ""
    of: str = "scan"
    where: Predicate


class SheetLine(Value):
    """One line of the competency sheet, counted by ``of = "line"``."""

    id: str
    title: str
    stage: str
    region: str | None = None
    structures: tuple[str, ...] = ()
    grants: tuple[str, ...] = ()
    """Practice allowed as soon as this line is signed."""
    note: str = ""


class Event(Value):
    """A day the rules refer to: of the first or last matching entry, or the trainee's answer to a fact."""

    id: str
    title: str = ""
    of: str | None = None
    where: Predicate = EVERYTHING
    pick: Literal["first", "last"] = "first"
    fact: str | None = None


class Fact(Value):
    """A question put to the trainee at enrolment."""

    id: str
    title: str
    type: Literal["yes-no", "number", "choice", "date", "text"] = "yes-no"
    options: tuple[str, ...] = ()


class Recognition(Value):
    """What a prior award or experience changes."""

    id: str
    title: str = ""
    when: Predicate
    waives: tuple[str, ...] = ()
    sets: tuple[Setting, ...] = ()
    scales: tuple[Scale, ...] = ()


class OwnTerm(Value):
    """A word the shared vocabulary lacks; its id starts with the framework's own prefix."""

    kind: str
    id: str
    label: str
    also: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


class Framework(Named):
    """One edition of a framework.  It is never altered, only followed by another edition."""

    framework: str
    edition: str
    title: str
    source: Source
    note: str = ""
    counting: Counting = Counting()
    regions: tuple[str, ...] = ()
    """Regions it covers, ids of the shared vocabulary."""
    eligible: tuple[Eligible, ...] = ()
    stages: Annotated[tuple[Stage, ...], Field(alias="stage")] = ()
    requirements: Annotated[tuple[Requirement, ...], Field(alias="requirement")] = ()
    terms: Annotated[tuple[Term, ...], Field(alias="term")] = ()
    lines: Annotated[tuple[SheetLine, ...], Field(alias="line")] = ()
    events: Annotated[tuple[Event, ...], Field(alias="event")] = ()
    facts: Annotated[tuple[Fact, ...], Field(alias="fact")] = ()
    recognitions: Annotated[tuple[Recognition, ...], Field(alias="recognition")] = ()
    vocabulary: tuple[OwnTerm, ...] = ()

    def requirement(self, requirement_id: str) -> Requirement:
        """Return the requirement with this id.

        Raises:
            KeyError: there is none.
        """
        return _with_id(self.requirements, requirement_id)

    def stage(self, stage_id: str) -> Stage:
        """Return the stage with this id.

        Raises:
            KeyError: there is none.
        """
        return _with_id(self.stages, stage_id)

    def term(self, term_id: str) -> Term:
        """Return the named predicate with this id.

        Raises:
            KeyError: there is none.
        """
        return _with_id(self.terms, term_id)

    def eligible_for(self, kind: str) -> Eligible:
        """Return what every requirement of ``kind`` starts from; everything where nothing is said."""
        return next((rule for rule in self.eligible if rule.kind == kind), Eligible(kind=kind))

    def stages_in_order(self) -> tuple[Stage, ...]:
        """Return the stages as lists show them: by ``order``, then as in the file."""
        return tuple(sorted(self.stages, key=lambda stage: (stage.order is None, stage.order or 0)))

    def requirements_of(self, stage_id: str) -> tuple[Requirement, ...]:
        """Return the requirements of a stage, as in the file."""
        return tuple(found for found in self.requirements if found.stage == stage_id)


def _with_id(items: tuple[Item, ...], wanted: str) -> Item:
    for item in items:
        if item.id == wanted:
            return item
    raise KeyError(wanted)
