"""What a progress report says, as plain values.

A use case fills these from the evaluator's answers (:mod:`sonolog.reports.from_progress`) and from the rows
of the store, with words already chosen: names, labels and titles, never ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sonolog.reports.report import DayCount, Evidence, SignOff, Target

Number = int | Decimal


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """How far one requirement, or one part of one, is met."""

    title: str
    have: Number
    """Logged, signed or not."""
    signed: Number
    """Of ``have``, what is signed."""
    need: Number | None
    """The target; None where the framework names no number."""
    unit: str
    """What is counted, for people to read: scans, weeks, credits."""
    status: str
    """A requirement status, for example "awaiting-sign-off"."""
    sentence: str
    depth: int = 0
    """0 for a requirement, 1 for a part of it."""
    share: float = 0.0
    """How full the bar is, 0 to 1; 1 only when met."""
    strength: str = "mandatory"
    """mandatory, recommended, indicative or flag; only mandatory ones count for the stage."""
    sign_off: bool = True
    """Whether what counts for it has to be signed; where it need not be, ``signed`` says nothing."""


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage of a framework with its requirements, parts after the requirement they belong to."""

    title: str
    status: str
    sentence: str
    requirements: tuple[RequirementLine, ...] = ()


@dataclass(frozen=True, slots=True)
class FrameworkLines:
    """How far one trainee is in one framework."""

    title: str
    edition: str
    confidence: str
    """How sure the numbers are: published, secondary or template; or a sentence of one's own."""
    stages: tuple[StageLine, ...]
    decisions: tuple[str, ...] = ()
    """What was decided for this trainee alone, one sentence each."""


@dataclass(frozen=True, slots=True)
class Outstanding:
    """Something that is still missing, as a sentence."""

    sentence: str
    framework: str = ""
    """Title of the framework that asks for it; empty where none does."""


@dataclass(frozen=True, slots=True)
class RegionCount:
    """Scans of one region."""

    region: str
    """Label."""
    logged: int
    signed: int
    abnormal: int


@dataclass(frozen=True, slots=True)
class PlacementLine:
    """A time at one site; hours are None where not recorded."""

    site: str
    start: date | None
    until: date | None
    hours_agreed: Number | None = None
    """All hours agreed for the placement, up to the day the report speaks of."""
    hours_logged: Number | None = None


@dataclass(frozen=True, slots=True)
class CourseLine:
    """A course or module attended."""

    name: str
    start: date | None
    until: date | None
    provider: str = ""
    outcome: str = ""
    """As words, for example "passed"; empty where none is recorded."""
    status: str = ""
    """Status word of the record, for example "signed"."""


@dataclass(frozen=True, slots=True)
class AssessmentLine:
    """An assessment and its outcome."""

    form: str
    """Title of the form."""
    day: date | None
    assessor: str
    outcome: str
    """As words."""
    purpose: str = ""
    """formative or summative."""
    status: str = ""
    """Status word of the record, for example "signed"."""


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """A trainee's progress on one day."""

    trainee: str
    """Name in print."""
    as_of: date
    made_by: str
    """Name and version of the program, for example "sonolog 1.0.0"."""
    register: str = ""
    """Professional register and number, for example "HCPC RA00000"."""
    start: date | None = None
    """First day reported on; None while nothing is logged."""
    until: date | None = None
    """Last day reported on."""
    frameworks: tuple[FrameworkLines, ...] = ()
    outstanding: tuple[Outstanding, ...] = ()
    cumulative: tuple[DayCount, ...] = ()
    """Scans logged and signed in all, on each day either number changed, in order of days."""
    targets: tuple[Target, ...] = ()
    """Dashed lines of the cumulative chart."""
    regions: tuple[RegionCount, ...] = ()
    placements: tuple[PlacementLine, ...] = ()
    courses: tuple[CourseLine, ...] = ()
    assessments: tuple[AssessmentLine, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    confirmed: int = 0
    """Texts that look like a patient's detail, of which their writer said that they are none."""
    evidence: Evidence | None = None
    """The file the report carries."""
