"""What an entry must hold to add something to a measure: minutes to a sum of hours, a new value to a variety."""

from __future__ import annotations

from collections.abc import Iterable

from sonolog.domain.fields import fields_of
from sonolog.domain.predicate import AnyOf, Compare, OneOf, Predicate, Present
from sonolog.domain.requirement import Measured
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.progress.evaluation import Evaluation
from sonolog.progress.masks import Masks
from sonolog.progress.settle import Settled

USUAL_MINUTES = 30
"""Of a scan that nobody has made yet."""


def what_adds(spec: Measured, masks: Masks, settled: Settled, evaluation: Evaluation) -> tuple[Predicate, ...]:
    """Return what a further scan must be like to add to what ``spec`` measures, beyond matching it."""
    if spec.sum in ("hours", "minutes"):
        return (Compare(field="minutes", at_least=USUAL_MINUTES),)
    if spec.sum is not None:
        return (Present(field=spec.sum),)
    if spec.distinct is None:
        return ()
    there = {str(value) for value, mask in masks.values(spec.distinct).items() if mask & settled.counted}
    new = [value for value in _values(spec.distinct, evaluation) if value not in there]
    return (AnyOf(of=tuple(OneOf(field=spec.distinct, values=(value,)) for value in new)),) if new else ()


def _values(field: str, evaluation: Evaluation) -> Iterable[str]:
    """Return every value a field may hold, those of the framework's regions first."""
    known = fields_of("scan").get(field)
    if known is None:
        return ()
    if known.type == "person":
        return tuple(one.person for one in evaluation.evidence.people.values() if "supervisor" in one.roles)
    if known.vocabulary is None:
        return known.values
    regions = set(evaluation.framework.regions)
    terms = load_vocabulary().terms(known.vocabulary)
    near = [one.id for one in terms if one.id in regions or regions & set(one.regions)]
    return dict.fromkeys((*near, *(one.id for one in terms)))
