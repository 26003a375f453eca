"""One sentence about a ratified stage: since when, until when, and what keeps it or leads back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sonolog.domain.framework import Stage
from sonolog.progress.plain_words import day, length

if TYPE_CHECKING:
    from sonolog.progress.evaluation import Evaluation
    from sonolog.progress.standing import Standing


def standing_sentence(evaluation: Evaluation, stage: Stage, standing: Standing) -> str:
    """Return where a ratified stage stands, for its holder to read."""
    lead = f"Ratified on {day(standing.ratified)}"
    upkeep = evaluation.words.needs(stage.upkeep) if stage.upkeep is not None else ""
    if standing.until is None:
        if standing.status == "due":
            return f"{lead}; to keep it up: {upkeep}."
        return f"{lead}."
    end = day(standing.until)
    if standing.status == "current":
        return f"{lead}; valid until {end}."
    if standing.status == "lapsed":
        return f"{lead}; it ran out on {end}{_way_back(evaluation, standing)}."
    over = standing.until < evaluation.basis.day
    last = f"; it lapses after another {length(stage.lapses)}" if over and stage.lapses is not None else ""
    renew = f"to renew it: {upkeep}" if upkeep else "to renew it, have it ratified again"
    return f"{lead}; {'ran out on' if over else 'valid until'} {end}{last}; {renew}."


def _way_back(evaluation: Evaluation, standing: Standing) -> str:
    step = standing.way_back
    if step is None:
        return "; a new ratification is needed"
    return f"; the way back: {step.title or evaluation.words.needs(step.needs)}"
