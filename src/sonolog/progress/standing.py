"""Where a ratified stage stands: how long it is valid, whether it was kept up, and the way back once it ran out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from sonolog.domain.framework import LapseStep, Stage
from sonolog.progress.days import plus

if TYPE_CHECKING:
    from sonolog.progress.evaluation import Basis, Evaluation

StandingWord = Literal["ratified", "current", "due", "lapsed"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A ratified stage on one day."""

    status: StandingWord
    ratified: date
    """Day of the ratification that holds."""
    since: date
    """First day of the present validity."""
    until: date | None = None
    """Last day of the present validity; None where it does not run out."""
    way_back: LapseStep | None = None
    """What leads back, where it lapsed and the framework says."""


def standing_of(evaluation: Evaluation, stage: Stage, basis: Basis) -> Standing | None:
    """Return where ``stage`` stands, or None where it was not ratified by the day of ``basis``."""
    key = (stage.id, basis)
    if key not in evaluation.standings:
        ratified = evaluation.ratified_days(stage.id, basis.day)
        if not ratified:
            return None
        with evaluation.asking(f"how “{stage.id}” is kept up"):
            evaluation.standings[key] = _Kept(evaluation, stage, basis).standing(ratified)
    return evaluation.standings[key]


def holds_stage(evaluation: Evaluation, stage_id: str, basis: Basis) -> bool | None:
    """Return whether a ratified stage is still held; None where it was never ratified."""
    found = standing_of(evaluation, evaluation.framework.stage(stage_id), basis)
    return None if found is None else found.status != "lapsed"


class _Kept:
    """One ratified stage, followed through its periods of validity up to one day."""

    def __init__(self, evaluation: Evaluation, stage: Stage, basis: Basis) -> None:
        self._evaluation = evaluation
        self._stage = stage
        self._basis = basis
        self._today = basis.day

    def standing(self, ratified: tuple[date, ...]) -> Standing:
        stage = self._stage
        if stage.valid is None:
            status: StandingWord = "ratified"
            if stage.upkeep is not None:
                status = "current" if self._is_kept_up(self._today) else "due"
            return Standing(status, ratified[-1], ratified[-1])
        start, renewals = ratified[0], list(ratified[1:])
        while True:
            end = plus(start, stage.valid)
            self._evaluation.expired[stage.id] = end
            following = self._renewal(start, end, renewals)
            if following is None:
                return self._present(ratified[-1], start, end)
            renewals = [day for day in renewals if day > following]
            start = following

    def _renewal(self, start: date, end: date, renewals: list[date]) -> date | None:
        """Return the first day of the next period, or None where the present one is the last by today."""
        renewed = next((day for day in renewals if day > start), None)
        if self._today <= end:
            return renewed
        kept_up = next((day for day in self._days(end, self._grace_end(end)) if self._is_kept_up(day)), None)
        returned = next((day for day in self._days(end, self._today) if self._has_returned(end, day)), None)
        return min((day for day in (renewed, kept_up, returned) if day is not None), default=None)

    def _present(self, ratified: date, start: date, end: date) -> Standing:
        if self._today > self._grace_end(end):
            return Standing("lapsed", ratified, start, end, self._rung(end, self._today))
        due = self._stage.due
        is_near = self._today > end or (due is not None and plus(self._today, due) >= end)
        waits = is_near and (self._today > end or self._stage.upkeep is None or not self._is_kept_up(self._today))
        return Standing("due" if waits else "current", ratified, start, end)

    def _grace_end(self, end: date) -> date:
        return plus(end, self._stage.lapses) if self._stage.lapses is not None else end

    def _days(self, start: date, until: date) -> Iterator[date]:
        """Yield ``start`` and each later day with an entry, up to ``until`` and today."""
        last = min(until, self._today)
        logs = self._evidence_dates()
        yield from sorted({start, *(day for day in logs if start < day <= last), last} if last >= start else {start})

    def _evidence_dates(self) -> Iterable[date]:
        for log in self._evaluation.evidence.logs.values():
            yield from log.dates

    def _is_kept_up(self, day: date) -> bool:
        needs = self._stage.upkeep
        return needs is not None and self._evaluation.needs_met(needs, day)

    def _has_returned(self, end: date, day: date) -> bool:
        rung = self._rung(end, day) if day > self._grace_end(end) else None
        return rung is not None and self._evaluation.needs_met(rung.needs, day)

    def _rung(self, end: date, day: date) -> LapseStep | None:
        """Return what leads back on ``day``: the step for the longest absence that has been reached."""
        reached = [step for step in self._stage.ladder if plus(end, step.after) <= day]
        return max(reached, key=lambda step: plus(end, step.after), default=None)
