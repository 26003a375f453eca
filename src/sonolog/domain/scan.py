"""A scan: one ultrasound examination of one region, as a trainee logs it."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sonolog.domain.supervision import Role, Supervision
from sonolog.domain.value import (
    CaseNumber,
    CustomField,
    Dated,
    Day,
    Line,
    Minutes,
    PatientKey,
    PersonId,
    Prose,
    RecordId,
    TermId,
    Value,
)

Side = Literal["left", "right", "bilateral", "midline"]
Finding = Literal["normal", "abnormal", "indeterminate"]
Agreement = Literal["agree", "minor", "major"]
Setting = Literal["patient", "volunteer", "simulator", "phantom", "cadaver"]
AgeBand = Literal["0-17", "18-29", "30-39", "40-49", "50-59", "60-69", "70-79", "80+"]
Sex = Literal["female", "male", "other"]


class StructureFinding(Value):
    """What was found in one structure."""

    structure: TermId
    finding: Finding
    pathologies: tuple[TermId, ...] = ()
    note: Line | None = None


class Scan(Dated):
    """One scan.  Optional fields left out are unmarked: they match no rule, for or against."""

    kind: ClassVar[str] = "scan"
    title: ClassVar[str] = "Scan"

    case: CaseNumber
    examination: TermId
    region: TermId
    side: Side | None = None
    structures: tuple[TermId, ...] = ()
    placement: RecordId | None = None
    session: RecordId | None = None
    site: Line | None = None
    indication: Prose | None = None
    age_band: AgeBand | None = None
    sex: Sex | None = None
    patient: PatientKey | None = None
    setting: Setting = "patient"
    role: Role = "performed"
    supervision: Supervision | None = None
    supervisor: PersonId | None = None
    adequate: bool | None = None
    finding: Finding | None = None
    pathologies: tuple[TermId, ...] = ()
    findings: tuple[StructureFinding, ...] = ()
    supervisor_finding: Finding | None = None
    supervisor_findings: tuple[StructureFinding, ...] = ()
    agreement: Agreement | None = None
    reported: bool | None = None
    """The trainee wrote the report."""
    audited: bool | None = None
    """Confirmed by audit."""
    correlation: Literal["imaging", "surgery", "histology", "follow-up"] | None = None
    """Confirmed against another source."""
    correlation_agrees: bool | None = None
    image_stored: bool | None = None
    images_until: Day | None = None
    """The scanner is cleared on this day."""
    intervention: TermId | None = None
    difficulty: Annotated[int, Field(ge=1, le=5)] | None = None
    minutes: Minutes | None = None
    reflection: Prose | None = None
    note: Prose | None = None
    tags: tuple[Line, ...] = ()
    custom: tuple[CustomField, ...] = ()
    source: Literal["typed", "imported", "dicom"] = "typed"
