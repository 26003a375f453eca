"""From which entries a requirement's random draw is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sonolog.domain.framework import Framework
from sonolog.progress.bits import pick
from sonolog.progress.evaluation import Evaluation, EvidenceMasks
from sonolog.progress.evidence import Evidence

if TYPE_CHECKING:
    from sonolog.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Candidates:
    """The entries a draw is made from, oldest first."""

    entries: int
    """How many are drawn."""
    records: tuple[str, ...]
    labels: tuple[str, ...]
    is_due: bool
    due_words: str
    """The day on or after which it is drawn, in words."""
    drawn_words: str = ""
    """By whom and when it was drawn already; empty while it was not."""


def candidates(
    framework: Framework, evidence: Evidence, requirement_id: str, *, vocabulary: Vocabulary | None = None
) -> Candidates:
    """Return what the draw of ``requirement_id``, which asks for one, is made from."""
    evaluation = Evaluation.of(framework, EvidenceMasks(evidence), vocabulary)
    requirement = evaluation.framework.requirement(requirement_id)
    draw = requirement.draw
    if draw is None:
        return Candidates(0, (), (), is_due=False, due_words="")
    due = evaluation.anchor_day(draw.at, evaluation.basis, stage=requirement.stage)
    done = [one for one in evaluation.granted if one.type == "draw" and one.requirement == requirement_id]
    outcome = evaluation.outcome(requirement, evaluation.basis)
    undrawn = 0
    settled = outcome.windowed.settled.set_aside if outcome.windowed is not None else ()
    for one in settled:
        undrawn |= one.mask if one.code == "not-drawn" else 0
    log = evaluation.masks(requirement.of or "").log
    return Candidates(
        entries=draw.entries,
        records=pick(log.records, undrawn),
        labels=pick(log.labels, undrawn),
        is_due=due is not None,
        due_words=evaluation.words.anchor(draw.at),
        drawn_words=done[0].words if done and outcome.plan is not None and outcome.plan.drawn is not None else "",
    )
