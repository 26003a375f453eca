"""From the entries of one window to what counts: first or last, having, limits, measure, bounds, parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from sonolog.domain.bound import Count
from sonolog.domain.requirement import Measured as Spec
from sonolog.progress import measures
from sonolog.progress.bits import highest, lowest
from sonolog.progress.bounds import Judged, Whole, judge, number_of
from sonolog.progress.errors import NotEvaluated
from sonolog.progress.limits import Limits, blamed, close, rounded, settle_share
from sonolog.progress.measures import Measured
from sonolog.progress.parts import Choice, Goal, can_reach, choose
from sonolog.progress.planned import Plan, PlannedPart
from sonolog.progress.predicates import code_of

if TYPE_CHECKING:
    from sonolog.progress.evaluation import Basis, Evaluation


@dataclass(frozen=True, slots=True)
class SetAside:
    """Entries that a step holds back: the step's code, the entries, and what its sentence needs to know."""

    code: str
    mask: int
    fact: str | int = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """What one requirement or part comes to."""

    counted: int
    """Entries that count towards it."""
    judged: Judged
    total: int
    """Entries before ``having``."""
    set_aside: tuple[SetAside, ...] = ()
    parts: tuple[Settled, ...] = ()
    """One for each part of the plan, in its order; of the requirement only."""
    is_certain: bool = True
    """False: no selection was found that meets everything, and none was ruled out."""
    is_too_few: bool = False
    """The total is too small for a share to be judged."""

    @property
    def meets(self) -> bool:
        """Whether its own bounds hold, parts apart."""
        return self.judged.meets and not self.is_too_few


@dataclass(frozen=True, slots=True)
class _Cut:
    """A set on its way through first, last and having."""

    total: int
    kept: int
    set_aside: tuple[SetAside, ...]


def settle(evaluation: Evaluation, plan: Plan, entries: int, basis: Basis) -> Settled:
    """Return what the requirement of ``plan`` comes to, given the entries of its window."""
    cut = _cut(entries, plan.requirement, plan.having, plan.drawn)
    cuts = _part_cuts(plan, cut.total)
    limits = settle_share(cut.kept, plan.limits)
    even = _even_split(plan, cut.kept)
    certain = True
    if limits:
        choice = _choice(plan, cut, cuts, limits)
        selected, certain = choice.selected, choice.settled
    else:
        selected = cut.kept
        for one in cuts:
            selected |= one.kept
    selection = _Selection(evaluation, plan, basis, limits, selected)
    own = selection.settled(cut, plan.requirement, plan.brought)
    parts = zip(plan.parts, cuts, strict=True)
    made = tuple(selection.settled(one, _spread(plan, part, even), part.brought) for part, one in parts)
    return replace(own, parts=made, is_certain=certain)


def shortfall(plan: Plan, settled: Settled) -> Fraction:
    """Return what is missing in all, the total and every part that must be met."""
    parts = zip(plan.parts, settled.parts, strict=True)
    return settled.judged.shortfall + sum(
        (one.judged.shortfall for part, one in parts if part.spec.strength == "mandatory"), Fraction(0)
    )


def _cut(entries: int, spec: Spec, having: int, drawn: int | None) -> _Cut:
    aside: list[SetAside] = []
    total = entries
    if spec.first is not None:
        total = lowest(total, spec.first)
        aside.append(SetAside("beyond-first", entries & ~total, spec.first))
    if spec.last is not None:
        before = total
        total = highest(total, spec.last)
        aside.append(SetAside("before-last", before & ~total, spec.last))
    if spec.draw is not None:
        aside.append(SetAside("not-drawn", total & ~(drawn or 0)))
        total &= drawn or 0
    return _Cut(total, total & having, tuple(aside))


def _part_cuts(plan: Plan, total: int) -> list[_Cut]:
    cuts: list[_Cut] = []
    for part in plan.parts:
        parent = total if part.parent is None else cuts[part.parent].kept
        matching = parent & part.matching
        warm_up = lowest(matching, part.spec.skip)
        cut = _cut(matching & ~warm_up, part.spec, part.having, part.drawn)
        aside = (SetAside("warm-up", warm_up, part.spec.skip), *cut.set_aside) if warm_up else cut.set_aside
        cuts.append(replace(cut, set_aside=aside))
    return cuts


def _choice(plan: Plan, cut: _Cut, cuts: Sequence[_Cut], limits: Limits) -> Choice:
    """Return the selection: by the rule of the limits alone, or where there are parts one that meets all."""
    goals = _goals(plan, cut, cuts)
    if plan.parts:
        return choose(cut.kept, goals, limits)
    plain = close(cut.kept, limits)
    met = all((plain & goal.mask).bit_count() >= goal.need for goal in goals)
    return Choice(plain, settled=met or not all(can_reach(goal, limits) for goal in goals))


def _goals(plan: Plan, cut: _Cut, cuts: Sequence[_Cut]) -> list[Goal]:
    own = _goal(plan.requirement, plan.whole, cut, plan.brought)
    even = _even_split(plan, cut.kept)
    parts = [
        _goal(_spread(plan, part, even), plan.whole, one, part.brought)
        for part, one in zip(plan.parts, cuts, strict=True)
        if part.spec.strength == "mandatory"
    ]
    return [goal for goal in (own, *parts) if goal is not None and goal.need > 0]


def _goal(spec: Spec, whole: Whole, cut: _Cut, brought: Fraction) -> Goal | None:
    if spec.measure != "count" or spec.at_least is None:
        return None
    counted = replace(whole, total=cut.total.bit_count())
    need = number_of(spec.at_least, spec, counted, default="up")
    return None if need is None else Goal(cut.kept, rounded(need - brought, "up"))


@dataclass(frozen=True, slots=True)
class _Selection:
    """The entries selected for the requirement and all its parts, and what they are judged by."""

    evaluation: Evaluation
    plan: Plan
    basis: Basis
    limits: Limits
    selected: int

    def settled(self, cut: _Cut, spec: Spec, brought: Fraction) -> Settled:
        """Return what ``spec`` (the requirement's rule, or a part's) comes to."""
        entries = cut.kept & self.selected
        measured = _with_brought(self._measured(spec, entries), spec, brought)
        judged = judge(measured, spec, replace(self.plan.whole, total=cut.total.bit_count()))
        held_back = [
            SetAside(f"limit-{cap.limit}", mask, cap.room)
            for cap, mask in blamed(cut.kept & ~self.selected, self.selected, self.limits.caps)
        ]
        idle = _adding_nothing(self.plan, spec, entries & ~measured.adding)
        aside = (*cut.set_aside, *_not_having(spec, cut), *held_back, *idle)
        return Settled(
            counted=measured.adding,
            judged=judged,
            total=cut.total,
            set_aside=tuple(one for one in aside if one.mask),
            is_too_few=spec.out_of is not None and cut.total.bit_count() < spec.out_of,
        )

    def _measured(self, spec: Spec, entries: int) -> Measured:
        masks = self.plan.masks
        match spec.measure:
            case "count":
                return measures.count(entries)
            case "distinct" if spec.distinct is not None:
                return measures.distinct(masks, spec.distinct, entries)
            case "sum" if spec.sum is not None:
                return measures.total(masks, spec.sum, entries)
            case "rate" if spec.rate is not None:
                return measures.rate(self.evaluation, masks, spec.rate, entries=entries, today=self.basis.day)
            case "span":
                return measures.span(masks, entries)
            case "gap":
                return measures.gap(masks, entries, self.basis.day, shortest=spec.gap == "shortest")
            case "mean" | "lowest" | "highest" | "latest" as take if spec.level_field is not None:
                return measures.level(masks, spec.level_field, entries, take)
            case other:
                raise NotEvaluated(f"the measure “{other}” of entries")


def _with_brought(measured: Measured, spec: Spec, brought: Fraction) -> Measured:
    """Return the measure with what is brought forward; only what adds up can be."""
    if not brought or spec.measure not in ("count", "distinct", "sum", "rate"):
        return measured
    return replace(measured, value=measured.value + brought)


def _not_having(spec: Spec, cut: _Cut) -> list[SetAside]:
    return [] if spec.having is None else [SetAside(code_of("having", spec.having), cut.total & ~cut.kept)]


def _adding_nothing(plan: Plan, spec: Spec, idle: int) -> list[SetAside]:
    """Return the entries that pass every step but add nothing to the measure."""
    field = spec.distinct or spec.sum or spec.level_field
    if field is None:
        return [SetAside("below-rate", idle)]
    unmarked = idle & ~plan.masks.marked(field)
    word = field.replace("_", "-")
    return [SetAside(f"no-{word}", unmarked, field), SetAside("duplicate", idle & ~unmarked, field)]


def _even_split(plan: Plan, kept: int) -> Fraction:
    """Return what each value would hold if the entries, or a greater target, were spread evenly."""
    return max(plan.whole.target or Fraction(0), Fraction(kept.bit_count())) / max(plan.whole.parts, 1)


def _spread(plan: Plan, part: PlannedPart, even: Fraction) -> Spec:
    """Return the part's rule; a tolerance for uneven spread makes its target a share of an even split."""
    if part.even_percent is None:
        return part.spec
    least = Fraction(rounded(even * (100 - Fraction(part.even_percent)) / 100, "up"))
    own = number_of(part.spec.at_least, part.spec, plan.whole, default="up")
    needed = max(least, own) if own is not None else least
    return part.spec.model_copy(update={"at_least": Count(value=needed.numerator)})
