"""Several frameworks over the same evidence: what counted for an award in one is known to the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sonolog.domain.framework import Framework
from sonolog.progress.answer import FrameworkProgress
from sonolog.progress.evaluate import evaluate
from sonolog.progress.evaluation import EvidenceMasks
from sonolog.progress.evidence import Evidence
from sonolog.progress.steering import ratifications

if TYPE_CHECKING:
    from sonolog.domain.vocabulary import Vocabulary


def evaluate_together(
    frameworks: Iterable[Framework], evidence: Evidence, *, vocabulary: Vocabulary | None = None
) -> tuple[FrameworkProgress, ...]:
    """Return the progress in each framework, in their order."""
    shared = EvidenceMasks(evidence)
    return tuple(
        evaluate(
            framework,
            seen,
            vocabulary=vocabulary,
            masks=shared if seen is evidence else None,
        )
        for framework, seen in seen_by(frameworks, evidence)
    )


def seen_by(frameworks: Iterable[Framework], evidence: Evidence) -> Iterator[tuple[Framework, Evidence]]:
    """Yield each framework with the evidence it sees, which tells what counted for awards in the others.

    The framework whose stage was ratified first is judged first; none sees what counted for its own awards.
    """
    found = tuple(frameworks)
    used = _used(found, evidence) if len(found) > 1 else {}
    for framework in found:
        others = {record: rest for record, names in used.items() if (rest := _without(names, framework))}
        yield framework, replace(evidence, used=others) if others else evidence


def _without(names: tuple[str, ...], framework: Framework) -> tuple[str, ...]:
    return tuple(name for name in names if name != framework.framework)


def _used(frameworks: tuple[Framework, ...], evidence: Evidence) -> dict[str, tuple[str, ...]]:
    """Return each record that counted for a ratified stage, with the frameworks of those stages."""
    awards = [(one, ratifications(one, evidence)) for one in frameworks]
    awarded = sorted((pair for pair in awards if pair[1]), key=lambda pair: (pair[1][0].day, pair[0].framework))
    used: dict[str, tuple[str, ...]] = {}
    for framework, ratified in awarded if len(awards) > 1 else ():
        stages = {one.stage for one in ratified}
        answers = evaluate(framework, replace(evidence, used=dict(used)))
        counted = {record for answer in answers.requirements if answer.stage in stages for record in answer.counted}
        for record in sorted(counted):
            used[record] = (*used.get(record, ()), framework.framework)
    return used
