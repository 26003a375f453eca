"""The register of record kinds: one word, one value class.

Classes are loaded when first asked for, because logging a scan must not wait for the other sixteen kinds.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from sonolog.errors import SonologError

if TYPE_CHECKING:
    from sonolog.domain.value import Record

_WHERE: dict[str, str] = {
    "scan": "scan:Scan",
    "session": "placement:Session",
    "placement": "placement:Placement",
    "course": "learning:Course",
    "coursework": "learning:Coursework",
    "assessment": "assessment:Assessment",
    "line": "assessment:CompetencyLine",
    "meeting": "learning:Meeting",
    "reflection": "learning:Reflection",
    "cpd": "learning:Cpd",
    "accreditation": "people:Accreditation",
    "leave": "placement:Leave",
    "person": "people:Person",
    "enrolment": "enrolment:Enrolment",
    "learning-agreement": "enrolment:LearningAgreement",
    "override": "programme:Override",
    "ratification": "programme:Ratification",
}

KINDS: tuple[str, ...] = tuple(_WHERE)
"""All record kinds, the daily ones first."""

EVIDENCE_KINDS: tuple[str, ...] = KINDS[:12]
"""Kinds a requirement may be ``of``, and leave, which pauses its rates."""


STEERING_KINDS: tuple[str, ...] = ("learning-agreement", "override", "ratification")
"""Kinds that steer how a framework judges; they bind only once signed."""

EVALUATED_KINDS: tuple[str, ...] = (*EVIDENCE_KINDS, *STEERING_KINDS)
"""Kinds from which progress is told."""


class UnknownKind(SonologError):
    """No record kind has this name."""

    code = "unknown-kind"

    def __init__(self, kind: str) -> None:
        super().__init__(f"There is no kind of record called “{kind}”.", hint=f"Kinds: {', '.join(KINDS)}.")


@cache
def record_class(kind: str) -> type[Record]:
    """Return the value class of ``kind``.

    Raises:
        UnknownKind: there is no such kind.
    """
    place = _WHERE.get(kind)
    if place is None:
        raise UnknownKind(kind)
    from sonolog.domain.value import Record

    module, name = place.split(":")
    found = getattr(import_module(f"sonolog.domain.{module}"), name)
    if not (isinstance(found, type) and issubclass(found, Record)):
        raise UnknownKind(kind)
    return found
