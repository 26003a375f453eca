"""A requirement laid out for evaluation: its parts one by one, its limits as masks, its conditions as sets.

All that does not depend on the window is worked out here once, so that trying one more window costs little.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from sonolog.domain.bound import Number, Percent
from sonolog.domain.fields import fields_of
from sonolog.domain.predicate import OneOf, Predicate, Scalar
from sonolog.domain.requirement import Each, Limit, Measured, Part, Requirement
from sonolog.progress.bounds import Whole, number_of
from sonolog.progress.conditions import scope_of
from sonolog.progress.errors import NotEvaluated
from sonolog.progress.limits import Cap, Limits, ShareCap
from sonolog.progress.masks import Masks
from sonolog.progress.overriding import brought_forward
from sonolog.progress.predicates import split
from sonolog.progress.signatories import qualified

if TYPE_CHECKING:
    from sonolog.progress.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """One part, written or made by ``each``."""

    path: str
    """Its id below the requirement: ``value`` or ``value/part``."""
    parent: int | None
    """Place of the part it lies in, or None for the requirement itself."""
    spec: Part
    matching: int
    having: int
    even_percent: Number | None = None
    title: str = ""
    is_value: bool = False
    """Made by ``each``, for one value."""
    drawn: int | None = None
    """Entries of the recorded draw; None where none is recorded or asked."""
    brought: Fraction = Fraction(0)
    """What was proved elsewhere and is brought forward."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One requirement, ready to be tried on any set of entries."""

    requirement: Requirement
    masks: Masks
    parts: tuple[PlannedPart, ...]
    having: int
    limits: Limits
    whole: Whole
    drawn: int | None = None
    """Entries of the recorded draw; None where none is recorded or asked."""
    brought: Fraction = Fraction(0)
    """What was proved elsewhere and is brought forward."""


def plan_of(evaluation: Evaluation, requirement: Requirement, kind: str) -> Plan:
    """Lay out ``requirement``, which counts entries of ``kind``.

    Raises:
        NotEvaluated: it says something this version cannot judge.
    """
    masks = evaluation.masks(kind)
    parts = tuple(_parts(evaluation, requirement, kind))
    shares = len(_values(evaluation, requirement)) if requirement.each else len(requirement.parts)
    target = evaluation.target_of(requirement)
    whole = Whole(target=target, parts=shares, other=evaluation.target)
    _refuse_unjudged(requirement)
    return Plan(
        requirement=requirement,
        masks=masks,
        parts=parts,
        having=_matching(evaluation, kind, requirement.having, masks),
        limits=_limits(evaluation, requirement, kind, whole),
        whole=whole,
        drawn=_drawn(evaluation, requirement, requirement.id, masks),
        brought=brought_forward(requirement.id, evaluation.granted).get("", Fraction(0)),
    )


def _refuse_unjudged(spec: Measured) -> None:
    if isinstance(spec.at_least, Percent) and spec.at_least.of == "total" and spec.having is None:
        raise NotEvaluated("a share of the total without “having”, which would always be 100 %")


def _drawn(evaluation: Evaluation, spec: Measured, path: str, masks: Masks, *, stage: str = "") -> int | None:
    """Return the entries of the first signed draw made on or after the day it was due; a second one changes nothing."""
    if spec.draw is None:
        return None
    stage = stage or evaluation.framework.requirement(path.partition("/")[0]).stage
    due = evaluation.anchor_day(spec.draw.at, evaluation.basis, stage=stage)
    for one in evaluation.granted if due is not None else ():
        if one.type == "draw" and one.requirement == path and due is not None and one.day >= due:
            entries = 0
            for record in one.entries[: spec.draw.entries]:
                entries |= masks.places_of(record)
            return entries
    return None


def _matching(evaluation: Evaluation, kind: str, predicate: Predicate | None, masks: Masks) -> int:
    return masks.everything if predicate is None else split(evaluation, kind, predicate).yes


def _parts(evaluation: Evaluation, requirement: Requirement, kind: str) -> Iterator[PlannedPart]:
    masks = evaluation.masks(kind)
    if requirement.each is not None:
        yield from _each_parts(evaluation, requirement, requirement.each, kind)
    for part in requirement.parts:
        found = _planned(evaluation, masks, part, part.id)
        path = f"{requirement.id}/{part.id}"
        yield replace(
            found,
            drawn=_drawn(evaluation, part, path, masks),
            brought=brought_forward(requirement.id, evaluation.granted).get(part.id, Fraction(0)),
        )


def _each_parts(evaluation: Evaluation, requirement: Requirement, each: Each, kind: str) -> Iterator[PlannedPart]:
    masks = evaluation.masks(kind)
    seen, place = 0, 0
    once = evaluation.framework.counting.overlap == "once"
    for made in evaluation.made_parts(requirement):
        found = _planned(evaluation, masks, made, made.id, taken=seen if once else 0)
        brought = brought_forward(requirement.id, evaluation.granted).get(made.id, Fraction(0))
        planned = replace(found, even_percent=each.even_percent, is_value=True, brought=brought)
        seen |= planned.matching
        yield planned
        for inner in each.parts:
            yield _planned(evaluation, masks, inner, f"{made.id}/{inner.id}", parent=place)
        place += 1 + len(each.parts)


def _planned(
    evaluation: Evaluation,
    masks: Masks,
    part: Part,
    path: str,
    *,
    taken: int = 0,
    parent: int | None = None,
) -> PlannedPart:
    _refuse_unjudged(part)
    kind = masks.log.kind
    matching = split(evaluation, kind, part.where).yes & ~taken
    if part.by:
        matching &= qualified(evaluation, kind, part.by).yes
    having = _matching(evaluation, kind, part.having, masks)
    title = evaluation.words.part_title(part, kind)
    return PlannedPart(path, parent, part, matching, having, title=title)


def make_parts(evaluation: Evaluation, requirement: Requirement) -> tuple[Part, ...]:
    """Return the parts that ``each`` stands for, one a value."""
    each, kind = requirement.each, requirement.of
    if each is None or kind is None:
        return ()
    minima = {minimum.value: minimum.at_least for minimum in each.minima}
    return tuple(
        Part(
            id=value,
            where=OneOf(field=each.field, values=(_typed(kind, each.field, value),)),
            at_least=minima.get(value, each.at_least),
            at_most=each.at_most,
            strength=requirement.strength,
        )
        for value in _values(evaluation, requirement)
    )


def _values(evaluation: Evaluation, requirement: Requirement) -> tuple[str, ...]:
    each = requirement.each
    if each is None:
        return ()
    if each.minima and not each.values:
        return tuple(minimum.value for minimum in each.minima)
    scope = scope_of(evaluation.framework, evaluation.enrolled)
    if each.values == "scope":
        return scope
    if each.values == "stage":
        return tuple(dict.fromkeys(_stage_values(evaluation, requirement, each.field, scope)))
    return each.values


def _stage_values(
    evaluation: Evaluation, requirement: Requirement, field: str, scope: tuple[str, ...]
) -> Iterator[str]:
    for line in evaluation.framework.lines:
        if line.stage != requirement.stage or (line.region is not None and scope and line.region not in scope):
            continue
        if field == "structures":
            yield from line.structures
        elif field == "region":
            yield from (line.region,) if line.region else ()
        else:
            yield line.id


def _typed(kind: str, field: str, value: str) -> Scalar:
    known = fields_of(kind).get(field)
    if known is not None and known.type == "number":
        return Decimal(value)
    if known is not None and known.type == "yes-no":
        return value in ("true", "yes")
    return value


def _limits(evaluation: Evaluation, requirement: Requirement, kind: str, whole: Whole) -> Limits:
    masks = evaluation.masks(kind)
    caps: list[Cap] = []
    layers: list[int] = []
    share: ShareCap | None = None
    for number, limit in enumerate(requirement.limits, start=1):
        mask = split(evaluation, kind, limit.where).yes
        if isinstance(limit.at_most, Percent) and limit.at_most.of == "total":
            if share is not None or limit.per is not None:
                raise NotEvaluated("more than one limit that is a share of the total")
            share = ShareCap(mask, limit.at_most.percent, limit.at_most.round or "down", number)
            layers.append(mask)
            continue
        found = _per_value(masks, limit, mask)
        room = _room(requirement, limit, whole, len(found))
        layers.extend(_layers(found.values()))
        caps.extend(
            Cap(one, room, number, value) for value, one in found.items() if (one & masks.live).bit_count() > room
        )
    return Limits(tuple(caps), tuple(layers), share)


def _per_value(masks: Masks, limit: Limit, mask: int) -> dict[str, int]:
    if limit.per is None:
        return {"": mask}
    return {str(value): one & mask for value, one in masks.values(limit.per).items()}


def _layers(found: Collection[int]) -> Iterator[int]:
    """Yield disjoint masks as one, because no entry is under two of them, and others one by one."""
    union = 0
    for mask in found:
        union |= mask
    if union.bit_count() == sum(mask.bit_count() for mask in found):
        yield union
    else:
        yield from found


def _room(requirement: Requirement, limit: Limit, whole: Whole, values: int) -> int:
    counted = replace(whole, parts=values) if limit.per is not None else whole
    number = number_of(limit.at_most, requirement, counted, default="down")
    if number is None or number.denominator != 1:
        raise NotEvaluated("a limit that is no whole number")
    return int(number)
