"""Statuses: what is there, what of it is signed, what waits for a signature."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sonolog.domain.framework import Stage
from sonolog.domain.requirement import Needs, Requirement
from sonolog.progress.judging import member_met, needs_met, stage_met

if TYPE_CHECKING:
    from sonolog.progress.evaluation import Basis, Evaluation


def status_of(is_met: Callable[[Basis], bool], evaluation: Evaluation, *, started: bool, asks_sign_off: bool) -> str:
    """Return the status of anything that is met or not on a basis."""
    logged = evaluation.basis
    if not is_met(logged):
        return "in-progress" if started else "not-started"
    if not asks_sign_off:
        return "evidence-met"
    if is_met(replace(logged, which="signed")):
        return "signed"
    return "awaiting-sign-off" if is_met(replace(logged, which="submitted")) else "evidence-met"


def requirement_status(evaluation: Evaluation, requirement: Requirement) -> str:
    """Return the status of a requirement."""
    outcome = evaluation.outcome(requirement, evaluation.basis)
    if not outcome.applies:
        return "not-applicable"
    return status_of(
        lambda basis: evaluation.outcome(requirement, basis).met,
        evaluation,
        started=outcome.started,
        asks_sign_off=asks_sign_off(evaluation, requirement),
    )


def asks_sign_off(evaluation: Evaluation, requirement: Requirement) -> bool:
    """Return whether anything the requirement rests on must be signed."""
    if requirement.needs is not None:
        return any(_member_asks(evaluation, member) for member in _members(requirement.needs))
    return requirement.of is not None and requirement.sign_off == "each"


def _member_asks(evaluation: Evaluation, member: str) -> bool:
    with evaluation.asking(f"“{member}”, which rests on itself"):
        for requirement in evaluation.framework.requirements:
            if requirement.id == member:
                return asks_sign_off(evaluation, requirement)
        found = evaluation.blocking_requirements(member)
        return any(asks_sign_off(evaluation, requirement) for requirement in found)


def _members(needs: Needs) -> Iterator[str]:
    for member in needs.of:
        if isinstance(member, Needs):
            yield from _members(member)
        else:
            yield member


def stage_status(evaluation: Evaluation, stage: Stage) -> str:
    """Return the status of a stage; one that asks for nothing that can be met is never met by itself."""
    asked = evaluation.blocking_requirements(stage.id)
    own = [evaluation.outcome(one, evaluation.basis) for one in evaluation.framework.requirements_of(stage.id)]
    started = any(outcome.started for outcome in own)
    asks_anything = bool(asked) or stage.requires is not None
    return status_of(
        lambda basis: asks_anything and stage_met(evaluation, stage.id, basis),
        evaluation,
        started=started,
        asks_sign_off=any(asks_sign_off(evaluation, requirement) for requirement in asked),
    )


def is_signed(evaluation: Evaluation, stage: Stage, status: str) -> bool:
    """Return whether a stage of this status has everything, signed where anything of it must be."""
    if status != "evidence-met":
        return status == "signed"
    return not any(asks_sign_off(evaluation, one) for one in evaluation.blocking_requirements(stage.id))


def missing_prerequisites(evaluation: Evaluation, stage: Stage) -> list[str]:
    """Return the titles of what a stage presupposes and is not met; nothing where enough of it is."""
    if stage.requires is None or needs_met(evaluation, stage.requires, evaluation.basis):
        return []
    missing = [
        member for member in _members(stage.requires) if member_met(evaluation, member, evaluation.basis) is False
    ]
    return [evaluation.words.title(member) for member in missing]
