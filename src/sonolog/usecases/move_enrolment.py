"""Move a trainee to another edition of a framework, having shown what changes by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sonolog.domain.framework import Framework
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.progress.answer import Answer, FrameworkProgress
from sonolog.progress.evaluate import evaluate
from sonolog.progress.evidence import Evidence
from sonolog.store.database import Connection
from sonolog.store.enrolments import EnrolmentRow, enrolment_rows
from sonolog.usecases.enrol import EnrolledOn, enrolled_on, record_enrolment
from sonolog.usecases.enrolled_frameworks import pinned_framework
from sonolog.usecases.errors import NotEnrolled, NothingToDo
from sonolog.usecases.fact_answers import read_facts
from sonolog.usecases.frameworks import FrameworkText, find_framework
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.people import trainee_row
from sonolog.usecases.read_fields import read_terms
from sonolog.usecases.supposed_enrolment import Wanted, seen_with, still_asked
from sonolog.usecases.trusted_evidence import trusted_evidence
from sonolog.usecases.writing import writing


@dataclass(frozen=True, slots=True)
class AnswerMoved:
    """A requirement or stage before and after; None where one edition does not have it."""

    id: str
    title: str
    before: Answer | None
    after: Answer | None

    @property
    def is_changed(self) -> bool:
        """Whether anything a trainee looks at differs."""
        return self._told(self.before) != self._told(self.after)

    @staticmethod
    def _told(one: Answer | None) -> tuple[Any, ...] | None:
        return None if one is None else (one.have, one.signed, one.need, one.unit, one.met, one.status, one.strength)


@dataclass(frozen=True, slots=True)
class Move:
    """What moving would change; :func:`move_enrolment` carries it out."""

    trainee: str
    name: str
    enrolment: str
    """Record id of the enrolment to move on from."""
    target: FrameworkText
    scope: tuple[str, ...]
    facts: Mapping[str, Any]
    before: FrameworkProgress
    after: FrameworkProgress

    @property
    def answers(self) -> tuple[AnswerMoved, ...]:
        """Every requirement of either edition, in the order of the new one; parts are left out."""
        old = {one.id: one for one in self.before.requirements if one.parent is None}
        new = {one.id: one for one in self.after.requirements if one.parent is None}
        both = dict.fromkeys((*new, *old))
        return tuple(AnswerMoved(one, (new.get(one) or old[one]).title, old.get(one), new.get(one)) for one in both)


def plan_move(
    logbook: Logbook,
    name: str,
    *,
    trainee: str | None = None,
    scope: Sequence[str] = (),
    facts: Mapping[str, str] | None = None,
) -> Move:
    """Return what it would change if the trainee went on to ``name`` (its newest edition, or ``name@edition``).

    Scope and answers are taken along; what is said here replaces them.

    Raises:
        UnknownFramework, UnknownEdition: there is none; names the nearest.
        NotEnrolled: the trainee is not on that framework.
        NothingToDo: the trainee follows that very text.
        FieldsRefused, FactRefused: a region or an answer is not understood.
    """
    found = find_framework(name, logbook.home)
    regions = read_terms(logbook, "region", scope)
    answers = read_facts(found.framework, facts or {}, logbook.today)
    with logbook.reading() as connection:
        person = trainee_row(connection, logbook, trainee)
        row = _row(connection, person.id, person.name, found, logbook.today)
        old = pinned_framework(connection, row.document)
        evidence = trusted_evidence(connection, logbook, person.id, logbook.today)
        kept = Wanted(row.since, row.scope, row.facts)
        before = _told(connection, old, evidence, kept)
        wanted = Wanted(row.since, regions or row.scope, {**still_asked(found.framework, row.facts), **answers})
        after = _told(connection, found.framework, evidence, wanted)
    return Move(
        trainee=person.id,
        name=person.name,
        enrolment=row.record,
        target=found,
        scope=wanted.scope or (),
        facts=wanted.facts or {},
        before=before,
        after=after,
    )


def move_enrolment(logbook: Logbook, move: Move) -> EnrolledOn:
    """Enrol the trainee on the other edition in place of the one they are on; nothing recorded is altered.

    Raises:
        NotEnrolled: the enrolment was moved on or withdrawn since the plan was made.
    """
    values = {"date": logbook.today, "scope": move.scope, "facts": move.facts, "moved_from": move.enrolment}
    with writing(logbook, "enrol") as act:
        rows = enrolment_rows(act.connection, move.trainee, logbook.today)
        if move.enrolment not in {row.record for row in rows}:
            raise NotEnrolled(move.name, f"{move.before.framework}, edition {move.before.edition}, any more")
        record = record_enrolment(act, move.target, move.trainee, values)
    return enrolled_on(record, move.target.framework, logbook.today, move.facts)


def _row(connection: Connection, trainee: str, name: str, found: FrameworkText, today: date) -> EnrolmentRow:
    wanted = found.framework
    rows = [one for one in enrolment_rows(connection, trainee, today) if one.framework == wanted.framework]
    if not rows:
        raise NotEnrolled(name, wanted.framework)
    if rows[-1].edition == wanted.edition:
        raise NothingToDo(
            f"{name} follows edition {wanted.edition} of {wanted.framework} already.",
            hint=f"See what there is with: sonolog framework list. Name one with: {wanted.framework}@EDITION.",
        )
    return rows[-1]


def _told(connection: Connection, framework: Framework, evidence: Evidence, wanted: Wanted) -> FrameworkProgress:
    seen = seen_with(connection, framework, evidence, wanted)
    return evaluate(framework, seen, vocabulary=load_vocabulary())
