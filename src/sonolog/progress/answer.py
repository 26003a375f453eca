"""The answer of the evaluator: a flat list of requirements that name their parent, and the stages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sonolog.progress.sign_offs import SignOffCounts

Number = int | Decimal

STATUS_WORDS: Mapping[str, str] = {
    "not-started": "not started",
    "in-progress": "in progress",
    "evidence-met": "evidence met",
    "awaiting-sign-off": "awaiting sign-off",
    "signed": "signed",
    "ratified": "ratified",
    "current": "current",
    "due": "due",
    "lapsed": "lapsed",
    "not-applicable": "does not apply",
}
"""Every status of a requirement or stage, and what people call it."""
STATUSES = tuple(STATUS_WORDS)


@dataclass(frozen=True, slots=True)
class Answer:
    """How far one requirement, or one part of it, is met."""

    id: str
    """The requirement's id; a part is ``requirement/part``."""
    parent: str | None
    stage: str
    title: str
    have: Number
    """Logged: what counts by the evidence, signed or not."""
    signed: Number
    """Of ``have``, what rests on signed entries; equals ``have`` where no sign-off is asked."""
    need: Number | None
    """The target, or None where the framework names no number."""
    unit: str
    """scans, sessions, weeks, months, hours, credits, ... for people to read."""
    met: bool
    """The evidence is there; whether it is also signed is in ``status``."""
    status: str
    """One of :data:`STATUSES`."""
    strength: str
    """mandatory, recommended, indicative or flag; only mandatory blocks a stage."""
    sentence: str
    """One sentence a trainee understands."""
    sign_off: bool
    """Whether entries must be signed to count as signed."""
    counted: tuple[str, ...] = ()
    """Record ids that count."""
    not_counted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Reason code to the record ids it holds back; each entry has one reason."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Reason code to a plain sentence."""
    share: float = 0.0
    """How full the bar is, 0 to 1; 1 only when met."""
    falls_on: date | None = None
    """The day on which it is no longer met, if nothing is added, because its window of time slides."""


@dataclass(frozen=True, slots=True)
class StageAnswer:
    """How far one stage of a framework is met."""

    id: str
    title: str
    met: bool
    status: str
    sentence: str
    blocking: tuple[str, ...] = ()
    """Ids of the mandatory requirements that are still open."""
    grants: tuple[str, ...] = ()
    ratified_by: str | None = None
    """Role of whoever ratifies it; None: nobody need do so."""
    ratified: date | None = None
    """Day of the ratification that holds."""
    until: date | None = None
    """Last day of its validity."""
    is_signed: bool = False
    """Everything is there, and signed where that is asked."""

    @property
    def may_practise(self) -> bool:
        """Whether what the stage grants may be done today."""
        if self.ratified is not None:
            return self.status != "lapsed"
        return self.ratified_by is None and self.is_signed


@dataclass(frozen=True, slots=True)
class Grant:
    """One practice a framework grants, and whether the trainee has it today."""

    practice: str
    """Code of the practice, for example ``diagnostic-shoulder``."""
    by: str
    """Title of the stage or line that grants it."""
    allowed: bool
    since: date | None = None
    until: date | None = None
    missing: str = ""
    """What it still needs; empty where it is allowed."""


@dataclass(frozen=True, slots=True)
class FrameworkProgress:
    """All answers of one framework."""

    framework: str
    edition: str
    title: str
    confidence: str
    requirements: tuple[Answer, ...]
    stages: tuple[StageAnswer, ...]
    grants: tuple[Grant, ...] = ()
    decisions: tuple[str, ...] = ()
    """What was decided for this trainee alone, one sentence each."""


@dataclass(frozen=True, slots=True)
class Progress:
    """All frameworks of one trainee on one day."""

    trainee: str
    """Person id."""
    name: str
    as_of: date
    frameworks: tuple[FrameworkProgress, ...]
    sign_offs: SignOffCounts = field(default_factory=SignOffCounts)
    """How far the sign-offs it rests on can be relied on."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Whether one entry counts for one requirement, and why not."""

    requirement: str
    title: str
    counts: bool
    reason: str
    """Reason code, empty where it counts."""
    sentence: str


@dataclass(frozen=True, slots=True)
class FrameworkExplanation:
    """One entry seen by one framework."""

    framework: str
    title: str
    requirements: tuple[Explanation, ...]
