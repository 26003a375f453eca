"""Days the rules refer to: today, enrolment, events, entries, and the day something was first met."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sonolog.domain.bound import Duration
from sonolog.domain.framework import Event
from sonolog.domain.kinds import STEERING_KINDS
from sonolog.domain.predicate import Predicate
from sonolog.domain.requirement import Anchor, EntryDay, NamedDay, Needs, Requirement
from sonolog.progress.bits import first
from sonolog.progress.conditions import fact_day
from sonolog.progress.days import plus
from sonolog.progress.errors import NotEvaluated

if TYPE_CHECKING:
    from sonolog.progress.evaluation import Basis, Evaluation


def anchor_day(evaluation: Evaluation, anchor: Anchor, basis: Basis, *, stage: str = "") -> date | None:
    """Return the day an anchor stands for, or None where it has not happened by the basis's day.

    Where no event ``application`` is defined, the application is taken to be made today.  ``ratified`` is the
    first ratification of ``stage``, ``expired`` the last day of its validity.
    """
    if isinstance(anchor, EntryDay):
        return _entry_day(evaluation, anchor.of, anchor.where, anchor.pick, basis)
    if anchor.name == "ratified":
        return next(iter(evaluation.ratified_days(stage, basis.day)), None)
    if anchor.name == "expired":
        found = evaluation.expired.get(stage)
        return found if found is not None and found <= basis.day else None
    return _named_day(evaluation, anchor, basis)


def _named_day(evaluation: Evaluation, anchor: NamedDay, basis: Basis) -> date | None:
    framework, name = evaluation.framework, anchor.name
    for event in framework.events:
        if event.id == name:
            return _event_day(evaluation, event, basis)
    if name in ("today", "application"):
        return basis.day
    if name == "enrolment":
        return evaluation.enrolled.day if evaluation.enrolled else None
    if any(requirement.id == name for requirement in framework.requirements):
        return first_met(evaluation, name, basis)
    if any(stage.id == name for stage in framework.stages):
        return stage_first_met(evaluation, name, basis)
    raise NotEvaluated(f"the day of “{name}”")


def _event_day(evaluation: Evaluation, event: Event, basis: Basis) -> date | None:
    if event.of is not None:
        return _entry_day(evaluation, event.of, event.where, event.pick, basis)
    day = fact_day(evaluation.enrolled, event.fact) if event.fact else None
    return day if day is not None and day <= basis.day else None


def _entry_day(evaluation: Evaluation, kind: str, where: Predicate, pick: str, basis: Basis) -> date | None:
    masks = evaluation.masks(kind)
    found = evaluation.split(kind, where).yes & masks.live & masks.between(None, basis.day)
    if kind in STEERING_KINDS:
        found &= masks.signed
    if not found:
        return None
    return masks.log.dates[first(found) if pick == "first" else found.bit_length() - 1]


def first_met(evaluation: Evaluation, requirement_id: str, basis: Basis) -> date | None:
    """Return the day on which a requirement was first met; it does not move when the count later falls."""
    key = (requirement_id, basis)
    if key not in evaluation.first_met_days:
        with evaluation.asking(f"the day “{requirement_id}” was met"):
            found = _first_met(evaluation, evaluation.framework.requirement(requirement_id), basis)
        evaluation.first_met_days[key] = found
    return evaluation.first_met_days[key]


def _first_met(evaluation: Evaluation, requirement: Requirement, basis: Basis) -> date | None:
    if requirement.needs is not None:
        return _needs_first_met(evaluation, requirement.needs, basis)
    days = _days_to_try(evaluation, requirement, basis)
    return next((day for day in days if evaluation.outcome(requirement, replace(basis, day=day)).met), None)


def _days_to_try(evaluation: Evaluation, requirement: Requirement, basis: Basis) -> Iterable[date]:
    if requirement.of is not None:
        return sorted({day for day in evaluation.masks(requirement.of).log.dates if day <= basis.day})
    if requirement.elapsed is None:
        return ()
    start = anchor_day(evaluation, requirement.elapsed.start, basis)
    bound = requirement.at_least
    ends = {basis.day} | ({start} if start else set())
    if start is not None and isinstance(bound, Duration):
        ends.add(plus(start, bound))
    return sorted(day for day in ends if day <= basis.day)


def stage_first_met(evaluation: Evaluation, stage_id: str, basis: Basis) -> date | None:
    """Return the day on which the last of a stage's mandatory requirements was first met."""
    stage = evaluation.framework.stage(stage_id)
    needed = [found.id for found in evaluation.blocking_requirements(stage_id)]
    days = [first_met(evaluation, found, basis) for found in needed]
    if stage.requires is not None:
        days.append(_needs_first_met(evaluation, stage.requires, basis))
    known = [day for day in days if day is not None]
    awarded = evaluation.ratified_days(stage_id, basis.day)[:1]
    met = [max(known)] if known and len(known) == len(days) else []
    return min((*met, *awarded), default=None)


def _needs_first_met(evaluation: Evaluation, needs: Needs, basis: Basis) -> date | None:
    """Return the day on which enough of the members had been met for the first time."""
    days = [_member_first_met(evaluation, member, basis) for member in needs.of]
    known = sorted(day for day in days if day is not None)
    return known[needs.at_least - 1] if len(known) >= needs.at_least else None


def _member_first_met(evaluation: Evaluation, member: str | Needs, basis: Basis) -> date | None:
    if isinstance(member, Needs):
        return _needs_first_met(evaluation, member, basis)
    return _named_day(evaluation, NamedDay(name=member), basis)
