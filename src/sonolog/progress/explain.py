"""Why one entry counts, or does not, for every requirement that is about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sonolog.domain.framework import Framework
from sonolog.domain.predicate import AllOf, Predicate, Present, TermRef
from sonolog.domain.requirement import Measured, Requirement
from sonolog.progress.answer import Explanation, FrameworkExplanation
from sonolog.progress.bits import positions
from sonolog.progress.evaluation import Evaluation, EvidenceMasks
from sonolog.progress.evidence import Evidence
from sonolog.progress.masks import Masks
from sonolog.progress.plain_words import joined, spaced
from sonolog.progress.predicates import code_of, conditions, fields_named
from sonolog.progress.sentences import reason_sentence
from sonolog.progress.settle import SetAside, Settled
from sonolog.progress.sign_offs import sign_off_doubt

if TYPE_CHECKING:
    from sonolog.domain.vocabulary import Vocabulary


def explain(
    framework: Framework,
    evidence: Evidence,
    record: str,
    *,
    vocabulary: Vocabulary | None = None,
    masks: EvidenceMasks | None = None,
) -> FrameworkExplanation:
    """Return how ``framework`` sees the entry ``record``: a requirement that is not about it is left out."""
    evaluation = Evaluation.of(framework, masks or EvidenceMasks(evidence), vocabulary)
    found = (one for asked in framework.requirements for one in _explanations(evaluation, asked, record))
    return FrameworkExplanation(framework.framework, framework.title, tuple(found))


def _explanations(evaluation: Evaluation, requirement: Requirement, record: str) -> Iterator[Explanation]:
    outcome = evaluation.outcome(requirement, evaluation.basis)
    if outcome.plan is None or outcome.windowed is None:
        return
    settled = outcome.windowed.settled
    seen = _Seen(evaluation, requirement, outcome.plan.masks, outcome.plan.masks.places_of(record))
    title = requirement.title or requirement.id
    own = replace(settled, set_aside=(*outcome.set_aside, *settled.set_aside))
    told = seen.explained(requirement, own, path=requirement.id, title=title)
    if told is None:
        return
    yield told
    for part, one in zip(outcome.plan.parts, settled.parts, strict=True):
        told = seen.explained(part.spec, one, path=f"{requirement.id}/{part.path}", title=part.title)
        if told is not None:
            yield told


@dataclass(frozen=True, slots=True)
class _Seen:
    """One entry as one requirement sees it."""

    evaluation: Evaluation
    requirement: Requirement
    masks: Masks
    places: int

    def explained(self, spec: Measured, settled: Settled, *, path: str, title: str) -> Explanation | None:
        """Return why it counts or not for the requirement or a part; None where that is not about it."""
        if self.places & settled.counted:
            return Explanation(path, title, counts=True, reason="", sentence=f"Counts.{self._doubt()}")
        for one in settled.set_aside:
            if self.places & one.mask:
                rule = self.requirement if one.code.startswith("limit-") else spec
                told = reason_sentence(one, rule, words=self.evaluation.words, kind=self.masks.log.kind)
                sentence = told + self._actual(spec, one)
                return Explanation(path, title, counts=False, reason=one.code, sentence=sentence)
        return None

    def _doubt(self) -> str:
        """Return with what label its sign-off counts, where it is not beyond doubt."""
        if self.requirement.sign_off != "each":
            return ""
        signed = self.masks.log.signed
        told = dict.fromkeys(sign_off_doubt(signed[at]) for at in positions(self.places))
        said = joined(one for one in told if one)
        return f" Signature: {said}." if said else ""

    def _actual(self, spec: Measured, one: SetAside) -> str:
        """Return what the entry says instead, for a condition it fails."""
        failed = (test for asked in self._asked(spec, one) for test in self._failed(asked))
        named = dict.fromkeys(name for test in failed for name in fields_named(test))
        told = [text for text in (self._told(field) for field in named) if text]
        return f" Here: {joined(told)}." if told else ""

    def _asked(self, spec: Measured, one: SetAside) -> list[Predicate]:
        """Return the conditions of the step that holds the entry back."""
        if one.code == "not-eligible":
            return [self.evaluation.framework.eligible_for(self.masks.log.kind).where]
        if one.code == "not-asked" and self.requirement.each is not None:
            return [Present(field=self.requirement.each.field)]
        asked = [*conditions(spec.where), *([spec.having] if spec.having is not None else [])]
        found = [test for test in asked if one.code in (code_of("where", test), code_of("having", test))]
        return found[:1]

    def _failed(self, asked: Predicate) -> Iterator[Predicate]:
        """Yield what the entry fails of ``asked``, named terms spelt out."""
        if isinstance(asked, Present):
            yield asked
        elif isinstance(asked, TermRef):
            yield from self._failed(self.evaluation.framework.term(asked.term).where)
        elif isinstance(asked, AllOf):
            for test in asked.of:
                yield from self._failed(test)
        elif not self.evaluation.split(self.masks.log.kind, asked).yes & self.places:
            yield asked

    def _told(self, field: str) -> str:
        values = self.masks.values(field)
        if not values and field not in self.masks.log.columns:
            return ""
        mine = [value for value, mask in values.items() if mask & self.places]
        named = [self.evaluation.words.value(self.masks.log.kind, field, value) for value in mine]
        return f"{spaced(field)} {joined(named)}" if named else f"{spaced(field)} not recorded"
