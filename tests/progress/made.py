"""Logs, evidence and frameworks made by hand, for the tests of the evaluator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sonolog.domain.bound import Count, Duration, Unit
from sonolog.domain.framework import Framework, Source, Stage
from sonolog.domain.predicate import AllOf, OneOf, Predicate, Scalar
from sonolog.domain.requirement import Part, Requirement
from sonolog.progress.answer import Answer
from sonolog.progress.evaluate import evaluate
from sonolog.progress.evidence import (
    Accreditation,
    Enrolled,
    Evidence,
    Log,
    Signatory,
    SignOff,
)

TODAY = date(2026, 6, 30)
REGIONS = ("shoulder", "elbow", "knee")
SAM, ANN, EVE = "sam", "ann", "eve"

Row = Mapping[str, Any]
"""One entry: ``day`` (ISO), perhaps ``status`` and ``signer``, and its fields."""


def log_of(kind: str, rows: Iterable[Row]) -> Log:
    """Return a log; rows need not be in order, a row's place gives its record id."""
    numbered = [(date.fromisoformat(row["day"]), f"r{at:04}", row) for at, row in enumerate(rows)]
    ordered = sorted(numbered, key=lambda one: one[:2])
    fields = sorted({name for _, _, row in ordered for name in row} - {"day", "status", "signer"})
    return Log(
        kind=kind,
        records=[record for _, record, _ in ordered],
        labels=[record.upper() for _, record, _ in ordered],
        dates=[day for day, _, _ in ordered],
        statuses=[row.get("status", "draft") for _, _, row in ordered],
        signed=[_sign_off(row) for _, _, row in ordered],
        columns={name: [row.get(name) for _, _, row in ordered] for name in fields},
    )


def _sign_off(row: Row) -> SignOff | None:
    if row.get("status") != "signed":
        return None
    person = row.get("signer", SAM)
    return SignOff("d" * 64, person, person.title(), "supervisor", TODAY, "observed-directly", "own-device")


def evidence_of(
    *,
    as_of: date = TODAY,
    people: Iterable[Signatory] = (),
    enrolled: Enrolled | None = None,
    **logs: Iterable[Row],
) -> Evidence:
    """Return the evidence of one trainee; keywords are record kinds."""
    made = {kind: log_of(kind, rows) for kind, rows in logs.items()}
    enrolments = (enrolled,) if enrolled else ()
    return Evidence("tess", as_of, made, {one.person: one for one in people}, enrolments)


def a_person(person: str, *held: tuple[int | None, str], roles: Iterable[str] = ()) -> Signatory:
    """Return somebody with accreditations in "msk": level, and the ISO day it began."""
    accreditations = tuple(
        Accreditation(person, "msk", level, date.fromisoformat(start), None) for level, start in held
    )
    return Signatory(person, person.title(), frozenset(roles), accreditations)


def a_framework(*requirements: Requirement, stages: Iterable[Stage] = (), **more: Any) -> Framework:
    """Return a framework of these requirements, with one stage unless others are given."""
    return Framework(
        framework="example",
        edition="1",
        title="Example",
        source=Source(body="Example body", document="Example", confidence="template"),
        regions=more.pop("regions", REGIONS),
        stages=tuple(stages) or (Stage(id="one", title="Stage one"),),
        requirements=requirements,
        **more,
    )


def a_requirement(requirement_id: str = "it", **said: Any) -> Requirement:
    """Return a requirement of scans, unless it says otherwise."""
    if not {"of", "needs", "elapsed"} & said.keys():
        said["of"] = "scan"
    return Requirement(id=requirement_id, stage=said.pop("stage", "one"), **said)


def a_part(part_id: str, **said: Any) -> Part:
    """Return a part."""
    return Part(id=part_id, **said)


def number(value: int) -> Count:
    """Return a plain bound."""
    return Count(value=value)


def time(value: int, unit: Unit) -> Duration:
    """Return a length of time."""
    return Duration(value=value, unit=unit)


def is_in(field: str, *values: Scalar) -> Predicate:
    """Return the test that a field is one of the values."""
    return OneOf(field=field, values=values)


def both(*parts: Predicate) -> Predicate:
    """Return the test that all of these hold."""
    return AllOf(of=parts)


def answers_of(framework: Framework, evidence: Evidence) -> dict[str, Answer]:
    """Return the answers by id."""
    return {answer.id: answer for answer in evaluate(framework, evidence).requirements}


def answer_of(requirement: Requirement, evidence: Evidence, **more: Any) -> Answer:
    """Return the answer of a framework with this one requirement."""
    return answers_of(a_framework(requirement, **more), evidence)[requirement.id]


def counted(answer: Answer) -> list[int]:
    """Return the places, among the rows given, of the entries that count."""
    return sorted(int(record[1:]) for record in answer.counted)
