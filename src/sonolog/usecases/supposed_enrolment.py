"""The evidence as a framework would see it, were the trainee enrolled on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sonolog.domain.framework import Framework
from sonolog.progress.evidence import Cell, Enrolled, Evidence
from sonolog.progress.together import seen_by
from sonolog.store.database import Connection
from sonolog.store.enrolments import enrolment_rows
from sonolog.usecases.enrolled_frameworks import pinned_framework
from sonolog.usecases.fact_answers import HOLDS


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is supposed of an enrolment, understood; None: as the trainee is enrolled."""

    since: date | None = None
    scope: tuple[str, ...] | None = None
    facts: Mapping[str, Cell] | None = None


def seen_with(connection: Connection, framework: Framework, evidence: Evidence, wanted: Wanted) -> Evidence:
    """Return the evidence as ``framework`` would see it in place of the edition of it the trainee is on."""
    rows = enrolment_rows(connection, evidence.trainee, evidence.as_of)
    others = [pinned_framework(connection, row.document) for row in rows if row.framework != framework.framework]
    mine = [one for one in evidence.enrolments if one.framework == framework.framework]
    rest = tuple(one for one in evidence.enrolments if one.framework != framework.framework)
    first = mine[-1] if mine else Enrolled(framework.framework, framework.edition, _first_day(evidence))
    on = replace(
        first,
        edition=framework.edition,
        day=first.day if wanted.since is None else wanted.since,
        scope=first.scope if wanted.scope is None else wanted.scope,
        facts={**still_asked(framework, first.facts), **(wanted.facts or {})},
    )
    found = (*others, framework)
    *_, (_, seen) = seen_by(found, replace(evidence, enrolments=(*rest, on)))
    return seen


def still_asked(framework: Framework, facts: Mapping[str, Cell]) -> dict[str, Cell]:
    """Return those answers, given to another edition, for which ``framework`` asks as well."""
    asked = {HOLDS, *(fact.id for fact in framework.facts)}
    return {name: value for name, value in facts.items() if name in asked}


def _first_day(evidence: Evidence) -> date:
    days = [one.day for one in evidence.enrolments]
    days = days or [day for log in evidence.logs.values() for day in log.dates]
    return min(days, default=evidence.as_of)
