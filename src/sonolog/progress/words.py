"""Words for people: labels of values, what a condition asks for, units, anchors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sonolog.domain.bound import Duration
from sonolog.domain.fields import SIGNATORY, Field, fields_of
from sonolog.domain.framework import Framework
from sonolog.domain.predicate import (
    EVERYTHING,
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
from sonolog.domain.requirement import Anchor, EntryDay, Measured, Needs, Part, SignatoryRule
from sonolog.domain.vocabulary import Vocabulary
from sonolog.progress.evidence import Evidence
from sonolog.progress.masks import Mark
from sonolog.progress.plain_words import FIELD_PLURALS, NAMED_DAYS, UNITS, capital, day, joined, spaced
from sonolog.progress.signatory_words import accreditation_words


class Words:
    """The words of one framework for one trainee."""

    def __init__(self, framework: Framework, evidence: Evidence, vocabulary: Vocabulary | None) -> None:
        self._framework = framework
        self._people = evidence.people
        self._vocabulary = vocabulary
        self._own = {(term.kind, term.id): term.label for term in framework.vocabulary}
        self._lines = {line.id: line.title for line in framework.lines}

    def part_title(self, part: Part, kind: str) -> str:
        """Return the title of a part, or the label of the value it stands for."""
        if part.title:
            return part.title
        where = part.where
        if isinstance(where, OneOf) and len(where.values) == 1 and str(where.values[0]) == part.id:
            return capital(self.value(kind, where.field, where.values[0]))
        return capital(spaced(part.id))

    def value(self, kind: str, field: str, value: Mark) -> str:
        """Return what to call one value of a field."""
        return self._value(fields_of(kind).get(field), field, value)

    def _value(self, known: Field | None, field: str, value: Mark) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, date):
            return day(value)
        if isinstance(value, int | Decimal | Fraction):
            return str(value)
        if field == "line" and value in self._lines:
            return self._lines[value]
        if known is not None and known.type == "person":
            return self._people[value].name if value in self._people else "somebody not in this logbook"
        if known is not None and known.vocabulary is not None:
            return self._term(known.vocabulary, value)
        is_typed = known is not None and known.type == "text" and (" " in value or value != value.lower())
        return value if is_typed else spaced(value)

    def _term(self, vocabulary: str, value: str) -> str:
        own = self._own.get((vocabulary, value))
        if own is not None:
            return own
        label = self._vocabulary.label(vocabulary, value) if self._vocabulary else value
        return spaced(value) if label == value else label

    def predicate(self, predicate: Predicate, kind: str) -> str:
        """Return what a condition on entries asks for, as in "role: performed or assisted"."""
        return self._asked(predicate, fields_of(kind))

    def signatories(self, rules: tuple[SignatoryRule, ...]) -> str:
        """Return what is asked of the people who supervise, assess or sign."""
        wheres = (rule.where for rule in rules if rule.where != EVERYTHING)
        asked = (accreditation_words(where) or self._asked(where, SIGNATORY) for where in wheres)
        excluded = (f"not the {joined(rule.unlike, 'or')}" for rule in rules if rule.unlike)
        wanted = (f"the {joined(rule.like, 'or')}" for rule in rules if rule.like)
        return "; ".join([*asked, *dict.fromkeys((*wanted, *excluded))])

    def _asked(self, predicate: Predicate, fields: Mapping[str, Field]) -> str:
        match predicate:
            case OneOf(field=field, values=values):
                named = (self._value(fields.get(field), field, one) for one in values)
                return f"{spaced(field)}: {joined(named, 'or')}"
            case Compare(field=field):
                return f"{spaced(field)}: {_range(predicate)}"
            case Present(field=field, present=present):
                return f"{spaced(field)}: {'recorded' if present else 'not recorded'}"
            case TermRef(term=term):
                return f"“{self._framework.term(term).title or spaced(term)}”"
            case Linked(field=field, kind=linked, where=where, at_least=least, at_most=most):
                number = f"{least} or more " if least > 1 else ""
                number = f"{least} to {most} " if most is not None else number
                return f"{number}{spaced(field)} with {self.predicate(where, linked)}"
            case Not(of=inner):
                return f"not {self._asked(inner, fields)}"
            case AllOf(of=parts):
                return joined(self._asked(part, fields) for part in parts) or "anything"
            case AnyOf(of=parts):
                return joined((self._asked(part, fields) for part in parts), "or")

    def anchor(self, anchor: Anchor) -> str:
        """Return what to call the day an anchor stands for."""
        if isinstance(anchor, EntryDay):
            one = UNITS.get(anchor.of, (spaced(anchor.of),))[0]
            return f"the {anchor.pick} {one} with {self.predicate(anchor.where, anchor.of)}"
        return NAMED_DAYS.get(anchor.name) or f"“{self.title(anchor.name)}”"

    def title(self, wanted: str) -> str:
        """Return the title of the event, requirement or stage with this id, else the id as words."""
        framework = self._framework
        titles = {one.id: one.title for one in framework.events}
        titles.update({one.id: one.title for one in framework.requirements})
        titles.update({one.id: one.title for one in framework.stages})
        return titles.get(wanted) or spaced(wanted)

    def unit_of_kind(self, kind: str | None) -> tuple[str, str]:
        """Return what one entry of a kind and several are called."""
        if kind == "scan" and self._framework.counting.unit in UNITS:
            return UNITS[self._framework.counting.unit]
        return UNITS.get(kind or "", ("entry", "entries"))

    def needs(self, needs: Needs) -> str:
        """Return the titles of what is needed, all of it or so many."""
        named = [f"({self.needs(one)})" if isinstance(one, Needs) else self.title(one) for one in needs.of]
        if needs.at_least >= len(named):
            return joined(named)
        lead = "" if needs.at_least == 1 else f"{needs.at_least} of "
        return f"{lead}{joined(named, 'or')}"

    def unit(self, spec: Measured, kind: str | None, bound: Duration | None = None) -> tuple[str, str]:
        """Return the unit of what a rule measures, for one and for several."""
        if spec.measure in ("elapsed", "span", "gap"):
            length = str(bound.unit) if bound is not None else "months"
            return length.removesuffix("s"), length
        if spec.rate is not None:
            return spec.rate.per, f"{spec.rate.per}s"
        if spec.level_field is not None:
            named = spaced(spec.level_field)
            return named, named
        field = spec.distinct or spec.sum
        if field is not None:
            many = FIELD_PLURALS.get(field) or f"{spaced(field)}s"
            return (many[:-3] + "y" if many.endswith("ies") else many.removesuffix("s")), many
        return self.unit_of_kind(kind) if kind else ("requirement", "requirements")


def _range(predicate: Compare) -> str:
    bounds = [(predicate.at_least, "at least"), (predicate.at_most, "at most")]
    return joined(
        f"{word} {day(bound) if isinstance(bound, date) else bound}" for bound, word in bounds if bound is not None
    )
