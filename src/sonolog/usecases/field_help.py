"""What can be typed into each field of a record: for forms and for help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sonolog.domain.fields import Field
from sonolog.domain.kinds import record_class
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.usecases.field_words import LENGTHS, PROSE, code_label, declared, title_of, typed_names

Shape = Literal["day", "term", "person", "record", "code", "flag", "number", "minutes", "text", "prose", "findings"]

_SHAPES: dict[str, Shape] = {
    "code": "code",
    "term": "term",
    "number": "number",
    "text": "text",
    "yes-no": "flag",
    "day": "day",
    "person": "person",
    "record": "record",
}


@dataclass(frozen=True, slots=True)
class FieldHelp:
    """One field of a record."""

    name: str
    title: str
    kind: Shape
    choices: tuple[tuple[str, str], ...]
    """Codes and what they are called; empty where anything may be typed."""
    required: bool
    many: bool


def field_help(kind: str) -> tuple[FieldHelp, ...]:
    """Return the fields of ``kind`` that may be typed, in the record's order.

    Raises:
        UnknownKind: there is no such kind.
    """
    required = {name for name, field in record_class(kind).model_fields.items() if field.is_required()}
    unasked = {"date", "start", "examination"} if kind == "scan" else {"date", "start"}
    return tuple(_help(kind, name, required=name in required - unasked) for name in typed_names(kind))


def _help(kind: str, name: str, *, required: bool) -> FieldHelp:
    found = declared(kind, name)
    return FieldHelp(
        name=name,
        title=title_of(name),
        kind=_shape(name, found),
        choices=_choices(found),
        required=required,
        many=found.many if found is not None else True,
    )


def _shape(name: str, found: Field | None) -> Shape:
    if found is None:
        return "findings" if name.endswith("findings") else "text"
    if name in LENGTHS:
        return "minutes"
    return "prose" if name in PROSE and found.type == "text" else _SHAPES[found.type]


def _choices(found: Field | None) -> tuple[tuple[str, str], ...]:
    if found is None or found.type != "code":
        return ()
    vocabulary = load_vocabulary()
    return tuple((code, code_label(vocabulary, found.name, code)) for code in found.values)
