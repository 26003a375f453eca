"""Where a trainee stands in each framework, and why a record counts or does not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.progress.answer import FrameworkExplanation, Progress
from sonolog.progress.explain import explain
from sonolog.progress.sign_offs import sign_off_counts
from sonolog.progress.together import evaluate_together, seen_by
from sonolog.store.people import names_of
from sonolog.usecases.enrolled_frameworks import enrolled_frameworks
from sonolog.usecases.find_record import find_record
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.status_words import STATUS_WORDS
from sonolog.usecases.trusted_evidence import trusted_evidence


@dataclass(frozen=True, slots=True)
class RecordExplanation:
    """One record as each framework sees it."""

    id: str
    label: str
    status_words: str
    frameworks: tuple[FrameworkExplanation, ...]


def show_progress(
    logbook: Logbook,
    trainee: str,
    *,
    framework: str | None = None,
    as_of: date | None = None,
    declared: Collection[str] = (),
) -> Progress:
    """Return every requirement's answer as of the end of a day (today, if not said).

    What is ``declared`` to be left out of a file is not missed.  Reading a logbook once, it is evaluated once.

    Raises:
        NotEnrolled: on no framework.
        UnknownFramework: there is no ``framework``.
    """
    day = as_of or logbook.today

    def found() -> Progress:
        return _progress(logbook, trainee, framework, day, declared)

    return logbook.once(("progress", trainee, framework, day, frozenset(declared), logbook.for_others), found)


def _progress(logbook: Logbook, trainee: str, framework: str | None, day: date, declared: Collection[str]) -> Progress:
    with logbook.reading() as connection:
        name = names_of(connection, {trainee}).get(trainee, "")
        found = enrolled_frameworks(connection, trainee, name, home=logbook.home, as_of=day, only=framework)
        evidence = trusted_evidence(connection, logbook, trainee, day, declared)
    answers = evaluate_together(found, evidence, vocabulary=load_vocabulary())
    return Progress(trainee, name, day, answers, sign_off_counts(evidence))


def explain_record(
    logbook: Logbook, words: str, *, framework: str | None = None, as_of: date | None = None
) -> RecordExplanation:
    """Return for each framework of its trainee whether the record meant counts, and why not.

    Raises:
        UnknownRecord, AmbiguousRecord: none, or several.
        NotEnrolled, UnknownFramework: see :func:`show_progress`.
    """
    day = as_of or logbook.today
    with logbook.reading() as connection:
        head = find_record(connection, words)
        name = names_of(connection, {head.subject}).get(head.subject, "")
        found = enrolled_frameworks(connection, head.subject, name, home=logbook.home, as_of=day, only=framework)
        evidence = trusted_evidence(connection, logbook, head.subject, day)
    vocabulary = load_vocabulary()
    answers = (explain(one, seen, head.record, vocabulary=vocabulary) for one, seen in seen_by(found, evidence))
    return RecordExplanation(head.record, head.label, STATUS_WORDS[head.status], tuple(answers))
