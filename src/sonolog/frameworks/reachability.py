"""Requirements nothing can meet: by their conditions, their picks, their limits or their windows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sonolog.domain.bound import Bound, Count, Duration, Percent
from sonolog.domain.fields import SIGNATORY, Field, fields_of
from sonolog.domain.framework import Framework
from sonolog.domain.predicate import OneOf, Predicate, Present
from sonolog.domain.requirement import Around, BestWindow, Each, Limit, LookBack, Measured, Part, Requirement, Window
from sonolog.frameworks.bounds import days_between
from sonolog.frameworks.possibility import Terms, always_within, impossible_field, values_left
from sonolog.frameworks.toml_text import Path
from sonolog.frameworks.warned import Warned

_MEND = "Mend the condition, or leave the requirement out."
_LOWER = "Raise the limit or lower the target."


@dataclass(frozen=True, slots=True)
class _Subject:
    """What the rules of one requirement are judged by."""

    rule: Requirement
    at: Path
    fields: Mapping[str, Field]
    terms: Terms
    start: tuple[Predicate, ...]
    """What every entry the requirement may count matches."""

    def impossible(self, *conditions: Predicate) -> str | None:
        return impossible_field((*self.start, *conditions), self.fields, self.terms)

    def warned(self, path: Path, message: str, code: str, hint: str, *, blocks: bool) -> Warned:
        return Warned((*self.at, *path), message, code, hint, blocks=self.rule.id if blocks else "")


def requirement_warnings(framework: Framework, terms: Terms) -> Iterator[Warned]:
    """Yield warnings about requirements, parts and limits that no logbook could ever meet or use."""
    bases = {one.kind: one.where for one in framework.eligible}
    for at, rule in enumerate(framework.requirements):
        if rule.of is None:
            continue
        base = (bases[rule.of],) if rule.eligible and rule.of in bases else ()
        start = (*base, rule.where)
        yield from _about(_Subject(rule, ("requirement", at), fields_of(rule.of), terms, start))


def _about(subject: _Subject) -> Iterator[Warned]:
    rule = subject.rule
    field = subject.impossible()
    if field is not None:
        message = f"No {rule.of} can count here: no value of “{field}” fits everything that is asked of it."
        yield subject.warned(("where",), message, "impossible", _MEND, blocks=_asks(rule) or bool(rule.parts))
        return
    yield from _measured(subject, rule, (), subject.start)
    yield from _windows(subject)
    for at, limit in enumerate(rule.limits):
        yield from _limit(subject, limit, ("limits", at))
    for at, part in enumerate(rule.parts):
        yield from _part(subject, part, ("part", at))
    if rule.each is not None:
        yield from _each(subject, rule.each)


def _part(subject: _Subject, part: Part, path: Path) -> Iterator[Warned]:
    field = subject.impossible(part.where)
    if field is not None:
        message = f"Nothing the requirement counts can match the part “{part.id}”: no value of “{field}” fits both."
        yield subject.warned((*path, "where"), message, "impossible", _MEND, blocks=_asks(part))
        return
    total = subject.rule.at_most
    if _exceeds(part.at_least, total) and subject.rule.measure == part.measure:
        message = f"The part “{part.id}” wants more than the requirement’s “at_most” allows."
        yield subject.warned((*path, "at_least"), message, "impossible", _LOWER, blocks=_asks(part))
    yield from _measured(subject, part, path, (*subject.start, part.where))


def _each(subject: _Subject, each: Each) -> Iterator[Warned]:
    listed = each.values if isinstance(each.values, tuple) else ()
    for value in (*listed, *(one.value for one in each.minima)):
        field = subject.impossible(OneOf(field=each.field, values=(value,)))
        if field is not None:
            message = f"Nothing the requirement counts can have {each.field} = “{value}”."
            blocks = bool(each.minima) or _positive(each.at_least)
            yield subject.warned(
                ("each",), message, "impossible", "Leave the value out, or mend “where”.", blocks=blocks
            )


def _measured(subject: _Subject, one: Measured, path: Path, start: tuple[Predicate, ...]) -> Iterator[Warned]:
    """Yield what is wrong with the conditions, the picks and the measure of a requirement or part."""
    blocks = _asks(one)
    inside = start if one.having is None else (*start, one.having)
    if one.having is not None:
        field = impossible_field(inside, subject.fields, subject.terms)
        if field is not None:
            message = f"Nothing can match “having”: no value of “{field}” fits it and “where”."
            yield subject.warned((*path, "having"), message, "impossible", _MEND, blocks=blocks)
            return
    for at, signatory in enumerate(one.by):
        field = impossible_field((signatory.where,), SIGNATORY, subject.terms)
        if field is not None:
            message = f"Nobody can be the signatory: no value of “{field}” fits everything that is asked of it."
            yield subject.warned((*path, "by", at), message, "impossible", _MEND, blocks=blocks)
    for key, number in _picks(one):
        if number < _number(one.at_least) and one.measure in ("count", "distinct"):
            message = f"“{key}” leaves {number}, fewer than “at_least” asks for."
            yield subject.warned((*path, key), message, "impossible", _LOWER, blocks=blocks)
    yield from _distinct(subject, one, path, inside)


def _picks(one: Measured) -> Iterator[tuple[str, int]]:
    drawn = one.draw.entries if one.draw is not None else None
    for key, number in (("first", one.first), ("last", one.last), ("draw", drawn)):
        if number is not None:
            yield key, number


def _distinct(subject: _Subject, one: Measured, path: Path, inside: tuple[Predicate, ...]) -> Iterator[Warned]:
    field = subject.fields.get(one.distinct or "")
    if field is None:
        return
    left = values_left((*inside, Present(field=field.name)), field, subject.fields, subject.terms)
    if left is not None and len(left) < _number(one.at_least):
        message = f"Only {len(left)} different values of “{field.name}” can count, fewer than “at_least” asks for."
        yield subject.warned((*path, "distinct"), message, "impossible", _LOWER, blocks=_asks(one))


def _limit(subject: _Subject, limit: Limit, path: Path) -> Iterator[Warned]:
    """Yield warnings about a limit that nothing reaches, or that keeps a target out of reach."""
    if subject.impossible(limit.where) is not None:
        hint = "Mend its “where”, or leave it out."
        yield subject.warned(
            path, "This limit is about nothing the requirement counts.", "no-effect", hint, blocks=False
        )
        return
    for one, start in _totals(subject):
        if one.measure not in ("count", "distinct") or not _positive(one.at_least):
            continue
        most = _most(subject, limit, start)
        if most is not None and always_within(start, limit.where, subject.fields, subject.terms):
            yield from _too_low(subject, one, limit, most, path)


def _totals(subject: _Subject) -> Iterator[tuple[Measured, tuple[Predicate, ...]]]:
    yield subject.rule, subject.start
    for part in subject.rule.parts:
        yield part, (*subject.start, part.where)


def _most(subject: _Subject, limit: Limit, start: tuple[Predicate, ...]) -> int | None:
    """Return how many limits of that size can be filled; None: any number."""
    if limit.per is None:
        return 1
    field = subject.fields.get(limit.per)
    left = None if field is None else values_left(start, field, subject.fields, subject.terms)
    return None if left is None else len(left)


def _too_low(subject: _Subject, one: Measured, limit: Limit, times: int, path: Path) -> Iterator[Warned]:
    whose = "" if one is subject.rule else f" of the part “{one.id}”"
    if isinstance(limit.at_most, Count) and isinstance(one.at_least, Count):
        most = limit.at_most.value * times
        if most < one.at_least.value:
            target = f"the target{whose} of {one.at_least.value}"
            message = f"With this limit at most {most} can count, so {target} is out of reach."
            yield subject.warned(path, message, "limit-below-target", _LOWER, blocks=_asks(one))
    elif (
        isinstance(limit.at_most, Percent) and limit.per is None and limit.at_most.percent < 100 and one is subject.rule
    ):
        message = "Everything the requirement counts falls under this limit, so its target is out of reach."
        yield subject.warned(path, message, "limit-below-target", _LOWER, blocks=_asks(one))


def _windows(subject: _Subject) -> Iterator[Warned]:
    rule = subject.rule
    longest = _longest(rule.within)
    if longest is None or rule.measure not in ("span", "gap") or not isinstance(rule.at_least, Duration):
        return
    if days_between(rule.at_least)[0] > longest:
        message = f"A window of “within” is shorter than the {rule.measure} that is asked for."
        yield subject.warned(("within",), message, "impossible", "Lengthen the window.", blocks=_asks(rule))


def _longest(window: Window | None) -> int | None:
    """Return the greatest number of days a window of fixed length can have; None for every other window."""
    match window:
        case BestWindow(length=length) | LookBack(length=length):
            return days_between(length)[1]
        case Around(before=before, after=after):
            return days_between(before)[1] + days_between(after)[1]
    return None


def _asks(one: Measured) -> bool:
    """Return whether its requirement is met only where ``one`` is, and entries have to be there for that."""
    return (one.strength == "mandatory" or isinstance(one, Requirement)) and _positive(one.at_least)


def _positive(bound: Bound | None) -> bool:
    match bound:
        case Count(value=value) | Duration(value=value):
            return value > 0
        case Percent(percent=percent):
            return percent > 0
    return False


def _number(bound: Bound | None) -> int | float:
    return float(bound.value) if isinstance(bound, Count) else 0


def _exceeds(least: Bound | None, most: Bound | None) -> bool:
    return isinstance(least, Count) and isinstance(most, Count) and least.value > most.value
