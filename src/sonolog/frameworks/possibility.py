"""Whether anything at all could match conditions that must hold together, judged by the conditions alone.

The judgement errs on one side: what is called impossible is so, what is called possible may still be rare.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import product

from sonolog.domain.fields import Field, fields_of
from sonolog.domain.predicate import AllOf, AnyOf, Compare, Linked, Not, OneOf, Predicate, Present, Scalar, TermRef

Terms = Mapping[str, Predicate]
"""The framework's named predicates, by id."""
Test = tuple[OneOf | Compare | Present | Linked, bool]
"""One condition on one field, and whether it must hold or must not."""
Branch = tuple[Test, ...]
"""Tests that hold together; one of several ways in which a predicate can match."""

_BRANCHES = 128
_DEPTH = 40


class _TooMany(Exception):
    """There are too many ways to look at, so that nothing is said."""


def impossible_field(predicates: Iterable[Predicate], fields: Mapping[str, Field], terms: Terms) -> str | None:
    """Return the field for which no value could match all ``predicates`` together; None: something may match."""
    clashes = []
    for branch in _ways(AllOf(of=tuple(predicates)), terms):
        clash = _clash(branch, fields, terms)
        if clash is None:
            return None
        clashes.append(clash)
    return clashes[0] if clashes else None


def values_left(
    predicates: Iterable[Predicate], field: Field, fields: Mapping[str, Field], terms: Terms
) -> frozenset[Scalar] | None:
    """Return the values ``field`` can have in what matches all ``predicates``; None: any, or it may hold nothing."""
    if field.many:
        return None
    found: frozenset[Scalar] = frozenset()
    for branch in _ways(AllOf(of=tuple(predicates)), terms):
        if _clash(branch, fields, terms) is not None:
            continue
        tests = [test for test in branch if test[0].field == field.name]
        left = _left(field, tests) if any(_marks(test) for test in tests) else None
        if left is None:
            return None
        found |= left
    return found


def always_within(inner: Iterable[Predicate], outer: Predicate, fields: Mapping[str, Field], terms: Terms) -> bool:
    """Return whether everything that matches ``inner`` surely matches ``outer`` as well."""
    inner = tuple(inner)
    wanted = _ways(outer, terms)
    if len(wanted) != 1:
        return False
    for test, holds in wanted[0]:
        field = fields.get(test.field)
        if not holds or not isinstance(test, OneOf) or field is None:
            return False
        left = values_left(inner, field, fields, terms)
        if left is None or not left <= set(test.values):
            return False
    return True


def _ways(predicate: Predicate, terms: Terms) -> Sequence[Branch]:
    """Return the ways in which ``predicate`` can match; one without tests where there are too many."""
    try:
        return _branches(predicate, terms, holds=True, depth=0)
    except _TooMany:
        return [()]


def _branches(predicate: Predicate, terms: Terms, *, holds: bool, depth: int) -> list[Branch]:
    if depth > _DEPTH:
        raise _TooMany
    match predicate:
        case TermRef(term=name):
            return _branches(terms[name], terms, holds=holds, depth=depth + 1)
        case Not(of=inner):
            return _branches(inner, terms, holds=not holds, depth=depth + 1)
        case AllOf(of=parts) | AnyOf(of=parts):
            sides = [_branches(part, terms, holds=holds, depth=depth + 1) for part in parts]
            return _together(sides) if isinstance(predicate, AllOf) is holds else _either(sides)
        case Present(field=name, present=present):
            return [((Present(field=name, present=present is holds), True),)]
    return [((predicate, holds),)]


def _together(sides: Sequence[Sequence[Branch]]) -> list[Branch]:
    found: list[Branch] = [()]
    for side in sides:
        if len(found) * len(side) > _BRANCHES:
            raise _TooMany
        found = [(*one, *other) for one, other in product(found, side)]
    return found


def _either(sides: Sequence[Sequence[Branch]]) -> list[Branch]:
    found = [branch for side in sides for branch in side]
    if len(found) > _BRANCHES:
        raise _TooMany
    return found


def _clash(branch: Branch, fields: Mapping[str, Field], terms: Terms) -> str | None:
    by_field: dict[str, list[Test]] = defaultdict(list)
    for test in branch:
        by_field[test[0].field].append(test)
    for name, tests in by_field.items():
        field = fields.get(name)
        if field is not None and not _can_hold(field, tests, terms):
            return name
    return None


def _marks(test: Test) -> bool:
    """Return whether the test holds only where the field holds something."""
    if isinstance(test[0], Present):
        return test[0].present
    return not isinstance(test[0], Linked) or test[1]


def _can_hold(field: Field, tests: Sequence[Test], terms: Terms) -> bool:
    absent = any(isinstance(test, Present) and not test.present for test, _ in tests)
    if absent and any(_marks(test) for test in tests):
        return False
    if not _links_can_hold(field, tests, terms):
        return False
    if field.many:
        refused = {value for test, holds in tests if isinstance(test, OneOf) and not holds for value in test.values}
        wanted = [set(test.values) for test, holds in tests if isinstance(test, OneOf) and holds]
        return not any(values <= refused for values in wanted)
    left = _left(field, tests)
    return absent or left is None or (bool(left) and _is_open(tests))


def _links_can_hold(field: Field, tests: Sequence[Test], terms: Terms) -> bool:
    wheres = [test.where for test, holds in tests if isinstance(test, Linked) and holds]
    if not wheres or field.linked is None:
        return True
    together = [(where,) for where in wheres] if field.many else [tuple(wheres)]
    return all(impossible_field(each, fields_of(field.linked), terms) is None for each in together)


def _left(field: Field, tests: Sequence[Test]) -> frozenset[Scalar] | None:
    """Return the values that pass every test; None where they cannot be listed."""
    listed: frozenset[Scalar] | None = None
    if field.type == "yes-no":
        listed = frozenset((True, False))
    elif field.type == "code":
        listed = frozenset(field.values)
    for test, holds in tests:
        if isinstance(test, OneOf) and holds:
            listed = frozenset(test.values) if listed is None else listed & frozenset(test.values)
    if listed is None:
        return None if _is_open(tests) else frozenset()
    return frozenset(value for value in listed if all(_passes(value, test) for test in tests))


def _passes(value: Scalar, test: Test) -> bool:
    condition, holds = test
    if isinstance(condition, OneOf):
        return (value in condition.values) is holds
    if isinstance(condition, Compare):
        return _within(value, condition) is holds
    return True


def _within(value: Scalar, test: Compare) -> bool:
    low, high = test.at_least, test.at_most
    return (low is None or not _below(value, low)) and (high is None or not _below(high, value))


def _is_open(tests: Sequence[Test]) -> bool:
    """Return whether the ranges asked for leave room."""
    ranges = [test for test, holds in tests if isinstance(test, Compare) and holds]
    lows = [test.at_least for test in ranges if test.at_least is not None]
    highs = [test.at_most for test in ranges if test.at_most is not None]
    return not any(_below(high, low) for low in lows for high in highs)


def _below(one: Scalar, other: Scalar) -> bool:
    if isinstance(one, int | Decimal) and isinstance(other, int | Decimal):
        return one < other
    return isinstance(one, date) and isinstance(other, date) and one < other
