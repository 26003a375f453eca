"""What the trainee may do by one framework today, and what the next step still asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from sonolog.progress.answer import Grant, StageAnswer
from sonolog.progress.bits import positions
from sonolog.progress.conditions import scope_of

if TYPE_CHECKING:
    from sonolog.progress.evaluation import Evaluation


def grants_of(evaluation: Evaluation, stages: tuple[StageAnswer, ...]) -> tuple[Grant, ...]:
    """Return every practice the framework grants, by stage and by line of its sheet, allowed or not."""
    by_id = {stage.id: stage for stage in stages}
    return (*_of_stages(stages), *_of_lines(evaluation, by_id))


def _of_stages(stages: tuple[StageAnswer, ...]) -> Iterator[Grant]:
    for stage in stages:
        for practice in stage.grants:
            yield Grant(
                practice=practice,
                by=stage.title,
                allowed=stage.may_practise,
                since=stage.ratified,
                until=stage.until,
                missing="" if stage.may_practise else stage.sentence,
            )


def _of_lines(evaluation: Evaluation, stages: dict[str, StageAnswer]) -> Iterator[Grant]:
    """Yield what single lines grant: as soon as they are signed, unless their stage has since lapsed."""
    scope = scope_of(evaluation.framework, evaluation.enrolled)
    signed = _signed_days(evaluation)
    for line in evaluation.framework.lines:
        if not line.grants or (line.region is not None and scope and line.region not in scope):
            continue
        stage = stages.get(line.stage)
        lapsed = stage is not None and stage.status == "lapsed"
        for practice in line.grants:
            yield Grant(
                practice=practice,
                by=line.title,
                allowed=line.id in signed and not lapsed,
                since=signed.get(line.id),
                missing=_line_missing(stage, is_signed=line.id in signed),
            )


def _line_missing(stage: StageAnswer | None, *, is_signed: bool) -> str:
    if not is_signed:
        return "This line is not signed yet."
    return stage.sentence if stage is not None and stage.status == "lapsed" else ""


def _signed_days(evaluation: Evaluation) -> dict[str, date | None]:
    masks = evaluation.masks("line")
    found: dict[str, date | None] = {}
    for value, mask in masks.values("line").items():
        signed = positions(mask & masks.signed & masks.live & masks.between(None, evaluation.basis.day))
        if signed:
            sign_off = masks.log.signed[signed[0]]
            found[str(value)] = sign_off.day if sign_off is not None else None
    return found
