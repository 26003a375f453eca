"""Framework and evidence in, answers out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sonolog.domain.framework import Framework, Stage
from sonolog.progress.answer import FrameworkProgress, StageAnswer
from sonolog.progress.answering import requirement_answers
from sonolog.progress.errors import NotEvaluated
from sonolog.progress.evaluation import Evaluation, EvidenceMasks
from sonolog.progress.evidence import Evidence
from sonolog.progress.override_words import decision_sentence
from sonolog.progress.plain_words import capital, joined
from sonolog.progress.scope import grants_of
from sonolog.progress.standing import standing_of
from sonolog.progress.standing_words import standing_sentence
from sonolog.progress.status import is_signed, missing_prerequisites, stage_status

if TYPE_CHECKING:
    from sonolog.domain.vocabulary import Vocabulary


def evaluate(
    framework: Framework,
    evidence: Evidence,
    *,
    vocabulary: Vocabulary | None = None,
    masks: EvidenceMasks | None = None,
) -> FrameworkProgress:
    """Return how far the trainee is on every requirement and stage of ``framework``, on the evidence's day.

    ``vocabulary`` gives titles to parts made from terms.  ``masks`` may be shared by several frameworks
    evaluated on the same evidence.  Nothing is raised for a rule this version cannot judge: its answer says
    so and is not met.
    """
    evaluation = Evaluation.of(framework, masks or EvidenceMasks(evidence), vocabulary)
    framework = evaluation.framework
    answers = [one for found in framework.requirements for one in requirement_answers(evaluation, found)]
    stages = tuple(_stage_answer(evaluation, stage) for stage in framework.stages_in_order())
    return FrameworkProgress(
        framework=framework.framework,
        edition=framework.edition,
        title=framework.title,
        confidence=framework.source.confidence,
        requirements=tuple(answers),
        stages=stages,
        grants=grants_of(evaluation, stages),
        decisions=tuple(decision_sentence(evaluation, one) for one in evaluation.granted),
    )


def _stage_answer(evaluation: Evaluation, stage: Stage) -> StageAnswer:
    try:
        return _judged_stage(evaluation, stage)
    except NotEvaluated as refusal:
        told = f"{refusal.message} It counts as not met."
        return StageAnswer(
            id=stage.id,
            title=stage.title,
            met=False,
            status="not-started",
            sentence=told,
            grants=stage.grants,
            ratified_by=stage.ratified_by,
        )


def _judged_stage(evaluation: Evaluation, stage: Stage) -> StageAnswer:
    standing = standing_of(evaluation, stage, evaluation.basis)
    status = standing.status if standing is not None else stage_status(evaluation, stage)
    asked = evaluation.blocking_requirements(stage.id)
    outcomes = [(found, evaluation.outcome(found, evaluation.basis)) for found in asked]
    blocking = [found for found, outcome in outcomes if outcome.applies and not outcome.met]
    missing = missing_prerequisites(evaluation, stage)
    titles = [found.title or found.id for found in blocking]
    sentence = (
        standing_sentence(evaluation, stage, standing)
        if standing is not None
        else _stage_sentence(stage, status, titles, missing)
    )
    return StageAnswer(
        id=stage.id,
        title=stage.title,
        met=status not in ("not-started", "in-progress", "lapsed"),
        status=status,
        sentence=sentence,
        blocking=tuple(found.id for found in blocking),
        grants=stage.grants,
        ratified_by=stage.ratified_by,
        ratified=standing.ratified if standing is not None else None,
        until=standing.until if standing is not None else None,
        is_signed=standing is None and is_signed(evaluation, stage, status),
    )


def _stage_sentence(stage: Stage, status: str, blocking: list[str], missing: list[str]) -> str:
    needed = f"first needs {joined(missing)}" if missing else ""
    still_open = f"{len(blocking)} open: {joined(blocking)}" if blocking else ""
    if needed or still_open:
        return capital("; ".join(part for part in (still_open, needed) if part)) + "."
    if status in ("not-started", "in-progress"):
        return "This stage asks for no numbers."
    ratified = f"; still to be ratified by the {stage.ratified_by}" if stage.ratified_by else ""
    return f"{_STAGE_WORDS[status]}{ratified}."


_STAGE_WORDS = {
    "evidence-met": "Everything is there",
    "awaiting-sign-off": "Everything is there and waits for sign-off",
    "signed": "Everything is there and signed",
}
