"""Rules about who supervises, assesses or signs: their roles, and the level they held on the record's date.

What nobody recorded is never stated as a failing: an entry whose signatory might qualify is "not recorded".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from sonolog.domain.requirement import SignatoryRule
from sonolog.progress.bits import mask_of, positions
from sonolog.progress.days import plus_months, whole_units
from sonolog.progress.evidence import Accreditation, Signatory
from sonolog.progress.masks import Mark, Masks
from sonolog.progress.predicates import fields_named, holds

if TYPE_CHECKING:
    from sonolog.progress.evaluation import Evaluation

ACCREDITATION_FIELDS = frozenset({"level", "field", "body", "years"})
_COLUMNS = {
    "supervisor": "supervisor",
    "assessor": "assessor",
    "second-assessor": "second_assessor",
    "mentor": "mentor",
    "signer": "signer",
}


@dataclass(frozen=True, slots=True)
class Qualified:
    """The entries whose signatory is known to fit, and those where it is not recorded; others do not fit."""

    yes: int
    unknown: int


def qualified(evaluation: Evaluation, kind: str, rules: tuple[SignatoryRule, ...]) -> Qualified:
    """Return which entries of ``kind`` have signatories that meet ``rules``, a different person for each."""
    key = (kind, id(rules))
    known = evaluation.qualified.get(key)
    if known is None:
        judge = _one_signatory if len(rules) == 1 else _different_people
        known = evaluation.qualified[key] = judge(evaluation, evaluation.masks(kind), rules)
    return known


def _one_signatory(evaluation: Evaluation, masks: Masks, rules: tuple[SignatoryRule, ...]) -> Qualified:
    rule = rules[0]
    yes = no = 0
    for person, mask in _people(masks, rule.who).items():
        fits, fails = _days_qualified(evaluation, masks, rule, person)
        yes |= mask & fits
        no |= mask & fails
    return Qualified(yes, masks.everything & ~yes & ~no)


def _people(masks: Masks, who: str | None) -> dict[str, int]:
    """Return each person with the entries on which they are the signatory meant."""
    if who is not None:
        return _named(masks, (_COLUMNS[who],), masks.everything)
    found = _named(masks, ("supervisor", "assessor"), masks.everything)
    named = 0
    for mask in found.values():
        named |= mask
    for person, mask in _named(masks, ("signer",), masks.everything & ~named).items():
        found[person] = found.get(person, 0) | mask
    return found


def _named(masks: Masks, fields: Iterable[str], within: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for field in fields:
        for person, mask in masks.values(field).items():
            if mask & within:
                found[str(person)] = found.get(str(person), 0) | mask & within
    return found


def _days_qualified(evaluation: Evaluation, masks: Masks, rule: SignatoryRule, person: str) -> tuple[int, int]:
    """Return the entries dated when ``person`` fits the rule, and those dated when they surely do not."""
    if person in _excluded(evaluation, rule) or not _is_like(evaluation, rule, person):
        return 0, masks.everything
    signatory = evaluation.evidence.people.get(person)
    if signatory is None:
        return (masks.everything, 0) if not fields_named(rule.where) else (0, 0)
    fits = fails = 0
    for known, within in _as_vouched(signatory, masks):
        for start, until in _stretches(known, rule, masks):
            result = _fits(known, rule, start)
            if result is not None:
                entries = masks.between(start, until) & within
                fits, fails = (fits | entries, fails) if result else (fits, fails | entries)
    return fits, fails


def _as_vouched(signatory: Signatory, masks: Masks) -> Iterator[tuple[Signatory, int]]:
    """Yield the person with the roles a programme vouched for when they signed, and the entries signed so."""
    others = masks.everything
    for roles, signed in masks.vouched(signatory.person).items():
        yield replace(signatory, roles=roles), signed
        others &= ~signed
    yield signatory, others


def _stretches(signatory: Signatory, rule: SignatoryRule, masks: Masks) -> Iterator[tuple[date, date]]:
    """Yield the stretches of days within which nothing about the person changes."""
    dates = masks.log.dates
    if not dates:
        return
    oldest, newest = dates[0], dates[-1]
    changes = {oldest}
    for held in signatory.accreditations:
        changes.update(_changes(held, newest, by_time="years" in fields_named(rule.where)))
    starts = sorted(day for day in changes if oldest <= day <= newest)
    for at, start in enumerate(starts):
        yield start, starts[at + 1] - timedelta(days=1) if at + 1 < len(starts) else newest


def _changes(held: Accreditation, newest: date, *, by_time: bool) -> Iterator[date]:
    if held.until is not None and held.until < date.max:
        yield held.until + timedelta(days=1)
    if held.start is None:
        return
    yield held.start
    for month in range(1, whole_units(held.start, newest, "months") + 1 if by_time else 0):
        anniversary = plus_months(held.start, month)
        yield anniversary
        yield anniversary + timedelta(days=1)


def _fits(signatory: Signatory, rule: SignatoryRule, day: date) -> bool | None:
    if not ACCREDITATION_FIELDS & set(fields_named(rule.where)):
        return holds(rule.where, _marks(signatory, None, day))
    in_force = [held for held in signatory.accreditations if _is_in_force(held, day)]
    results = [holds(rule.where, _marks(signatory, held, day)) for held in in_force]
    if any(results):
        return True
    if holds(rule.where, _marks(signatory, None, day)) is False:
        return False
    return None if any(found is None for found in results) or not _is_told(signatory, rule, day) else False


def _is_told(signatory: Signatory, rule: SignatoryRule, day: date) -> bool:
    """Return whether an accreditation of the field asked for is recorded at all, of any time and level."""
    bare = (replace(held, level=None, start=None) for held in signatory.accreditations)
    return any(holds(rule.where, _marks(signatory, held, day)) is not False for held in bare)


def _is_in_force(held: Accreditation, day: date) -> bool:
    return (held.start is None or held.start <= day) and (held.until is None or day <= held.until)


def _marks(signatory: Signatory, held: Accreditation | None, day: date) -> Callable[[str], Iterable[Mark]]:
    """Return the values of a person, together with one accreditation of theirs."""
    known: dict[str, Iterable[Mark]] = {"person": (signatory.person,), "role": sorted(signatory.roles)}
    if signatory.register_body:
        known["register_body"] = (signatory.register_body,)
    if signatory.external is not None:
        known["external"] = (signatory.external,)
    if held is not None:
        known["field"] = (held.field,)
        known["body"] = (held.body,) if held.body else ()
        known["level"] = () if held.level is None else (held.level,)
        known["years"] = () if held.start is None else (_years(held.start, day),)
    return lambda name: known.get(name, ())


def _years(start: date, day: date) -> Fraction:
    """Return years by whole months, and half a month once its day is past, so that both bounds include it."""
    months = whole_units(start, day, "months")
    return Fraction(2 * months + (day > plus_months(start, months)), 24)


def _excluded(evaluation: Evaluation, rule: SignatoryRule) -> frozenset[str]:
    return frozenset().union(*(evaluation.people_as(place) for place in rule.unlike))


def _is_like(evaluation: Evaluation, rule: SignatoryRule, person: str) -> bool:
    return not rule.like or any(person in evaluation.people_as(place) for place in rule.like)


def _different_people(evaluation: Evaluation, masks: Masks, rules: tuple[SignatoryRule, ...]) -> Qualified:
    tables = [_rule_table(evaluation, masks, rule) for rule in rules]
    yes = [at for at in range(masks.size) if _match(tables, at, maybe=False)]
    could = [at for at in range(masks.size) if _match(tables, at, maybe=True)]
    fits = mask_of(yes, masks.size)
    return Qualified(fits, mask_of(could, masks.size) & ~fits)


_Table = list[tuple[frozenset[str], frozenset[str]]]
"""For each entry, the people who fit a rule, and those who might, somebody unnamed among them."""


def _rule_table(evaluation: Evaluation, masks: Masks, rule: SignatoryRule) -> _Table:
    fields = (_COLUMNS[rule.who],) if rule.who else ("supervisor", "assessor", "second_assessor", "signer")
    people = _named(masks, fields, masks.everything)
    fit: list[set[str]] = [set() for _ in range(masks.size)]
    might: list[set[str]] = [set() for _ in range(masks.size)]
    for person, mask in people.items():
        fits, fails = _days_qualified(evaluation, masks, rule, person)
        for at in positions(mask & fits):
            fit[at].add(person)
        for at in positions(mask & ~fails):
            might[at].add(person)
    named = 0
    for mask in people.values():
        named |= mask
    for at in positions(masks.everything & ~named):
        might[at].add(f"nobody named as {rule.who}")
    return [(frozenset(one), frozenset(other)) for one, other in zip(fit, might, strict=True)]


def _match(tables: list[_Table], at: int, *, maybe: bool, taken: frozenset[str] = frozenset()) -> bool:
    """Return whether each rule can have a person of its own on the entry ``at``."""
    if not tables:
        return True
    people = tables[0][at][1 if maybe else 0] - taken
    return any(_match(tables[1:], at, maybe=maybe, taken=taken | {person}) for person in people)
