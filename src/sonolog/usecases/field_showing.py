"""Stored values to words: for people to read, and back into a form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from sonolog.domain.fields import Field
from sonolog.store.database import Connection
from sonolog.store.lookups import labels_of
from sonolog.store.people import names_of
from sonolog.usecases.day_words import day_words
from sonolog.usecases.field_words import LENGTHS, code_label, declared, title_of, typed_names
from sonolog.usecases.finding_words import write_findings
from sonolog.usecases.item_level_words import write_item_levels
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.mark_words import write_marks

if TYPE_CHECKING:
    from sonolog.domain.form import AssessmentForm
    from sonolog.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class FieldText:
    """One field in words."""

    name: str
    title: str
    text: str


@dataclass
class FieldShower:
    """Shows fields in words; names of people and records are looked up once for all."""

    vocabulary: Vocabulary
    names: dict[str, str]
    """Ids of people and of records to what they are called."""
    forms: Mapping[str, AssessmentForm] = field(default_factory=dict)
    """Forms that assessments were made on, by the digest of their text."""

    @classmethod
    def of(cls, connection: Connection, kind: str, bodies: list[Mapping[str, Any]]) -> FieldShower:
        """Return a shower that knows everyone and everything the ``bodies`` mention."""
        from sonolog.frameworks.vocabulary import load_vocabulary

        people: set[str] = set()
        records: set[str] = set()
        for name in typed_names(kind):
            found = declared(kind, name)
            ids = people if found and found.type == "person" else records if found and found.type == "record" else None
            if ids is not None:
                for body in bodies:
                    ids |= set(_listed(body.get(name)))
        names = names_of(connection, people) | labels_of(connection, records)
        return cls(load_vocabulary(), names, _forms(connection, kind, bodies))

    def text(self, kind: str, name: str, value: Any) -> str:
        """Return a stored value in words for people."""
        if name in ("findings", "supervisor_findings"):
            return write_findings(self.vocabulary, value)
        if name == "marks":
            return write_marks(value)
        if name == "item_levels":
            return write_item_levels(value)
        if name == "score":
            return _score(value)
        if name == "custom":
            return "; ".join(f"{one['name']}: {one['value']}" for one in value)
        found = declared(kind, name)
        if found is None:
            return _plain(value)
        return ", ".join(self._one(found, one) for one in _listed(value))

    def typed(self, kind: str, name: str, value: Any) -> str:
        """Return a stored value as a person would type it: what :mod:`read_fields` reads back as the same."""
        found = declared(kind, name)
        if found is None:
            return self.text(kind, name, value)
        return ", ".join(self._one_typed(found, one) for one in _listed(value))

    def _one_typed(self, found: Field, value: Any) -> str:
        if found.type in ("text", "day", "record"):
            return str(value)
        if found.type == "term":
            return typable(self.vocabulary.label(found.vocabulary or found.name, value), value)
        return self._one(found, value)

    def _one(self, found: Field, value: Any) -> str:
        try:
            return self._in_words(found, value)
        except (ValueError, TypeError):  # whoever writes past the program may store it: it is shown as it stands
            return _plain(value)

    def _in_words(self, found: Field, value: Any) -> str:
        if found.type == "term":
            return self.vocabulary.label(found.vocabulary or found.name, value)
        if found.type == "code":
            return code_label(self.vocabulary, found.name, value)
        if found.type in ("person", "record"):
            return self.names.get(value, f"…{value[-6:]}")
        if found.type == "day":
            return day_words(date.fromisoformat(value))
        if found.name in LENGTHS and isinstance(value, int):
            return length_words(value)
        return _plain(value)


def typable(label: str, code: str) -> str:
    """Return the words that name a term in a list split at commas: its label, or its id where that has one."""
    return code if "," in label else label


def show_fields(logbook: Logbook, kind: str, body: Mapping[str, Any]) -> tuple[FieldText, ...]:
    """Return every field of a stored body that says something, in the record's order."""
    with logbook.reading() as connection:
        shower = FieldShower.of(connection, kind, [body])
        return shown_fields(shower, kind, body)


def shown_fields(shower: FieldShower, kind: str, body: Mapping[str, Any]) -> tuple[FieldText, ...]:
    """Return every field of ``body`` in words."""
    said = [(name, body[name]) for name in typed_names(kind) if body.get(name) not in (None, [], ())]
    form = shower.forms.get(str(body.get("document")))
    if form is not None:
        return tuple(_on_a_form(shower, form, body, said))
    return tuple(FieldText(name, title_of(name), shower.text(kind, name, value)) for name, value in said)


def _on_a_form(
    shower: FieldShower, form: AssessmentForm, body: Mapping[str, Any], said: list[tuple[str, Any]]
) -> Iterator[FieldText]:
    """Yield the fields of an assessment with each item as the form it was made on has it."""
    from sonolog.usecases.filled_form import filled_items, result_of

    for name, value in said:
        if name == "item_levels":
            yield from (FieldText(f"item.{one.id}", one.text, one.words) for one in filled_items(form, body))
        elif name == "form":
            yield FieldText(name, title_of(name), f"{form.title} ({value})")
        else:
            yield FieldText(name, title_of(name), shower.text("assessment", name, value))
    yield FieldText("result", "Result", result_of(form, body))


def _forms(connection: Connection, kind: str, bodies: list[Mapping[str, Any]]) -> Mapping[str, AssessmentForm]:
    if kind != "assessment":
        return {}
    from sonolog.usecases.pinned_forms import forms_of

    return forms_of(connection, bodies)


def typed_fields(logbook: Logbook, kind: str, body: Mapping[str, Any]) -> dict[str, str]:
    """Return the fields of a stored body as text that :func:`read_fields.read_fields` reads back."""
    with logbook.reading() as connection:
        shower = FieldShower.of(connection, kind, [body])
    said = ((name, body[name]) for name in typed_names(kind) if body.get(name) not in (None, [], ()))
    typed = {name: shower.typed(kind, name, value) for name, value in said if name != "custom"}
    return typed | {f"custom.{one['name']}": one["value"] for one in body.get("custom", ())}


def length_words(minutes: int) -> str:
    """Return minutes as “1 h 30 min”."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def _listed(value: Any) -> tuple[Any, ...]:
    if value is None:
        return ()
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


def _score(value: Any) -> str:
    from decimal import Decimal

    from sonolog.assessment.marking import number_words

    return number_words(Decimal(str(value)))


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return str(value)
