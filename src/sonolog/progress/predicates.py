"""What an entry must be like, as two sets: the entries that match, and those that do not.

An unmarked entry is in neither, so ``not`` of a test does not match it either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sonolog.domain.predicate import (
    AllOf,
    AnyOf,
    Compare,
    Linked,
    Not,
    OneOf,
    Predicate,
    Present,
    TermRef,
)
from sonolog.progress.masks import Mark, Masks

if TYPE_CHECKING:
    from sonolog.progress.evaluation import Evaluation

Bounded = int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Split:
    """The entries that match a predicate, and those that surely do not; the rest are unmarked."""

    yes: int
    no: int


def split(evaluation: Evaluation, kind: str, predicate: Predicate) -> Split:
    """Return which entries of ``kind`` match ``predicate``; computed once for each predicate and kind."""
    known = evaluation.splits.get((kind, id(predicate)))
    if known is None:
        known = evaluation.splits[kind, id(predicate)] = _split(evaluation, kind, predicate)
    return known


def _split(evaluation: Evaluation, kind: str, predicate: Predicate) -> Split:
    masks = evaluation.masks(kind)
    match predicate:
        case OneOf(field=field):
            return _tested(masks, field, one_of(predicate))
        case Compare(field=field):
            return _tested(masks, field, compares(predicate))
        case Present(field=field, present=present):
            yes = masks.marked(field)
            return Split(yes, masks.everything & ~yes) if present else Split(masks.everything & ~yes, yes)
        case TermRef(term=term):
            return split(evaluation, kind, evaluation.framework.term(term).where)
        case Linked():
            return _linked(evaluation, masks, predicate)
        case Not(of=inner):
            other = split(evaluation, kind, inner)
            return Split(other.no, other.yes)
        case AllOf(of=parts):
            return _all_of(masks, (split(evaluation, kind, part) for part in parts))
        case AnyOf(of=parts):
            negated = _all_of(masks, (_swapped(split(evaluation, kind, part)) for part in parts))
            return _swapped(negated)


def one_of(predicate: OneOf) -> Callable[[Mark], bool]:
    """Return the test of one value for ``predicate``."""
    wanted = frozenset(predicate.values)
    return lambda value: value in wanted


def compares(predicate: Compare) -> Callable[[Mark], bool]:
    """Return the test of one value for ``predicate``; a value of another type does not pass."""
    low, high = predicate.at_least, predicate.at_most
    return lambda value: _reaches(value, low) and _reaches(high, value)


def _reaches(value: Mark | Bounded, bound: Mark | Bounded) -> bool:
    if value is None or bound is None:
        return True
    if isinstance(value, date) and isinstance(bound, date):
        return value >= bound
    if isinstance(value, date | str) or isinstance(bound, date | str):
        return False
    return value >= bound


def _tested(masks: Masks, field: str, passes: Callable[[Mark], bool]) -> Split:
    yes = 0
    for value, mask in masks.values(field).items():
        if passes(value):
            yes |= mask
    return Split(yes, masks.marked(field) & ~yes)


def _all_of(masks: Masks, splits: Iterable[Split]) -> Split:
    yes, no = masks.everything, 0
    for one in splits:
        yes &= one.yes
        no |= one.no
    return Split(yes, no)


def _swapped(one: Split) -> Split:
    return Split(one.no, one.yes)


def _linked(evaluation: Evaluation, masks: Masks, predicate: Linked) -> Split:
    other = evaluation.masks(predicate.kind)
    found = split(evaluation, predicate.kind, predicate.where)
    matching = frozenset(other.ids(found.yes & other.live))
    failing = frozenset(other.ids(found.no & other.live))
    fields = masks.values(predicate.field)
    if predicate.at_least > 1 or predicate.at_most is not None:
        reached = [mask for record, mask in fields.items() if record in matching]
        return _numbered(masks, predicate, reached)
    yes = no = 0
    for record, mask in fields.items():
        if record in matching:
            yes |= mask
        elif record in failing:
            no |= mask
    return Split(yes, no & ~yes)


def _numbered(masks: Masks, predicate: Linked, reached: list[int]) -> Split:
    """Return the entries of whose records so many match; ``reached`` has one set for each record that does."""
    at_least = [masks.everything]
    for mask in reached:
        at_least.append(0)
        for number in range(len(at_least) - 1, 0, -1):
            at_least[number] |= at_least[number - 1] & mask
    most = predicate.at_most
    enough = at_least[predicate.at_least] if predicate.at_least < len(at_least) else 0
    over = at_least[most + 1] if most is not None and most + 1 < len(at_least) else 0
    marked = masks.marked(predicate.field)
    yes = enough & ~over & marked
    return Split(yes, marked & ~yes)


def conditions(predicate: Predicate) -> Iterator[Predicate]:
    """Yield the tests that must all hold, so that the first one to fail can be named."""
    if isinstance(predicate, AllOf):
        for part in predicate.of:
            yield from conditions(part)
    else:
        yield predicate


def fields_named(predicate: Predicate) -> tuple[str, ...]:
    """Return the fields (or named terms) a predicate speaks of, in its order and each once."""
    return tuple(dict.fromkeys(_names(predicate)))


def code_of(step: str, condition: Predicate) -> str:
    """Return the reason code of a condition: the step and the fields it speaks of."""
    named = "-or-".join(fields_named(condition)[:3]) or "condition"
    return f"{step}-{named}".replace("_", "-")


def _names(predicate: Predicate) -> Iterator[str]:
    match predicate:
        case OneOf(field=name) | Compare(field=name) | Present(field=name) | Linked(field=name):
            yield name
        case TermRef(term=name):
            yield name
        case Not(of=inner):
            yield from _names(inner)
        case AllOf(of=parts) | AnyOf(of=parts):
            for part in parts:
                yield from _names(part)


def holds(predicate: Predicate, marks: Callable[[str], Iterable[Mark]]) -> bool | None:
    """Return whether one thing matches, given its values of a field; None where it is unmarked."""
    match predicate:
        case OneOf(field=field):
            return _any_passes(marks(field), one_of(predicate))
        case Compare(field=field):
            return _any_passes(marks(field), compares(predicate))
        case Present(field=field, present=present):
            return any(True for _ in marks(field)) == present
        case Not(of=inner):
            found = holds(inner, marks)
            return None if found is None else not found
        case AllOf(of=parts):
            return all_hold(holds(part, marks) for part in parts)
        case AnyOf(of=parts):
            return any_holds(holds(part, marks) for part in parts)
        case TermRef() | Linked():
            return None


def _any_passes(values: Iterable[Mark], passes: Callable[[Mark], bool]) -> bool | None:
    results = [passes(value) for value in values]
    return any(results) if results else None


def all_hold(results: Iterable[bool | None]) -> bool | None:
    """Three-valued "and"."""
    found = list(results)
    if any(result is False for result in found):
        return False
    return None if any(result is None for result in found) else True


def any_holds(results: Iterable[bool | None]) -> bool | None:
    """Three-valued "or"."""
    found = list(results)
    if any(found):
        return True
    return None if any(result is None for result in found) else False
