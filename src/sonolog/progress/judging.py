"""Requirement by requirement: the fixed order of steps, and trees of requirements."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from sonolog.domain.predicate import Predicate
from sonolog.domain.requirement import Cooldown, Elapsed, Measured, Needs, Requirement, SignatoryRule
from sonolog.progress import measures
from sonolog.progress.bits import lowest, positions
from sonolog.progress.bounds import Judged, Whole, judge
from sonolog.progress.conditions import applies
from sonolog.progress.days import plus
from sonolog.progress.errors import NotEvaluated
from sonolog.progress.evidence import UNCOUNTED
from sonolog.progress.masks import Masks
from sonolog.progress.overriding import exemption_of, extended_until
from sonolog.progress.plain_words import length
from sonolog.progress.planned import Plan, plan_of
from sonolog.progress.predicates import code_of, conditions, fields_named
from sonolog.progress.recognition import waiver_of
from sonolog.progress.settle import SetAside
from sonolog.progress.signatories import ACCREDITATION_FIELDS, qualified
from sonolog.progress.standing import holds_stage
from sonolog.progress.windows import Windowed, in_window

if TYPE_CHECKING:
    from sonolog.progress.evaluation import Basis, Evaluation

NOTHING = Judged(Fraction(0), None, None, meets=False, shortfall=Fraction(0))
"""Of a requirement that was not measured."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one requirement comes to on one basis."""

    met: bool
    judged: Judged
    applies: bool = True
    plan: Plan | None = None
    windowed: Windowed | None = None
    set_aside: tuple[SetAside, ...] = ()
    """What each step before the window held back."""
    absent: str = ""
    """What has not happened yet, on which the requirement hangs."""
    started: bool = False
    """Something of it is there."""
    waiver: str = ""
    """What waives it, for a person to read."""
    problem: str = ""
    """What this version cannot judge, a sentence; it then counts as not met."""


def judge_requirement(evaluation: Evaluation, requirement: Requirement, basis: Basis) -> Outcome:
    """Return what ``requirement`` comes to.

    Raises:
        NotEvaluated: it says something this version cannot judge.
    """
    waiver = _waiver(evaluation, requirement)
    if waiver:
        return Outcome(met=False, judged=NOTHING, applies=False, waiver=waiver)
    if requirement.when is not None:
        known = applies(
            requirement.when,
            evaluation.framework,
            evaluation.enrolled,
            lambda member: bool(member_met(evaluation, member, basis)),
        )
        if known is None:
            asked = ", ".join(fields_named(requirement.when))
            raise NotEvaluated(f"whether this applies: nothing is recorded of {asked}")
        if not known:
            return Outcome(met=False, judged=NOTHING, applies=False)
    if requirement.needs is not None:
        return _judge_needs(evaluation, requirement.needs, basis)
    if requirement.elapsed is not None:
        return _judge_elapsed(evaluation, requirement, requirement.elapsed, basis)
    if requirement.of is None:
        raise NotEvaluated("a requirement that names no record kind")
    return _judge_entries(evaluation, requirement, requirement.of, basis)


def _waiver(evaluation: Evaluation, requirement: Requirement) -> str:
    recognised = waiver_of(requirement, evaluation.recognitions)
    if recognised is not None:
        return f"Waived by recognition: {recognised}."
    exempt = exemption_of(requirement, evaluation.granted)
    return f"Exempted, {exempt.words}." if exempt is not None else ""


def strength_of(spec: Measured) -> str:
    """Return the strength a rule really has: without any number it can only be indicative."""
    if spec.strength != "mandatory" or not isinstance(spec, Requirement):
        return spec.strength
    if spec.needs is not None or spec.at_least is not None or spec.at_most is not None:
        return spec.strength
    each = spec.each
    bounded = [part for part in (*spec.parts, *(each.parts if each else ())) if part.at_least or part.at_most]
    asks_each = each is not None and (each.at_least or each.at_most or each.minima or each.even_percent is not None)
    return spec.strength if bounded or asks_each else "indicative"


def _judge_entries(evaluation: Evaluation, requirement: Requirement, kind: str, basis: Basis) -> Outcome:
    plan = evaluation.plans.get(requirement.id)
    if plan is None:
        plan = evaluation.plans[requirement.id] = plan_of(evaluation, requirement, kind)
    entries, set_aside = _selected(evaluation, requirement, plan.masks, basis)
    windowed = in_window(evaluation, plan, entries, basis)
    outside = SetAside("outside-window", entries & ~windowed.inside)
    settled = windowed.settled
    parts = zip(plan.parts, settled.parts, strict=True)
    parts_met = all(one.meets for part, one in parts if part.spec.strength == "mandatory")
    started = settled.counted != 0 or any(one.counted for one in settled.parts)
    asks = strength_of(requirement) != "indicative"
    return Outcome(
        met=settled.meets and parts_met and not windowed.absent and not _undrawn(plan) and (asks or started),
        judged=settled.judged,
        plan=plan,
        windowed=windowed,
        set_aside=(*set_aside, outside) if outside.mask else set_aside,
        absent=windowed.absent or _undrawn(plan),
        started=started,
    )


def _undrawn(plan: Plan) -> str:
    """Return what is missing where entries are to be drawn and no draw is recorded."""
    return "the draw" if plan.drawn is None and plan.requirement.draw is not None else ""


def _selected(
    evaluation: Evaluation, requirement: Requirement, masks: Masks, basis: Basis
) -> tuple[int, tuple[SetAside, ...]]:
    """Return the entries left by the steps before the window, and what each step held back."""
    kind = masks.log.kind
    left = evaluation.split(kind, requirement.about).yes & masks.between(None, basis.day)
    if basis.which != "logged":
        left &= masks.signed if basis.which == "signed" else masks.submitted
    steps = _Steps(evaluation, kind, left)
    for status in UNCOUNTED:
        steps.drop(status, masks.by_status.get(status, 0))
    if evaluation.framework.counting.reuse == "once" and kind == "scan":
        steps.drop("counted-elsewhere", masks.marked("counted_in"))
    if requirement.eligible:
        rule = evaluation.framework.eligible_for(kind)
        asked = evaluation.words.predicate(rule.where, kind)
        steps.drop("not-eligible", ~evaluation.split(kind, rule.where).yes, asked)
        steps.require_signatories(rule.by)
    steps.require(requirement.where)
    steps.require_signatories(requirement.by)
    if requirement.cooldown is not None:
        steps.drop("cooldown", _cooling(evaluation, requirement.cooldown, masks), length(requirement.cooldown.length))
    steps.drop("warm-up", lowest(steps.left, requirement.skip), requirement.skip)
    return steps.left, tuple(steps.set_aside)


def _cooling(evaluation: Evaluation, rule: Cooldown, masks: Masks) -> int:
    """Return the entries too soon after one that matches: later ones, before the whole length has passed."""
    cooling = 0
    for at in positions(evaluation.split(masks.log.kind, rule.after).yes & masks.live):
        until = plus(masks.log.dates[at], rule.length) - timedelta(days=1)
        later = masks.everything >> (at + 1) << (at + 1)
        cooling |= later & masks.between(masks.log.dates[at], until)
    return cooling


class _Steps:
    """Entries on their way through the steps; the first step that drops one is its one reason."""

    def __init__(self, evaluation: Evaluation, kind: str, left: int) -> None:
        self._evaluation = evaluation
        self._kind = kind
        self.left = left
        self.set_aside: list[SetAside] = []

    def drop(self, code: str, mask: int, fact: str | int = "") -> None:
        """Hold back what is left of ``mask``."""
        dropped = self.left & mask
        if dropped:
            self.set_aside.append(SetAside(code, dropped, fact))
            self.left &= ~dropped

    def require(self, where: Predicate) -> None:
        """Hold back what fails a condition, each under the first one it fails."""
        for condition in conditions(where):
            failing = ~self._evaluation.split(self._kind, condition).yes
            self.drop(code_of("where", condition), failing, self._evaluation.words.predicate(condition, self._kind))

    def require_signatories(self, rules: tuple[SignatoryRule, ...]) -> None:
        """Hold back what has no fitting signatory, apart from what is not recorded."""
        if not rules:
            return
        found = qualified(self._evaluation, self._kind, rules)
        named = {name for rule in rules for name in fields_named(rule.where)}
        fact = self._evaluation.words.signatories(rules)
        self.drop("signatory-not-recorded", found.unknown, fact)
        code = "signatory-level" if ACCREDITATION_FIELDS & named else "signatory-role"
        self.drop(code, ~found.yes, fact)


def _judge_elapsed(evaluation: Evaluation, requirement: Requirement, rule: Elapsed, basis: Basis) -> Outcome:
    start = evaluation.anchor_day(rule.start, basis, stage=requirement.stage)
    end = evaluation.anchor_day(rule.end, basis, stage=requirement.stage)
    if start is None or end is None:
        absent = evaluation.words.anchor(rule.start if start is None else rule.end)
        judged = judge(measures.Measured(Fraction(0), 0), requirement, Whole())
        is_met = rule.if_none == "met"
        return Outcome(met=is_met, judged=judged, absent="" if is_met else absent)
    judged = judge(measures.elapsed(start, end), requirement, Whole(other=evaluation.target))
    extension = extended_until(requirement.id, evaluation.granted)
    if judged.is_over and extension is not None and extension.until is not None and end <= extension.until:
        judged = replace(judged, is_over=False, meets=not judged.shortfall)
    return Outcome(met=judged.meets, judged=judged, started=end > start)


def _judge_needs(evaluation: Evaluation, needs: Needs, basis: Basis) -> Outcome:
    results = [member_met(evaluation, member, basis) for member in needs.of]
    asked = [result for result in results if result is not None]
    need = _needed(needs, len(asked))
    have = sum(asked)
    judged = Judged(Fraction(have), Fraction(need), None, have >= need, Fraction(max(need - have, 0)))
    return Outcome(met=have >= need, judged=judged, started=have > 0)


def _needed(needs: Needs, applicable: int) -> int:
    """Return how many must be met; where all must, those that do not apply are left out."""
    return applicable if needs.at_least >= len(needs.of) else needs.at_least


def needs_met(evaluation: Evaluation, needs: Needs, basis: Basis) -> bool:
    """Return whether enough of a tree's members are met."""
    results = [member_met(evaluation, member, basis) for member in needs.of]
    asked = [result for result in results if result is not None]
    return sum(asked) >= _needed(needs, len(asked))


def member_met(evaluation: Evaluation, member: str | Needs, basis: Basis) -> bool | None:
    """Return whether a requirement, stage or group is met; None where it does not apply."""
    if isinstance(member, Needs):
        return needs_met(evaluation, member, basis)
    for requirement in evaluation.framework.requirements:
        if requirement.id == member:
            outcome = evaluation.outcome(requirement, basis)
            return outcome.met if outcome.applies else None
    if any(stage.id == member for stage in evaluation.framework.stages):
        return stage_met(evaluation, member, basis)
    raise NotEvaluated(f"“{member}”, which is neither a requirement nor a stage")


def stage_met(evaluation: Evaluation, stage_id: str, basis: Basis) -> bool:
    """Return whether a stage's prerequisites and all its mandatory requirements are met."""
    held = holds_stage(evaluation, stage_id, basis)
    if held is not None:
        return held
    requires = evaluation.framework.stage(stage_id).requires
    with evaluation.asking(f"the stage “{stage_id}”, which rests on itself"):
        if requires is not None and not needs_met(evaluation, requires, basis):
            return False
        asked = evaluation.blocking_requirements(stage_id)
        return all(not outcome.applies or outcome.met for outcome in _outcomes(evaluation, asked, basis))


def _outcomes(evaluation: Evaluation, asked: tuple[Requirement, ...], basis: Basis) -> list[Outcome]:
    return [evaluation.outcome(requirement, basis) for requirement in asked]
