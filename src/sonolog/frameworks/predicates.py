"""Reads ``where``, ``about``, ``having``, ``when`` and ``by``: tables of field and value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from sonolog.domain.fields import ENROLMENT, SIGNATORY, Field, fields_of
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
    Scalar,
    TermRef,
)
from sonolog.domain.problems import did_you_mean
from sonolog.domain.requirement import SignatoryRule
from sonolog.domain.vocabulary import UnknownTerm
from sonolog.frameworks.reading import Section
from sonolog.frameworks.sheet import Sheet, check_text, listed, number_at, shown, suggest
from sonolog.frameworks.toml_text import Path

WHO = ("supervisor", "assessor", "second-assessor", "mentor", "signer")
STANDINGS = ("trainee", "supervisor", "trainer", "mentor", "assessor")
_WORDS_OF = ("any", "all", "not", "term")
"""Keys of a predicate that are no fields."""
_NOUN = {"yes-no": "true or false", "day": "a day, as 2026-02-28"}


@dataclass(frozen=True)
class Subject:
    """What a predicate is about: the fields it may name."""

    kind: str
    fields: Mapping[str, Field]

    @property
    def name(self) -> str:
        """What to call it in a message."""
        return {"signatory": "signatory", "enrolment": "trainee"}.get(self.kind, f"{self.kind} record")


def records_of(kind: str) -> Subject:
    """Return the subject of predicates over records of ``kind``."""
    return Subject(kind, fields_of(kind))


SIGNATORIES = Subject("signatory", SIGNATORY)


def trainee_of(sheet: Sheet, *, judged: bool = False) -> Subject:
    """Return the subject of ``when``: scope, awards, the framework's own facts, and where ``judged`` what is met."""
    fields = {name: field for name, field in ENROLMENT.items() if judged or name != "met"}
    return Subject("enrolment", {**fields, **sheet.facts})


def read_where(section: Section, key: str, subject: Subject | None) -> Predicate:
    """Return the predicate at ``key``, matching everything where there is none.

    Without a subject (its record kind is at fault) the table is not judged.
    """
    table = section.table_at(key)
    if table is None or subject is None:
        return EVERYTHING
    return read_predicate(table, subject)


def read_optional(section: Section, key: str, subject: Subject | None) -> Predicate | None:
    """Return the predicate at ``key``, or None where there is none."""
    return read_where(section, key, subject) if key in section else None


def read_predicate(table: Section, subject: Subject) -> Predicate:
    """Return what a whole table says: all of its keys together."""
    return _all_of([part for key in table.table for part in _read_key(table, key, subject)])


def read_by(section: Section, key: str = "by") -> tuple[SignatoryRule, ...]:
    """Return the rules for signatories: one table, or a list with a different person for each."""
    value = section.raw(key)
    if value is None:
        return ()
    if isinstance(value, list):
        return tuple(_signatory(table) for table in section.tables_at(key))
    table = section.table_at(key)
    return (_signatory(table),) if table is not None else ()


def _signatory(table: Section) -> SignatoryRule:
    unlike, like = _standings(table, "not"), _standings(table, "is")
    rest = {key: value for key, value in table.table.items() if key not in ("not", "is", "who")}
    return SignatoryRule(
        where=read_predicate(Section(table.sheet, table.path, rest), SIGNATORIES),
        who=table.choice("who", WHO),
        unlike=unlike,
        like=like,
    )


def _standings(table: Section, key: str) -> tuple[Any, ...]:
    """Return the places in a logbook named at ``key``."""
    names = table.texts(key)
    for name in names:
        if name not in STANDINGS:
            hint = suggest(name, STANDINGS, otherwise=f"One of: {', '.join(STANDINGS)}.")
            table.fault(key, f"“{shown(name)}” is no place in a logbook.", code="unknown-value", hint=hint)
    return tuple(name for name in names if name in STANDINGS)


def _read_key(table: Section, key: str, subject: Subject) -> Iterator[Predicate]:
    if key == "any":
        yield AnyOf(of=tuple(_groups(table, key, subject)))
    elif key == "all":
        yield AllOf(of=tuple(_groups(table, key, subject)))
    elif key == "not":
        inner = table.table_at(key)
        if inner is not None:
            yield Not(of=read_predicate(inner, subject))
    elif key == "term":
        for index, name in enumerate(table.texts(key)):
            table.sheet.refer(name, ("term",), (*table.at(key), index))
            _same_kind(table, name, subject)
            yield TermRef(term=name)
    else:
        field = _field_called(table, key, subject)
        if field is not None:
            yield from _read_field(table, field)


def _groups(table: Section, key: str, subject: Subject) -> Iterator[Predicate]:
    groups = list(table.tables_at(key))
    if not groups:
        table.fault(key, f"“{key}” lists no conditions.", code="empty")
    for group in groups:
        yield read_predicate(group, subject)


def _same_kind(table: Section, name: str, subject: Subject) -> None:
    kind = table.sheet.term_kinds.get(name)
    if kind is not None and kind != subject.kind:
        message = f"The term “{name}” is about {kind} records, not a {subject.name}."
        table.fault("term", message, code="wrong-kind")


def _field_called(table: Section, key: str, subject: Subject) -> Field | None:
    field = subject.fields.get(key)
    if field is None:
        known = (*subject.fields, *_WORDS_OF)
        hint = suggest(key, known, otherwise=f"Fields: {', '.join(subject.fields)}.")
        table.fault(key, f"A {subject.name} has no field “{shown(key)}”.", code="unknown-field", hint=hint)
    return field


def _read_field(table: Section, field: Field) -> Iterator[Predicate]:
    value = table.raw(field.name)
    if isinstance(value, dict):
        yield from _read_tests(Section(table.sheet, table.at(field.name), value), field)
    else:
        yield from _one_of(table, field.name, field)


def _read_tests(tests: Section, field: Field) -> Iterator[Predicate]:
    """Yield what ``{ not, any, all, at_least, at_most, present, where }`` of one field says."""
    for key in ("any", "all", "not"):
        if key in tests:
            yield from _TESTS[key](list(_one_of(tests, key, field, each=key == "all")))
    if "where" not in tests and ("at_least" in tests or "at_most" in tests):
        yield from _compare(tests, field)
    if "present" in tests:
        yield Present(field=field.name, present=tests.flag("present", default=True))
    if "where" in tests:
        yield from _linked(tests, field)
    tests.done()


_TESTS: Mapping[str, Callable[[list[Predicate]], list[Predicate]]] = {
    "any": lambda found: found,
    "all": lambda found: found,
    "not": lambda found: [Not(of=one) for one in found],
}


def _one_of(section: Section, key: str, field: Field, *, each: bool = False) -> Iterator[Predicate]:
    value = section.raw(key)
    items = value if isinstance(value, list) else [value]
    if not items:
        section.fault(key, f"“{key}” lists nothing, so nothing could match.", code="empty")
    read = [read_value(section.sheet, (*section.at(key), index), item, field) for index, item in enumerate(items)]
    values = tuple(item for item in read if item is not None)
    if not values:
        return
    if each:
        yield from (OneOf(field=field.name, values=(item,)) for item in values)
    else:
        yield OneOf(field=field.name, values=values)


def _compare(tests: Section, field: Field) -> Iterator[Predicate]:
    if field.type not in ("number", "day"):
        message = f"“{field.name}” is no number and no day, so it cannot be compared."
        tests.fault(None, message, code="wrong-type", hint=f'Write {field.name} = "…" or a list.')
        return
    low, high = (_limit(tests, key, field) for key in ("at_least", "at_most"))
    if low is not None and high is not None and low > high:
        tests.fault(None, f"“{field.name}” cannot be at least {low} and at most {high}.", code="contradiction")
    yield Compare(field=field.name, at_least=low, at_most=high)


def _limit(tests: Section, key: str, field: Field) -> Any:
    return read_value(tests.sheet, tests.at(key), tests.raw(key), field) if key in tests else None


def _linked(tests: Section, field: Field) -> Iterator[Predicate]:
    if field.linked is None:
        tests.fault("where", f"“{field.name}” does not refer to another record.", code="wrong-type")
        return
    where = read_where(tests, "where", records_of(field.linked))
    least = tests.whole("at_least", 1, least=1) or 1
    most = tests.whole("at_most")
    if not field.many and ("at_least" in tests or "at_most" in tests):
        tests.fault("where", f"“{field.name}” refers to one record, so there is nothing to number.", code="wrong-type")
    if most is not None and most < least:
        tests.fault("at_most", "“at_most” lies below “at_least”: nothing could meet both.", code="contradiction")
    yield Linked(field=field.name, kind=field.linked, where=where, at_least=least, at_most=most)


def read_value(sheet: Sheet, path: Path, value: Any, field: Field) -> Scalar | None:
    """Return ``value`` if ``field`` can hold it; note a fault and return None otherwise."""
    if field.type == "number":
        return number_at(sheet, path, value)
    if field.type in ("record", "person") and isinstance(value, str):
        hint = f"Write {field.name} = {{ present = true }}, or describe it."
        sheet.fault(path, f"A framework cannot name one {field.type}.", code="wrong-type", hint=hint)
        return None
    if not _fits(value, field):
        sheet.fault(path, f"“{field.name}” must be {_NOUN.get(field.type, 'text in quotes')}.", code="wrong-type")
        return None
    if isinstance(value, str):
        _check_word(sheet, path, value, field)
    checked: Scalar = value
    return checked


def _fits(value: Any, field: Field) -> bool:
    if field.type == "yes-no":
        return isinstance(value, bool)
    if field.type == "day":
        return isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, str)


def _check_word(sheet: Sheet, path: Path, word: str, field: Field) -> None:
    if field.type == "code" and word not in field.values:
        hint = suggest(word, field.values, otherwise=f"One of: {listed(field.values)}.")
        sheet.fault(path, f"“{shown(word)}” is not a value of “{field.name}”.", code="unknown-value", hint=hint)
    elif field is ENROLMENT["met"]:
        sheet.refer(word, ("requirement", "stage"), path)
    elif field.vocabulary is not None:
        check_word(sheet, path, word, field.vocabulary)
    else:
        check_text(sheet, path, word)


def check_word(sheet: Sheet, path: Path, word: str, kind: str) -> None:
    """Note a fault unless ``word`` is an id of the shared vocabulary or of the framework's own words."""
    if sheet.knows_word(kind, word):
        return
    hint = partial(_nearest_ids, sheet, kind, word)
    sheet.fault(path, f"The vocabulary has no {kind} “{shown(word)}”.", code="unknown-word", hint=hint)


def _nearest_ids(sheet: Sheet, kind: str, word: str) -> str:
    try:
        found = [sheet.vocabulary.find(kind, word[:80]).id]
    except UnknownTerm as error:
        found = [sheet.vocabulary.find(kind, name).id for name in error.nearest[:2]]
    own = did_you_mean(word, sheet.own_words.get(kind, ()))
    words = " or ".join(f"“{name}”" for name in dict.fromkeys(found))
    return own or (f"Did you mean {words}?" if words else "")


def _all_of(parts: list[Predicate]) -> Predicate:
    if not parts:
        return EVERYTHING
    return parts[0] if len(parts) == 1 else AllOf(of=tuple(parts))
