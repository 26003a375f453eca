"""What is known of one enrolment: its scope, its facts, and whether a requirement applies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sonolog.domain.predicate import AllOf, AnyOf, Not, OneOf, Predicate
from sonolog.progress.evidence import Cell, Enrolled, Evidence
from sonolog.progress.masks import Mark
from sonolog.progress.predicates import holds
from sonolog.progress.steering import agreed_scope, holdings

if TYPE_CHECKING:
    from sonolog.domain.framework import Framework


def enrolment_of(framework: Framework, evidence: Evidence) -> Enrolled | None:
    """Return the trainee's latest enrolment on the framework, on this very edition where there is one.

    A signed learning agreement decides its scope, and stages ratified elsewhere are among the awards held.
    """
    mine = [one for one in evidence.enrolments if one.framework == framework.framework]
    same = [one for one in mine if one.edition == framework.edition]
    found = same or mine
    if not found:
        return None
    told = found[-1].facts.get("holds")
    holds = dict.fromkeys((*_as_texts(told), *holdings(evidence), ""))
    return replace(
        found[-1],
        scope=agreed_scope(framework, evidence) or found[-1].scope,
        facts={**found[-1].facts, "holds": tuple(holds)},
    )


def _as_texts(cell: Cell) -> tuple[str, ...]:
    """Return the awards told at enrolment, one or several between commas."""
    several = cell if isinstance(cell, tuple) else str(cell or "").split(",")
    return tuple(one.strip() for one in several if one.strip())


def scope_of(framework: Framework, enrolled: Enrolled | None) -> tuple[str, ...]:
    """Return the agreed regions, or all of the framework's where nothing is agreed."""
    return (enrolled.scope if enrolled else ()) or framework.regions


def applies(
    condition: Predicate,
    framework: Framework,
    enrolled: Enrolled | None,
    is_met: Callable[[str], bool] = lambda _: False,
) -> bool | None:
    """Return whether ``condition`` holds of the enrolment; None where a question is not answered.

    ``is_met`` tells whether a requirement or stage is met.
    """
    facts = enrolled.facts if enrolled else {}

    def marks(field: str) -> Iterable[Mark]:
        if field == "scope":
            return scope_of(framework, enrolled)
        if field == "met":
            return ("", *(name for name in _asked_met(condition) if is_met(name)))
        return _as_marks(facts.get(field))

    return holds(condition, marks)


def _asked_met(condition: Predicate) -> Iterator[str]:
    """Yield the requirements and stages a condition wants met."""
    match condition:
        case OneOf(field="met", values=values):
            yield from (str(value) for value in values)
        case Not(of=inner):
            yield from _asked_met(inner)
        case AllOf(of=parts) | AnyOf(of=parts):
            for part in parts:
                yield from _asked_met(part)


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
