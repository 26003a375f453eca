"""The fields a rule may name, for each record kind: one list for reader, evaluator and command line.

Fields of a record come from its value class, so they cannot drift from what is stored.  Derived ones are
worked out by the evaluator from other fields, linked records, the sign-off or the framework.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from sonolog.domain.kinds import EVIDENCE_KINDS, record_class
from sonolog.domain.people import ROLES

FieldType = Literal["code", "term", "number", "text", "yes-no", "day", "person", "record"]

RULE_KINDS: tuple[str, ...] = tuple(kind for kind in EVIDENCE_KINDS if kind != "leave")
"""Kinds a requirement may be ``of``."""
DAY_KINDS: tuple[str, ...] = (*RULE_KINDS, "leave", "ratification")
"""Kinds whose entries may give a rule its day."""
CALENDAR: tuple[str, ...] = ("day", "week", "month", "year")
"""What ``distinct`` may count besides fields; weeks are ISO weeks."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what it holds, and which values are allowed."""

    name: str
    type: FieldType
    values: tuple[str, ...] = ()
    """The allowed words of a ``code``."""
    vocabulary: str | None = None
    """The vocabulary kind of a ``term``."""
    linked: str | None = None
    """The record kind a ``record`` points to."""
    many: bool = False
    """The field may hold several values."""
    derived: bool = False
    """Worked out, not stored in the record."""
    meaning: str = ""
    """What a derived field is."""
    decimal: bool = False
    """A number with a point is allowed."""


_VOCABULARY = {
    "examination": "examination",
    "region": "region",
    "structures": "structure",
    "pathologies": "pathology",
    "intervention": "procedure",
}
_PERSONS = frozenset({"supervisor", "mentor", "assessor", "second_assessor", "person"})
_LINKS = {"placement": "placement", "session": "session", "scan": "scan", "scans": "scan"}
_UNUSED = frozenset({"custom", "document", "findings", "item_levels", "supervisor_findings", "marks"})


def _number(name: str, meaning: str) -> Field:
    return Field(name, "number", derived=True, meaning=meaning)


_HOURS = _number("hours", "minutes divided by 60")
_CURRENT = Field("current", "yes-no", derived=True, meaning="whether it goes on today, its last day included")
_OF_EVERY_KIND = (
    Field("date", "day", derived=True, meaning="the day of the record; of a period its first day"),
    Field("signer", "person", derived=True, meaning="who signed the entry"),
    Field("entrustment", "number", derived=True, meaning="entrustment level given with the signature"),
    Field(
        "assurance",
        "code",
        values=("own-device", "external-file", "department-database", "walk-up"),
        derived=True,
        meaning="where the key was used that signed the entry",
    ),
)
_DERIVED: Mapping[str, tuple[Field, ...]] = {
    "scan": (
        _HOURS,
        Field("counted_in", "text", many=True, derived=True, meaning="frameworks whose ratified stage it counted for"),
    ),
    "session": (_HOURS, _number("scans", "number of scans logged in the session")),
    "placement": (
        _number("weekly_hours", "agreed minutes a week divided by 60"),
        _number("weeks", "whole weeks from the first day until the last, or until today"),
        _number("years_full_time", "length in years times agreed hours, 37.5 a week being full time"),
        _CURRENT,
    ),
    "course": (_HOURS, _number("days", "days from the first until the last, both counted")),
    "assessment": (
        _number("lowest_mark", "lowest mark or level of its items or components"),
        _number("mean_mark", "average mark of its items or components"),
        _number("items", "number of items or components with a mark or level"),
    ),
    "accreditation": (_CURRENT,),
    "meeting": (_HOURS,),
    "cpd": (_HOURS,),
    "line": (
        Field("region", "term", vocabulary="region", derived=True, meaning="the line's region in the framework"),
        Field("stage", "text", derived=True, meaning="the line's stage in the framework"),
        Field(
            "structures",
            "term",
            vocabulary="structure",
            many=True,
            derived=True,
            meaning="the line's structures",
        ),
    ),
}

SIGNATORY: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field("person", "person"),
        Field("role", "code", values=ROLES, many=True, meaning="roles the person has in the logbook"),
        Field("level", "number", meaning="level of an accreditation in force on that date"),
        Field("field", "text", meaning="field of that same accreditation"),
        Field("body", "text", meaning="body that gave that same accreditation"),
        Field("years", "number", meaning="years since that same accreditation began"),
        Field("register_body", "text", meaning="professional register, for example HCPC"),
        Field("external", "yes-no", meaning="from outside the trainee's department and programme"),
    )
}
"""Fields ``by`` may name; level, field, body and years must hold of one accreditation."""

ENROLMENT: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field("scope", "term", vocabulary="region", many=True, meaning="agreed regions, else the framework's"),
        Field("holds", "text", many=True, meaning="awards held: framework/stage, ratified here or told at enrolment"),
        Field("met", "text", many=True, meaning="requirements of this framework that are met"),
    )
}
"""Fields ``when`` may name, besides the framework's own facts."""


@cache
def fields_of(kind: str) -> Mapping[str, Field]:
    """Return field name to field for ``kind``, stored ones first.

    Raises:
        UnknownKind: there is no such kind.
    """
    stored = (_field(name, info.annotation) for name, info in record_class(kind).model_fields.items())
    return _by_name(
        [field for field in stored if field.name not in _UNUSED],
        [*_OF_EVERY_KIND, *_DERIVED.get(kind, ())],
    )


def _by_name(stored: Iterable[Field], derived: Iterable[Field]) -> Mapping[str, Field]:
    found = {field.name: field for field in stored}
    found.update({field.name: field for field in derived if field.name not in found})
    return types.MappingProxyType(found)


def _field(name: str, annotation: Any) -> Field:
    plain, many = _unwrapped(annotation)
    if name in _VOCABULARY:
        return Field(name, "term", vocabulary=_VOCABULARY[name], many=many)
    if name in _PERSONS:
        return Field(name, "person", many=many)
    if name in _LINKS and plain is str:
        return Field(name, "record", linked=_LINKS[name], many=many)
    if get_origin(plain) is Literal:
        return Field(name, "code", values=tuple(str(value) for value in get_args(plain)), many=many)
    return Field(name, _PLAIN.get(plain, "text"), many=many, decimal=plain is Decimal)


_PLAIN: Mapping[Any, FieldType] = {bool: "yes-no", int: "number", Decimal: "number", date: "day", str: "text"}


def _unwrapped(annotation: Any) -> tuple[Any, bool]:
    """Return the plain type inside optional, annotated and tuple types, and whether it was a tuple."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _unwrapped(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return _unwrapped(next(part for part in get_args(annotation) if part is not type(None)))
    if origin is tuple:
        return _unwrapped(get_args(annotation)[0])[0], True
    return annotation, False
