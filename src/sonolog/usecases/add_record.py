"""Add a record of any kind but a scan: placement, session, course, assessment and the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sonolog.domain.admission import make_record
from sonolog.domain.kinds import KINDS, UnknownKind, record_class
from sonolog.domain.labels import day_of, label_of
from sonolog.domain.value import Dated, Period
from sonolog.store.lookups import head_of
from sonolog.usecases.fill_form import with_form_filled
from sonolog.usecases.framework_fields import with_framework_fields
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.new_people import with_people_added
from sonolog.usecases.people import trainee_row
from sonolog.usecases.read_fields import read_fields
from sonolog.usecases.writing import Place, Writing, writing

ADDABLE: tuple[str, ...] = tuple(kind for kind in KINDS if kind not in ("scan", "person", "enrolment"))
"""Kinds with no command of their own."""
_OF_THE_PERSON = {"person", "accreditation"}


@dataclass(frozen=True, slots=True)
class AddedRecord:
    """A record that is kept."""

    id: str
    kind: str
    kind_title: str
    label: str
    day: date | None
    added_people: tuple[str, ...] = ()


def add_record(
    logbook: Logbook,
    kind: str,
    typed: Mapping[str, str],
    *,
    trainee: str | None = None,
    record: str | None = None,
    new_people: bool = False,
) -> AddedRecord:
    """Add a record of ``kind`` from typed fields; today, if no day is said.

    Raises:
        UnknownKind: there is no such kind, or it has a command of its own.
        FieldsRefused, RecordRefused, IdentityRefused: the values may not be kept.
    """
    if kind not in ADDABLE:
        raise UnknownKind(kind)
    values, added = read_fields(logbook, kind, typed, new_people=new_people)
    return add_record_value(logbook, kind, values, trainee=trainee, record=record, added_people=added)


def add_record_value(
    logbook: Logbook,
    kind: str,
    values: Mapping[str, Any],
    *,
    trainee: str | None = None,
    record: str | None = None,
    added_people: tuple[str, ...] = (),
) -> AddedRecord:
    """Add a record given as values; see :func:`add_record`."""
    wanted = record or logbook.new_id()
    title = record_class(kind).title
    with writing(logbook, f"add {kind}") as act:
        kept = head_of(act.connection, wanted)
        if kept is not None:
            return AddedRecord(wanted, kind, title, kept.label, date.fromisoformat(kept.day) if kept.day else None)
        said = {name: value for name, value in values.items() if value is not None}
        subject = _subject(act, kind, said, trainee)
        checked = with_framework_fields(logbook, act.connection, subject, kind, said)
        if kind == "assessment":
            checked = with_form_filled(act, subject, checked, said)
        made = make_record(kind, _with_day(act, kind, with_people_added(act, checked)))
        act.record(made, Place(record=wanted, subject=subject))
    body = made.as_body()
    day = day_of(body)
    label = label_of(kind, body)
    return AddedRecord(wanted, kind, title, label, date.fromisoformat(day) if day else None, added_people)


def _with_day(act: Writing, kind: str, said: dict[str, Any]) -> dict[str, Any]:
    found = record_class(kind)
    if issubclass(found, Dated):
        return {"date": act.logbook.today} | said
    return {"start": act.logbook.today} | said if issubclass(found, Period) else said


def _subject(act: Writing, kind: str, said: Mapping[str, Any], trainee: str | None) -> str:
    """Return whose record it is: an accreditation is the person's who holds it, everything else the trainee's."""
    if kind in _OF_THE_PERSON and trainee is None and isinstance(said.get("person"), str):
        return str(said["person"])
    return trainee_row(act.connection, act.logbook, trainee).id
