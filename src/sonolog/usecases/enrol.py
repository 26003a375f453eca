"""Start a trainee on one edition of a framework; its text is kept with the logbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sonolog.domain.admission import make_record
from sonolog.domain.framework import Framework
from sonolog.domain.when import read_day
from sonolog.ledger.objects import Document
from sonolog.store.evidence import enrolment_rows
from sonolog.usecases.errors import AlreadyEnrolled, FactRefused
from sonolog.usecases.frameworks import FrameworkText, find_framework
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.people import trainee_row
from sonolog.usecases.read_fields import read_terms
from sonolog.usecases.writing import Place, writing

_YES = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True, slots=True)
class EnrolledOn:
    """An enrolment, in words."""

    id: str
    framework: str
    edition: str
    title: str
    day: date
    warning: str
    """What to check before relying on it; empty for a published edition."""


def enrol(
    logbook: Logbook,
    name: str,
    *,
    trainee: str | None = None,
    day: str = "",
    scope: Sequence[str] = (),
    facts: Mapping[str, str] | None = None,
) -> EnrolledOn:
    """Enrol the trainee on the framework called ``name`` from ``day`` on (today, if not said).

    ``scope`` names the regions of the learning agreement; ``facts`` answers the framework's questions.

    Raises:
        UnknownFramework: there is none; names the nearest.
        AlreadyEnrolled: the trainee is on this framework.
        FieldsRefused, FactRefused: a region or an answer is not understood.
    """
    found = find_framework(name, logbook.home)
    since = read_day(day, logbook.today) if day else logbook.today
    values = {
        "date": since,
        "framework": found.framework.framework,
        "edition": found.framework.edition,
        "scope": read_terms(logbook, "region", scope),
        "facts": tuple(_fact(found.framework, key, text) for key, text in (facts or {}).items()),
    }
    return _enrol(logbook, found, values, trainee)


def enrolments(logbook: Logbook, trainee: str, as_of: date | None = None) -> tuple[EnrolledOn, ...]:
    """Return what the trainee is enrolled on, the oldest first."""
    from sonolog.usecases.enrolled_frameworks import pinned_framework

    with logbook.reading() as connection:
        rows = enrolment_rows(connection, trainee, as_of or logbook.today)
        return tuple(
            _line(row.record, pinned_framework(connection, row.document), date.fromisoformat(row.date)) for row in rows
        )


def _enrol(logbook: Logbook, found: FrameworkText, values: Mapping[str, Any], trainee: str | None) -> EnrolledOn:
    framework = found.framework
    document = Document(kind="framework", name=framework.framework, edition=framework.edition, content=found.text)
    record = logbook.new_id()
    with writing(logbook, "enrol") as act:
        person = trainee_row(act.connection, logbook, trainee)
        on = {row.framework for row in enrolment_rows(act.connection, person.id, logbook.today)}
        if framework.framework in on:
            raise AlreadyEnrolled(person.name, framework.framework)
        value = make_record("enrolment", {**values, "document": act.document(document)})
        act.record(value, Place(record=record, subject=person.id))
    return _line(record, framework, values["date"])


def _line(record: str, framework: Framework, since: date) -> EnrolledOn:
    confidence = framework.source.confidence
    warning = "" if confidence == "published" else "A template: check it against your programme's own copy."
    return EnrolledOn(record, framework.framework, framework.edition, framework.title, since, warning)


def _fact(framework: Framework, name: str, text: str) -> dict[str, Any]:
    known = {fact.id: fact for fact in framework.facts}
    if name not in known:
        raise FactRefused(name, "the framework asks no such question", sorted(known))
    word = text.strip().lower()
    if word in _YES:
        return {"name": name, "value": _YES[word]}
    return {"name": name, "value": int(word) if word.isdecimal() else text.strip()}
