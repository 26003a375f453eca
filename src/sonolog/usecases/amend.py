"""Change a record: a new version; the earlier ones stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sonolog.domain.admission import make_record, read_record
from sonolog.domain.value import CustomField, Record
from sonolog.ledger.canonical import canonical
from sonolog.store.lookups import HeadRow, body_of
from sonolog.usecases.asking_for import require
from sonolog.usecases.errors import NothingToDo
from sonolog.usecases.field_showing import FieldShower, typed_fields
from sonolog.usecases.find_record import find_record
from sonolog.usecases.framework_fields import with_framework_fields
from sonolog.usecases.guarding import clean_reason
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.new_people import with_people_added
from sonolog.usecases.read_fields import read_fields
from sonolog.usecases.record_changes import FieldChange, field_changes
from sonolog.usecases.status_words import STATUS_WORDS
from sonolog.usecases.writing import Place, Writing, writing

_FIXED = frozenset({"case", "source"})


@dataclass(frozen=True, slots=True)
class Changed:
    """What an amendment changed, in words."""

    id: str
    label: str
    status: str
    status_words: str
    changed: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Amendable:
    """A record as a form shows it."""

    id: str
    label: str
    typed: dict[str, str]


def fields_to_amend(logbook: Logbook, words: str) -> Amendable:
    """Return the fields of the record meant, as a person would type them.

    Raises:
        UnknownRecord, AmbiguousRecord: none, or several.
    """
    with logbook.reading() as connection:
        head = find_record(connection, words)
        body = body_of(connection, head.digest)
    return Amendable(head.record, head.label, typed_fields(logbook, head.kind, body))


def amend(
    logbook: Logbook, words: str, typed: Mapping[str, str], *, why: str = "", new_people: bool = False
) -> Changed:
    """Write a new version of the record meant, with the fields ``typed``; an empty text clears a field.

    Raises:
        ActRefused: the record is waiting for sign-off (recall it first), withdrawn, or another's.
        FieldsRefused, RecordRefused, IdentityRefused: the values may not be kept.
        NothingToDo: nothing would change.
    """
    with logbook.reading() as connection:
        kind = find_record(connection, words).kind
    said = clean_reason(why)
    values, _ = read_fields(logbook, kind, typed, new_people=new_people)
    with writing(logbook, "amend", why=said) as act:
        ((head, state),) = require(act, [words], "amend")
        old = body_of(act.connection, head.digest)
        value = amended(act, head, old, values)
        new = value.as_body()
        if new == old:
            raise NothingToDo(f"{head.label} already says that; nothing was changed.")
        act.record(value, Place(record=head.record, subject=head.subject, parents=state.heads, why=said))
        shower = FieldShower.of(act.connection, kind, [old, new])
    status = "amended" if state.sign_off or state.signed_in_earlier_version else "draft"
    return Changed(head.record, head.label, status, STATUS_WORDS[status], field_changes(shower, kind, old, new))


def amended(act: Writing, head: HeadRow, old: dict[str, Any], values: dict[str, Any]) -> Record:
    """Return the record with ``values`` put in, checked as a whole."""
    stored = read_record(head.kind, canonical(old))
    fields = {name: getattr(stored, name) for name in type(stored).model_fields}
    typed = {name: value for name, value in with_people_added(act, values).items() if name not in _FIXED}
    if "custom" in typed:
        typed["custom"] = _merged_columns(fields["custom"], typed["custom"])
    said = {name: value for name, value in (fields | typed).items() if value is not None}
    return make_record(head.kind, with_framework_fields(act.logbook, act.connection, head.subject, head.kind, said))


def _merged_columns(old: tuple[CustomField, ...], new: tuple[dict[str, str], ...]) -> tuple[object, ...]:
    typed = {one["name"] for one in new}
    return (*(one for one in old if one.name not in typed), *(one for one in new if one["value"]))
