"""What a programme lead decides for one trainee; binding only once signed."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sonolog.domain.value import Dated, Day, Line, Prose, RecordId, TermId

OverrideType = Literal["extension", "exemption", "target", "recognition", "brought-forward", "draw"]
Share = Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)]


class Override(Dated):
    """A decision for one trainee: never an edit of the framework.

    ``extension`` gives ``months`` or ``days`` more, or time until ``until``; ``exemption`` waives; ``target``
    sets the target to ``number``; ``recognition`` of a prior award scales targets to ``percent``, and those of
    their parts to ``part_percent``; ``brought-forward`` adds ``number`` proved elsewhere; ``draw`` records which
    ``entries`` were drawn at random.
    """

    kind: ClassVar[str] = "override"
    title: ClassVar[str] = "Override"

    framework: TermId
    requirement: Line
    """Its id; of a part ``requirement/part``; of an extension also a stage; ``all`` for a recognition."""
    type: OverrideType
    number: Annotated[Decimal, Field(ge=0, le=1_000_000, decimal_places=2)] | None = None
    percent: Share | None = None
    """Of the target that is left to do."""
    part_percent: Share | None = None
    """The same for the targets of parts and categories; None: they stay."""
    round: Literal["up", "down", "nearest"] = "up"
    months: Annotated[int, Field(ge=1, le=600)] | None = None
    days: Annotated[int, Field(ge=1, le=20_000)] | None = None
    until: Day | None = None
    entries: tuple[RecordId, ...] = ()
    award: Line | None = None
    """The prior award or the place where the numbers were reached."""
    evidence: Prose | None = None
    """What was seen as proof."""
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
