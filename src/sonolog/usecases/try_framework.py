"""What a framework would say about a logbook, without anyone enrolling on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sonolog.domain.framework import Fact, Framework
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.progress.answer import Progress
from sonolog.progress.evaluate import evaluate
from sonolog.progress.evidence import Enrolled, Evidence
from sonolog.progress.explain import explain
from sonolog.store.people import names_of
from sonolog.usecases.fact_answers import read_facts, unanswered
from sonolog.usecases.find_record import find_record
from sonolog.usecases.frameworks import named_or_file
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.read_fields import read_terms
from sonolog.usecases.show_progress import RecordExplanation
from sonolog.usecases.status_words import STATUS_WORDS
from sonolog.usecases.supposed_enrolment import Wanted, seen_with
from sonolog.usecases.trusted_evidence import trusted_evidence


@dataclass(frozen=True, slots=True)
class Supposed:
    """How the trainee is supposed to be enrolled; what is not said is as on the framework they are on."""

    since: date | None = None
    scope: Sequence[str] = ()
    facts: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """What the framework would say, and what was supposed for it."""

    progress: Progress
    since: date
    unanswered: tuple[Fact, ...]
    """Questions of the framework to which there is no answer."""


def try_framework(
    logbook: Logbook, trainee: str, name: str, *, supposed: Supposed | None = None, as_of: date | None = None
) -> Trial:
    """Return what the framework called ``name``, or in that file, would say; nothing is stored.

    Without a day the trainee is supposed to be enrolled since the first day on any framework, else since the
    first entry.

    Raises:
        UnknownFramework, UnknownEdition: there is none of that name.
        FrameworkUnreadable, FrameworkHasProblems: the file cannot be read or used.
        FieldsRefused, FactRefused: a region or an answer is not understood.
    """
    found = named_or_file(name, logbook.home)
    wanted, day = _understood(logbook, found.framework, supposed or Supposed()), as_of or logbook.today
    with logbook.reading() as connection:
        person = names_of(connection, {trainee}).get(trainee, "")
        seen = seen_with(connection, found.framework, trusted_evidence(connection, logbook, trainee, day), wanted)
    told = evaluate(found.framework, seen, vocabulary=load_vocabulary())
    on = _enrolled(found.framework, seen)
    progress = Progress(trainee, person, day, (told,))
    return Trial(progress, on.day, unanswered(found.framework, on.facts))


def try_record(
    logbook: Logbook, words: str, name: str, *, supposed: Supposed | None = None, as_of: date | None = None
) -> RecordExplanation:
    """Return whether the record meant would count for each requirement of a framework, and why not.

    Raises:
        UnknownRecord, AmbiguousRecord: none, or several; and see :func:`try_framework`.
    """
    found = named_or_file(name, logbook.home)
    wanted, day = _understood(logbook, found.framework, supposed or Supposed()), as_of or logbook.today
    with logbook.reading() as connection:
        head = find_record(connection, words)
        evidence = trusted_evidence(connection, logbook, head.subject, day)
        seen = seen_with(connection, found.framework, evidence, wanted)
    told = explain(found.framework, seen, head.record, vocabulary=load_vocabulary())
    return RecordExplanation(head.record, head.label, STATUS_WORDS[head.status], (told,))


def _understood(logbook: Logbook, framework: Framework, supposed: Supposed) -> Wanted:
    return Wanted(
        supposed.since,
        read_terms(logbook, "region", supposed.scope) if supposed.scope else None,
        read_facts(framework, supposed.facts or {}, logbook.today),
    )


def _enrolled(framework: Framework, seen: Evidence) -> Enrolled:
    return next(one for one in reversed(seen.enrolments) if one.framework == framework.framework)
