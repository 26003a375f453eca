"""The evaluations behind a trainee's progress, for what looks further than the answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sonolog.domain.framework import Framework
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.progress.answer import FrameworkProgress
from sonolog.progress.evaluate import evaluate
from sonolog.progress.evaluation import Evaluation, EvidenceMasks
from sonolog.progress.evidence import Evidence
from sonolog.progress.together import seen_by
from sonolog.store.leave import leave_periods
from sonolog.store.people import names_of
from sonolog.usecases.enrolled_frameworks import enrolled_frameworks
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.trusted_evidence import trusted_evidence


@dataclass(frozen=True, slots=True)
class Seen:
    """One framework as it is written, the answers of ``progress``, and an evaluation to ask further."""

    framework: Framework
    progress: FrameworkProgress
    evaluation: Evaluation


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One trainee on one day: what was recorded, and how each framework sees it."""

    trainee: str
    name: str
    day: date
    evidence: Evidence
    masks: EvidenceMasks
    frameworks: tuple[Seen, ...]
    absences: tuple[tuple[date, date | None], ...]
    """Leave, that to come included."""


def evaluated(logbook: Logbook, trainee: str, *, framework: str | None = None, as_of: date | None = None) -> Evaluated:
    """Return what progress is told from, as of the end of a day (today, if not said).

    Raises:
        NotEnrolled: on no framework.
        UnknownFramework: there is no ``framework``.
    """
    day = as_of or logbook.today
    with logbook.reading() as connection:
        name = names_of(connection, {trainee}).get(trainee, "")
        found = enrolled_frameworks(connection, trainee, name, home=logbook.home, as_of=day, only=framework)
        evidence = trusted_evidence(connection, logbook, trainee, day)
        absences = leave_periods(connection, trainee)
    masks = EvidenceMasks(evidence)
    vocabulary = load_vocabulary()
    frameworks = []
    for one, seen in seen_by(found, evidence):
        own = masks if seen is evidence else EvidenceMasks(seen)
        told = evaluate(one, seen, vocabulary=vocabulary, masks=own)
        frameworks.append(Seen(one, told, Evaluation.of(one, own, vocabulary)))
    return Evaluated(trainee, name, day, evidence, masks, tuple(frameworks), absences)
