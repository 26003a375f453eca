"""What is known of one enrolment: its scope, its facts, and whether a requirement applies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from sonolog.domain.predicate import Predicate
from sonolog.progress.evidence import Cell, Enrolled, Evidence
from sonolog.progress.masks import Mark
from sonolog.progress.predicates import holds

if TYPE_CHECKING:
    from sonolog.domain.framework import Framework


def enrolment_of(framework: Framework, evidence: Evidence) -> Enrolled | None:
    """Return the trainee's latest enrolment on the framework, on this very edition where there is one."""
    mine = [one for one in evidence.enrolments if one.framework == framework.framework]
    same = [one for one in mine if one.edition == framework.edition]
    found = same or mine
    return found[-1] if found else None


def scope_of(framework: Framework, enrolled: Enrolled | None) -> tuple[str, ...]:
    """Return the agreed regions, or all of the framework's where nothing is agreed."""
    return (enrolled.scope if enrolled else ()) or framework.regions


def applies(condition: Predicate, framework: Framework, enrolled: Enrolled | None) -> bool | None:
    """Return whether ``condition`` holds of the enrolment; None where a question is not answered."""
    facts = enrolled.facts if enrolled else {}

    def marks(field: str) -> Iterable[Mark]:
        if field == "scope":
            return scope_of(framework, enrolled)
        return _as_marks(facts.get(field))

    return holds(condition, marks)


def fact_day(enrolled: Enrolled | None, fact: str) -> date | None:
    """Return the day given in answer to a question; None where it is not answered with a day."""
    answer = enrolled.facts.get(fact) if enrolled else None
    if isinstance(answer, date):
        return answer
    try:
        return date.fromisoformat(str(answer))
    except ValueError:
        return None


def _as_marks(cell: Cell) -> tuple[Mark, ...]:
    if cell is None:
        return ()
    return cell if isinstance(cell, tuple) else (cell,)
