"""The outlook of each requirement and part of one framework."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sonolog.domain.bound import Duration
from sonolog.domain.requirement import Measured, NamedDay, Requirement
from sonolog.progress.answer import Answer
from sonolog.progress.bounds import shown
from sonolog.progress.days import plus
from sonolog.progress.evaluation import Evaluation
from sonolog.progress.judging import Outcome
from sonolog.progress.plain_words import day
from sonolog.progress.settle import Settled
from sonolog.statistics.available import AvailableTime
from sonolog.statistics.forecast import QUANTILES, WINDOW_WEEKS, Pace
from sonolog.usecases.forecast_answer import Days, Forecast
from sonolog.usecases.forecast_clinics import Clinics
from sonolog.usecases.forecast_pace import amounts_of, pace_of, training_began
from sonolog.usecases.forecast_reasons import after_closing, closing_day, own_reason, why_not
from sonolog.usecases.forecast_words import NO_RETURN, forecast_sentence, percent, too_little


@dataclass(frozen=True)
class Rule:
    """One rule that counts entries: a requirement's own or a part's, and what it comes to."""

    requirement: Requirement
    outcome: Outcome
    spec: Measured
    settled: Settled
    is_even: bool = False
    """Its target moves with the total, because a share of an even split is asked."""


@dataclass(frozen=True)
class Outlooks:
    """What the outlooks of one framework are told from."""

    evaluation: Evaluation
    time: AvailableTime
    clinics: Clinics

    def of(self, requirement: Requirement, answers: list[Answer], deadline: date | None) -> Iterator[Forecast]:
        """Yield the outlook of a requirement and of each of its parts; ``answers`` are theirs, in this order.

        A requirement that rests on others is left open here.
        """
        outcome = self.evaluation.outcome(requirement, self.evaluation.basis)
        own, *parts = answers
        if not outcome.applies:
            yield from (Forecast(one, "not-applicable", "It does not apply.") for one in answers)
            return
        yield self._own(requirement, outcome, own, deadline)
        for place, answer in enumerate(parts):
            yield self._part(requirement, outcome, answer, place, deadline)

    def _own(self, requirement: Requirement, outcome: Outcome, answer: Answer, deadline: date | None) -> Forecast:
        if answer.met:
            return Forecast(answer, "done", "Done.", left=0)
        if requirement.elapsed is not None:
            return self._elapsed(requirement, answer, outcome)
        settled = outcome.windowed.settled if outcome.windowed else None
        if outcome.judged.is_over:
            return Forecast(answer, "closed", "There is more than is allowed; no further entry mends that.")
        if settled is not None and outcome.judged.need is None and answer.strength == "mandatory" and outcome.plan:
            return Forecast(answer, "from-parts", "As its parts.")
        if settled is None or outcome.judged.need is None:
            return _without_target(requirement, outcome, answer)
        if not outcome.judged.shortfall and not outcome.judged.is_over:
            return Forecast(answer, "from-parts", "Its own number is reached; its parts are not.", left=0)
        return self._counted(Rule(requirement, outcome, requirement, settled), answer, deadline)

    def _part(
        self, requirement: Requirement, outcome: Outcome, answer: Answer, place: int, deadline: date | None
    ) -> Forecast:
        if answer.met:
            return Forecast(answer, "done", "Done.", left=0)
        if answer.need is None or outcome.plan is None or outcome.windowed is None:
            return Forecast(answer, "no-target", "No number is asked.")
        part = outcome.plan.parts[place]
        settled = outcome.windowed.settled.parts[place]
        is_even = part.even_percent is not None
        return self._counted(Rule(requirement, outcome, part.spec, settled, is_even=is_even), answer, deadline)

    def _counted(self, rule: Rule, answer: Answer, deadline: date | None) -> Forecast:
        """Return the outlook of a rule that counts entries or adds something up, and is not met."""
        left = rule.settled.judged.shortfall
        plain = Forecast(answer, "not-forecast", "", left=shown(left), deadline=deadline)
        reason = why_not(self.evaluation, rule.requirement, rule.outcome, rule.spec)
        reason = reason or own_reason(rule.spec, rule.settled, even=rule.is_even)
        if reason is not None or rule.outcome.plan is None:
            outlook, sentence = reason or ("not-forecast", "")
            return replace(plain, outlook=outlook, sentence=sentence)
        masks = rule.outcome.plan.masks
        amounts = amounts_of(masks, rule.spec, rule.settled.counted)
        weeks = self.time.weeks_back(WINDOW_WEEKS, since=training_began(self.evaluation, masks))
        pace = pace_of(masks.log.dates, amounts, weeks)
        days = frozenset(one for week in weeks for one in week)
        clinics = tuple(self.clinics.gaps(masks.log, amounts, days, left)) if pace.is_enough else ()
        found = replace(plain, weekly=pace.per_week, weeks=pace.exposure, clinics=clinics)
        return self._in_time(found, rule, pace, float(left))

    def _in_time(self, found: Forecast, rule: Rule, pace: Pace, left: float) -> Forecast:
        if not pace.is_enough:
            return replace(found, outlook="too-little", sentence=too_little(pace))
        if any(last is None and first <= self.time.today for first, last in self.time.absences):
            return replace(found, outlook="not-forecast", sentence=NO_RETURN)
        days = Days(*(self.time.day_after(pace.wait(left).within(quantile)) for quantile in QUANTILES))
        closes = closing_day(rule.requirement, rule.outcome)
        if closes is not None and (days.p90 is None or days.p90 > closes):
            odds = percent(pace.wait(left).chance(self.time.weeks_until(closes)))
            outlook, sentence = after_closing(rule.requirement, closes, odds)
            return replace(found, outlook=outlook, sentence=sentence)
        until = self.time.weeks_until(found.deadline) if found.deadline else None
        chance = pace.wait(left).chance(until) if until is not None else None
        told = forecast_sentence(str(found.left), pace, days, chance=chance, deadline=found.deadline)
        return replace(found, outlook="forecast", sentence=told, days=days, chance=chance)

    def _elapsed(self, requirement: Requirement, answer: Answer, outcome: Outcome) -> Forecast:
        """Return the outlook of a length of time: it passes by itself, or has passed."""
        rule, at_least = requirement.elapsed, requirement.at_least
        if outcome.judged.is_over:
            return Forecast(answer, "closed", "More time has passed than is allowed.")
        if rule is None or not isinstance(at_least, Duration):
            return Forecast(answer, "not-forecast", "It waits for something that has not happened yet.")
        start = self.evaluation.anchor_day(rule.start, self.evaluation.basis, stage=requirement.stage)
        if start is None or not isinstance(rule.end, NamedDay) or rule.end.name != "today":
            return Forecast(answer, "not-forecast", "It is a length of time that waits for a day not known yet.")
        until = plus(start, at_least)
        return Forecast(answer, "certain", f"Time passes by itself: {day(until)}.", days=Days.certain(until))


def _without_target(requirement: Requirement, outcome: Outcome, answer: Answer) -> Forecast:
    if requirement.needs is not None:
        return Forecast(answer, "from-parts", "", left=shown(outcome.judged.shortfall))
    if outcome.problem:
        return Forecast(answer, "not-forecast", outcome.problem)
    return Forecast(answer, "no-target", "No number is asked.")
