"""The levels of one filled form to what they come to: aggregate, overall level, outcome.

Nothing ordinal is ever averaged: an aggregate is made of points alone, which the reader sees to.  Comparisons are of
exact fractions; what is shown is cut after two places, so that nothing is shown at a threshold it did not reach.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from sonolog.domain.form import AssessmentForm, FormItem
from sonolog.domain.problems import did_you_mean
from sonolog.domain.value import Outcome

Levels = Mapping[str, int | None]
"""Item id to its level; None: not assessed."""
_GOOD: Mapping[str, Outcome] = {"passed": "passed", "satisfactory": "satisfactory"}
_BAD: Mapping[str, Outcome] = {"passed": "failed", "satisfactory": "unsatisfactory"}
_STORED = Decimal("0.0001")
_SHOWN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class ItemFault:
    """A level that cannot be given, or one that is missing."""

    item: str
    why: str
    """A sentence without its end."""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What the levels come to so far."""

    aggregate: Fraction | None
    """Mean, sum or percent; None where the form has none or nothing is assessed yet."""
    level: int | None
    """Level of the overall item."""
    outcome: Outcome
    """``not-judged`` while items are missing, and where the form does not decide."""
    failed: tuple[str, ...]
    """Critical items below the level they need."""
    below: tuple[str, ...]
    """Items that the rule “every” finds below their level."""
    missing: tuple[str, ...]
    """Items without a level that are not marked as not assessed either."""
    assessed: int

    @property
    def score(self) -> Decimal | None:
        """The aggregate as it is stored, with four places."""
        return None if self.aggregate is None else _cut(self.aggregate, _STORED)


def mark(form: AssessmentForm, levels: Levels, variant: str | None = None) -> Result:
    """Return what ``levels`` come to on ``form``; levels it does not know are left aside."""
    given = {item.id: levels[item.id] for item in form.items if item.id in levels}
    known = {name: level for name, level in given.items() if level is not None}
    failed = tuple(item.id for item in form.items if item.critical and _is_below(item, known, item.at_least))
    missing = tuple(item.id for item in form.items if item.id not in given)
    aggregate = _aggregate(form, known)
    level = known.get(form.overall) if form.overall else None
    below = _below(form, known) if form.pass_rule.rule == "every" else ()
    holds = _holds(form, aggregate, level, below=below, variant=variant)
    outcome: Outcome = "not-judged"
    if failed:
        outcome = _BAD[form.pass_rule.words]
    elif holds is not None and not missing and known:
        outcome = (_GOOD if holds else _BAD)[form.pass_rule.words]
    return Result(aggregate, level, outcome, failed, below, missing, len(known))


def decides(form: AssessmentForm) -> bool:
    """Return whether the form's rule alone says the outcome, once every item has its level."""
    return form.pass_rule.rule not in ("judged", "portfolio")


def is_told_whole(form: AssessmentForm, said: Mapping[str, object]) -> bool:
    """Return whether an outcome can stand without levels: the form leaves it to people, or its result is told too.

    What was filled in on paper has a score or a level; a bare outcome says only that nobody filled anything in.
    """
    return not decides(form) or any(said.get(name) is not None for name in ("score", "level", "entrustment"))


def outcome_on(form: AssessmentForm, result: Result, said: str) -> Outcome:
    """Return the outcome of an assessment on a form with items: what the rule says, or ``said`` where that is allowed.

    A form that leaves it to the assessor is still failed by a critical item, and not judged while items are missing.
    """
    if form.pass_rule.rule != "judged" or result.failed or result.missing:
        return result.outcome
    return next((one for one in outcomes_of(form) if one == said), "not-judged")


def outcomes_of(form: AssessmentForm) -> tuple[Outcome, ...]:
    """Return the outcomes an assessment on this form can have."""
    if form.pass_rule.rule == "none":
        return ("not-judged",)
    return (_GOOD[form.pass_rule.words], _BAD[form.pass_rule.words])


def level_faults(form: AssessmentForm, levels: Levels) -> Iterator[ItemFault]:
    """Yield every level the form does not have."""
    for name, level in levels.items():
        item = form.item(name)
        if item is None:
            hint = did_you_mean(name, [one.id for one in form.items])
            yield ItemFault(name, f"the form {form.form} has no such item", hint)
        elif level is None and not item.allow_not_assessed:
            yield ItemFault(name, "this item is always assessed")
        elif level is not None and form.scale_of(item).level(level) is None:
            yield ItemFault(name, f"the scale has no level {level}", _levels_in_words(form, item))


def _levels_in_words(form: AssessmentForm, item: FormItem) -> str:
    return "Levels: " + ", ".join(f"{one.value} {one.label}" for one in form.scale_of(item).levels) + "."


def _is_below(item: FormItem, known: Mapping[str, int], least: Decimal | int | None) -> bool:
    return item.id in known and least is not None and known[item.id] < least


def _below(form: AssessmentForm, known: Mapping[str, int]) -> tuple[str, ...]:
    common = form.threshold(None)
    needed = {item.id: item.at_least if item.at_least is not None else common for item in form.items}
    return tuple(item.id for item in form.items if _is_below(item, known, needed[item.id]))


def _aggregate(form: AssessmentForm, known: Mapping[str, int]) -> Fraction | None:
    if not known:
        return None
    total = sum(known.values())
    if form.aggregate == "mean":
        return Fraction(total, len(known))
    if form.aggregate == "sum":
        return Fraction(total)
    if form.aggregate == "percent":
        most = sum(form.scale_of(item).highest for item in form.items if item.id in known)
        return Fraction(total * 100, most) if most else None
    return None


def _holds(
    form: AssessmentForm,
    aggregate: Fraction | None,
    level: int | None,
    *,
    below: tuple[str, ...],
    variant: str | None,
) -> bool | None:
    """Return whether the rule is met; None where it says nothing."""
    rule, wanted = form.pass_rule.rule, form.threshold(variant)
    if rule == "every":
        return not below
    if rule == "critical" and wanted is None:
        return True
    if rule in ("mean", "sum", "percent", "critical", "level"):
        reached = level if form.aggregate == "global" else aggregate
        return None if reached is None or wanted is None else reached >= Fraction(wanted)
    return None


def _cut(number: Fraction, places: Decimal) -> Decimal:
    return (Decimal(number.numerator) / Decimal(number.denominator)).quantize(places, rounding=ROUND_DOWN)


def number_words(number: Fraction | Decimal) -> str:
    """Return a number with at most two places and no idle zeros: 3, 3.5, 65.21."""
    return f"{_cut(Fraction(number), _SHOWN):f}".rstrip("0").rstrip(".")


def result_words(form: AssessmentForm, result: Result, variant: str | None = None) -> str:
    """Return in a sentence what the levels come to so far."""
    parts = [_aggregate_words(form, result, variant)]
    if result.failed:
        parts.append(f"critical: {', '.join(result.failed)} below what is needed")
    if result.below:
        parts.append(f"below the level needed: {', '.join(result.below)}")
    if result.missing:
        number = len(result.missing)
        parts.append(f"{number} of {len(form.items)} items still to judge")
    if form.pass_rule.rule == "none":
        parts.append("this form is not passed or failed")
    elif result.outcome != "not-judged":
        parts.append(result.outcome)
    elif form.pass_rule.rule == "judged" and not result.missing:
        parts.append("the assessor says whether it is " + " or ".join(outcomes_of(form)))
    said = "; ".join(part for part in parts if part)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _aggregate_words(form: AssessmentForm, result: Result, variant: str | None) -> str:
    wanted = form.threshold(variant) if form.pass_rule.rule not in ("every", "none") else None
    needs = "" if wanted is None else f" (needs {number_words(wanted)})"
    if form.aggregate == "global" and result.level is not None:
        item = form.item(form.overall or "")
        label = form.scale_of(item).level(result.level) if item else None
        return f"level {result.level}, {label.label}{needs}" if label else f"level {result.level}{needs}"
    if result.aggregate is None:
        return ""
    unit = " %" if form.aggregate == "percent" else ""
    return f"{form.aggregate} {number_words(result.aggregate)}{unit}{needs}"
