"""The answer of one requirement, followed by those of its parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from sonolog.domain.requirement import Measured, Requirement
from sonolog.progress.answer import Answer
from sonolog.progress.bounds import shown
from sonolog.progress.evaluation import Evaluation
from sonolog.progress.judging import Outcome, strength_of
from sonolog.progress.override_words import override_words
from sonolog.progress.planned import PlannedPart
from sonolog.progress.sentences import (
    Shortage,
    length_bound,
    measure_sentence,
    reason_sentence,
    requirement_sentence,
)
from sonolog.progress.settle import SetAside, Settled
from sonolog.progress.sliding import falls_on, sliding_words
from sonolog.progress.status import asks_sign_off, requirement_status, status_of

ALMOST_FULL = 0.99
"""The most a bar shows before its requirement is met."""


def requirement_answers(evaluation: Evaluation, requirement: Requirement) -> list[Answer]:
    """Return the answer of ``requirement`` and of each of its parts, in their order."""
    outcome = evaluation.outcome(requirement, evaluation.basis)
    own = _own_answer(evaluation, requirement, outcome)
    if outcome.plan is None:
        return [own]
    return [own, *(_part_answer(evaluation, outcome, own, place) for place in range(len(outcome.plan.parts)))]


def _own_answer(evaluation: Evaluation, requirement: Requirement, outcome: Outcome) -> Answer:
    judged, kind, words = outcome.judged, requirement.of or "", evaluation.words
    unit = words.unit(requirement, requirement.of, length_bound(requirement))
    asks = asks_sign_off(evaluation, requirement)
    signed = _signed(evaluation, requirement).judged.have if asks else judged.have
    short = _shortages(outcome)
    settled = outcome.windowed.settled if outcome.windowed else None
    falls = falls_on(evaluation, requirement, outcome)
    sliding = sliding_words(evaluation, requirement, outcome, falls)
    set_aside = (*outcome.set_aside, *settled.set_aside) if settled else ()
    return Answer(
        id=requirement.id,
        parent=None,
        stage=requirement.stage,
        title=requirement.title or requirement.id,
        have=shown(judged.have),
        signed=shown(signed),
        need=None if judged.need is None else shown(judged.need),
        unit=unit[1],
        met=outcome.met,
        status=requirement_status(evaluation, requirement),
        strength=strength_of(requirement),
        sentence=requirement_sentence(
            outcome,
            requirement,
            unit,
            words=words,
            signed=signed,
            short=short,
            also=[_needed(evaluation, requirement, outcome), sliding, *_granted(evaluation, requirement)],
        ),
        sign_off=asks,
        counted=outcome.plan.masks.ids(settled.counted) if outcome.plan and settled else (),
        not_counted=_not_counted(outcome, set_aside),
        reasons={one.code: reason_sentence(one, requirement, words=words, kind=kind) for one in reversed(set_aside)},
        share=_share(outcome),
        falls_on=falls,
    )


def _needed(evaluation: Evaluation, requirement: Requirement, outcome: Outcome) -> str:
    """Return what a requirement that rests on others asks for, while it is not met."""
    if requirement.needs is None or outcome.met or not outcome.applies:
        return ""
    return f"needs {evaluation.words.needs(requirement.needs)}"


def _granted(evaluation: Evaluation, requirement: Requirement) -> list[str]:
    """Return what was decided for this trainee alone."""
    return [
        override_words(one)
        for one in evaluation.granted
        if one.requirement.partition("/")[0] in (requirement.id, "all") and one.type != "exemption"
    ]


def _signed(evaluation: Evaluation, requirement: Requirement) -> Outcome:
    return evaluation.outcome(requirement, replace(evaluation.basis, which="signed"))


def _not_counted(outcome: Outcome, set_aside: Iterable[SetAside]) -> dict[str, tuple[str, ...]]:
    if outcome.plan is None:
        return {}
    masks: dict[str, int] = {}
    for one in set_aside:
        masks[one.code] = masks.get(one.code, 0) | one.mask
    return {code: outcome.plan.masks.ids(mask) for code, mask in masks.items()}


def _pairs(outcome: Outcome) -> list[tuple[PlannedPart, Settled]]:
    if outcome.plan is None or outcome.windowed is None:
        return []
    return list(zip(outcome.plan.parts, outcome.windowed.settled.parts, strict=True))


def _shortages(outcome: Outcome) -> list[Shortage]:
    return [
        Shortage(part.title, one.judged.shortfall, part.path)
        for part, one in _pairs(outcome)
        if part.spec.strength == "mandatory" and not one.meets
    ]


def _share(outcome: Outcome) -> float:
    """Return how full the bar is: what is missing in total or in the parts, whichever is more."""
    if outcome.met:
        return 1.0
    needs = [(outcome.judged.need or Fraction(0), outcome.judged.shortfall)]
    spread = [(one.judged.need or Fraction(0), one.judged.shortfall) for part, one in _pairs(outcome) if _is_made(part)]
    needs.append((sum((need for need, _ in spread), Fraction(0)), sum((short for _, short in spread), Fraction(0))))
    needs.extend(
        (one.judged.need or Fraction(0), one.judged.shortfall) for part, one in _pairs(outcome) if not _is_made(part)
    )
    whole, missing = max(need for need, _ in needs), max(short for _, short in needs)
    if not whole:
        return 0.0
    return min(float(max(whole - missing, Fraction(0)) / whole), ALMOST_FULL)


def _is_made(part: PlannedPart) -> bool:
    return part.is_value and part.spec.strength == "mandatory"


def _part_answer(evaluation: Evaluation, outcome: Outcome, own: Answer, place: int) -> Answer:
    part, settled = _pairs(outcome)[place]
    spec = part.spec
    requirement = evaluation.framework.requirement(own.id)
    unit = evaluation.words.unit(spec, requirement.of, length_bound(spec))
    signed = _signed_part(evaluation, requirement, place)
    have = settled.judged.have
    signed_have = signed.judged.have if signed and own.sign_off else have
    parent = own.id if part.parent is None else f"{own.id}/{_pairs(outcome)[part.parent][0].path}"
    return Answer(
        id=f"{own.id}/{part.path}",
        parent=parent,
        stage=own.stage,
        title=part.title,
        have=shown(have),
        signed=shown(signed_have),
        need=None if settled.judged.need is None else shown(settled.judged.need),
        unit=unit[1],
        met=settled.meets,
        status=_part_status(evaluation, requirement, place, settled),
        strength=_part_strength(spec, own),
        sentence=measure_sentence(settled.judged, spec, unit, is_met=settled.meets, signed=signed_have) + ".",
        sign_off=own.sign_off,
        counted=outcome.plan.masks.ids(settled.counted) if outcome.plan else (),
        not_counted=_not_counted(outcome, settled.set_aside),
        reasons=_part_reasons(evaluation, requirement, spec, settled),
        share=_part_share(settled),
    )


def _part_reasons(evaluation: Evaluation, requirement: Requirement, spec: Measured, settled: Settled) -> dict[str, str]:
    """Return reason code to sentence; limits are those of the requirement."""
    return {
        one.code: reason_sentence(
            one,
            requirement if one.code.startswith("limit-") else spec,
            words=evaluation.words,
            kind=requirement.of or "",
        )
        for one in reversed(settled.set_aside)
    }


def _signed_part(evaluation: Evaluation, requirement: Requirement, place: int) -> Settled | None:
    pairs = _pairs(_signed(evaluation, requirement))
    return pairs[place][1] if pairs else None


def _part_status(evaluation: Evaluation, requirement: Requirement, place: int, settled: Settled) -> str:
    return status_of(
        lambda basis: _part_meets(evaluation.outcome(requirement, basis), place),
        evaluation,
        started=bool(settled.counted),
        asks_sign_off=asks_sign_off(evaluation, requirement),
    )


def _part_meets(outcome: Outcome, place: int) -> bool:
    pairs = _pairs(outcome)
    return bool(pairs) and pairs[place][1].meets


def _part_strength(spec: Measured, own: Answer) -> str:
    if own.strength != "mandatory":
        return own.strength
    return spec.strength if spec.at_least is not None or spec.at_most is not None else "indicative"


def _part_share(settled: Settled) -> float:
    judged = settled.judged
    if settled.meets:
        return 1.0
    if not judged.need:
        return 0.0
    return min(float(max(judged.need - judged.shortfall, Fraction(0)) / judged.need), ALMOST_FULL)
