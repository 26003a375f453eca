"""The sentences of a forecast."""

from __future__ import annotations

from datetime import date

from sonolog.progress.plain_words import day
from sonolog.statistics.available import YEARS_AHEAD
from sonolog.statistics.forecast import LEAST_EVENTS, LEAST_WEEKS, Pace
from sonolog.usecases.forecast_answer import Days


def percent(chance: float) -> str:
    """Return a probability as people read it, never as certain: "over 99 %"."""
    if chance > 0.99:
        return "over 99 %"
    return "under 1 %" if chance < 0.01 else f"{chance:.0%}".replace("%", " %")


def figure(amount: float) -> str:
    """Return an amount with one decimal where it has one; two where it would else be nought."""
    text = f"{amount:.1f}" if amount >= 0.05 else f"{amount:.2f}"
    return text.removesuffix(".0")


def by_day(found: date | None) -> str:
    """Return "by 3 May 2027", or that it is too far away to say."""
    return f"by {day(found)}" if found is not None else f"in more than {YEARS_AHEAD} years"


def forecast_sentence(left: str, pace: Pace, days: Days, *, chance: float | None, deadline: date | None) -> str:
    """Return how much is missing, the pace, and the three days."""
    lead = f"{left} more at {figure(pace.per_week)} a week"
    odds = f"even odds {by_day(days.p50)}, 1 in 10 {by_day(days.p10)}, 9 in 10 {by_day(days.p90)}"
    return f"{lead}: {odds}{_in_time(chance, deadline)}."


def _in_time(chance: float | None, deadline: date | None) -> str:
    return f"; {percent(chance)} by {day(deadline)}" if chance is not None and deadline is not None else ""


def too_little(pace: Pace) -> str:
    """Return what there is, and how much it takes."""
    weeks = int(pace.exposure)
    when = f"{weeks} available {'week' if weeks == 1 else 'weeks'}"
    return f"Too little data: {pace.entries} in {when}; a forecast takes {LEAST_EVENTS} in {LEAST_WEEKS}."


NO_RETURN = "Leave is recorded without a last day; say when it ends and the days can be told."
