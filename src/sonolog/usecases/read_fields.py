"""Read what a person typed into the values of a record: one reader for the command line and for forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sonolog.errors import SonologError
from sonolog.usecases.errors import Faulty, FieldFault, FieldsRefused
from sonolog.usecases.field_reading import FieldReader
from sonolog.usecases.field_words import declared, field_named, title_of, typed_names
from sonolog.usecases.logbook import Logbook

_FIRST = ("date", "start", "region")
"""Read before the others: a structure is understood in its region."""
ITEM = "item."
"""What a key begins with that names an item of an assessment form."""


def read_fields(
    logbook: Logbook, kind: str, typed: Mapping[str, str], *, new_people: bool = False
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the values of a record of ``kind``, and the names of people who are to be added for it.

    An empty text stands for nothing said: the field's value is None.  A person's field holds the id, or the name
    of somebody to be added, as a :class:`field_reading.NewPerson`.  With ``new_people`` a name that resembles
    another is added too.

    Raises:
        FieldsRefused: with every field that could not be understood, and the nearest right words.
    """
    reader = FieldReader.of(logbook, kind, new_people=new_people)
    values: dict[str, Any] = {}
    faults: list[FieldFault] = []
    for key, text in sorted(typed.items(), key=lambda pair: _place(kind, pair[0])):
        name = field_named(kind, key)
        try:
            if key.startswith("custom."):
                reader.custom(values, key.removeprefix("custom."), text)
            elif kind == "assessment" and key.startswith(ITEM):
                reader.item_level(values, key.removeprefix(ITEM), text)
            elif name is None:
                faults.append(_unknown(kind, key, text))
            else:
                values[name] = reader.read(name, text) if text.strip() else None
        except Faulty as fault:
            faults.append(FieldFault(title_of(name or key), name or key, text, fault.why, fault.nearest))
        except SonologError as refusal:
            faults.append(FieldFault(title_of(name or key), name or key, text, refusal.message, (), refusal.hint))
    if faults:
        raise FieldsRefused(tuple(faults))
    return values, tuple(reader.new_names)


def _place(kind: str, key: str) -> tuple[int, str]:
    name = field_named(kind, key)
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST)), key


def _unknown(kind: str, key: str, text: str) -> FieldFault:
    from difflib import get_close_matches

    near = tuple(get_close_matches(key.lower(), typed_names(kind), n=3))
    return FieldFault(key, key, text, f"a {kind} has no field called “{key}”", near)


def is_many(kind: str, name: str) -> bool:
    """Return whether the field holds a list."""
    field = declared(kind, name)
    return field.many if field is not None else True


def read_terms(logbook: Logbook, field: str, words: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the terms that ``words`` name, for a field of a scan.

    Raises:
        FieldsRefused: with every word not understood, and the nearest right ones.
    """
    reader = FieldReader.of(logbook, "scan", new_people=False)
    found: list[str] = []
    faults: list[FieldFault] = []
    for word in words:
        try:
            found.append(reader.read(field, word))
        except Faulty as fault:
            faults.append(FieldFault(title_of(field), field, word, fault.why, fault.nearest))
    if faults:
        raise FieldsRefused(tuple(faults))
    return tuple(dict.fromkeys(found))
