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
from sonolog.store.enrolments import enrolment_rows
from sonolog.usecases.enrolled_frameworks import pinned_framework
from sonolog.usecases.errors import AlreadyEnrolled
from sonolog.usecases.fact_answers import read_facts, unanswered
from sonolog.usecases.frameworks import FrameworkText, find_framework
from sonolog.usecases.guarding import refuse_identity_in_lines
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.people import trainee_row
from sonolog.usecases.read_fields import read_terms
from sonolog.usecases.writing import Place, Writing, writing


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
    questions: tuple[tuple[str, str], ...] = ()
    """Id and words of each question of the framework that was not answered."""


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
        UnknownFramework, UnknownEdition: there is none; names the nearest.
        AlreadyEnrolled: the trainee is on this framework.
        FieldsRefused, FactRefused: a region or an answer is not understood.
    """
    found = find_framework(name, logbook.home)
    framework = found.framework
    since = read_day(day, logbook.today) if day else logbook.today
    regions = read_terms(logbook, "region", scope)
    answers = read_facts(framework, facts or {}, logbook.today)
    with writing(logbook, "enrol") as act:
        person = trainee_row(act.connection, logbook, trainee)
        for row in enrolment_rows(act.connection, person.id, logbook.today):
            if row.framework == framework.framework:
                raise AlreadyEnrolled(person.name, framework.framework, row.edition, framework.edition)
        record = record_enrolment(act, found, person.id, {"date": since, "scope": regions, "facts": answers})
    return enrolled_on(record, framework, since, answers)


def enrolments(logbook: Logbook, trainee: str, as_of: date | None = None) -> tuple[EnrolledOn, ...]:
    """Return what the trainee is enrolled on, the oldest first."""
    with logbook.reading() as connection:
        rows = enrolment_rows(connection, trainee, as_of or logbook.today)
        return tuple(
            enrolled_on(row.record, pinned_framework(connection, row.document), row.day, row.facts) for row in rows
        )


def record_enrolment(act: Writing, found: FrameworkText, trainee: str, values: Mapping[str, Any]) -> str:
    """Add an enrolment with the text of its framework to an act, and return its record id.

    ``values`` are the fields of the enrolment, except what the framework says itself; facts by name.

    Raises:
        IdentityRefused: a line of the framework, or an answer, may identify a patient.
    """
    framework = found.framework
    refuse_identity_in_lines(found.text)
    document = Document(kind="framework", name=framework.framework, edition=framework.edition, content=found.text)
    record = act.logbook.new_id()
    fields = {
        **values,
        "facts": tuple({"name": name, "value": value} for name, value in values["facts"].items()),
        "framework": framework.framework,
        "edition": framework.edition,
        "document": act.document(document),
    }
    act.record(make_record("enrolment", fields), Place(record=record, subject=trainee))
    return record


def enrolled_on(record: str, framework: Framework, since: date, facts: Mapping[str, Any]) -> EnrolledOn:
    """Return an enrolment in words."""
    confidence = framework.source.confidence
    warning = "" if confidence == "published" else "A template: check it against your programme's own copy."
    questions = tuple((fact.id, fact.title) for fact in unanswered(framework, facts))
    return EnrolledOn(record, framework.framework, framework.edition, framework.title, since, warning, questions)
