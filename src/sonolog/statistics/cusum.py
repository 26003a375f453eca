"""Charts that add up success after success and failure after failure, until they say competent or alarm.

Failure rates are named ``acceptable`` and ``unacceptable``, because the literature swaps p0 and p1.  All scores are
in natural-logarithm units of the likelihood ratio, except those of :func:`wald_cusum`, which are in failures.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log, log1p
from typing import NamedTuple

from sonolog.statistics.arguments import failure_rates, positive, probability, successes
from sonolog.statistics.errors import ArgumentRefused

TIE = 1e-9
"""A score so near to a line is on it: sums of logarithms meet their lines exactly, but for rounding."""


class Chart(NamedTuple):
    """The path of a chart and what it said; positions count cases from 1."""

    path: tuple[float, ...]
    """The score after each case."""
    competent_at: int | None
    """The case at which it first said competent; None until then, and on charts that never do."""
    alarms: tuple[int, ...]
    """Every case after which the score was on the upper line or above; empty on charts without an alarm."""
    lower: float
    """The line below: for competent in :func:`wald_cusum`, else the 0 the path is held at."""
    upper: float
    """The line above: for competent in :func:`lc_cusum`, else for alarm."""


def wald_cusum(outcomes: Iterable[bool], acceptable: float, unacceptable: float, alpha: float, beta: float) -> Chart:
    """Return the cumulative sum with the two lines of Wald's sequential test: success -s, failure 1 - s.

    ``outcomes`` are true for success, in order.  ``acceptable`` and ``unacceptable`` are failure rates, ``alpha`` the
    probability of an alarm though the rate is acceptable, ``beta`` that of "competent" though it is unacceptable.
    Competent is the first case that brings the path to the lower line (-h0) or below; at the upper line (h1) or above
    it alarms.  The path goes on over both lines and is never set back.

    Sources: Govindaraju and Godfrey's R package Dodge, whose code and figures were seen, and the NIST handbook of
    statistics, 6.2.6, which both take the lines from Wald, Sequential Analysis, 1947 (itself not seen); Bolsin and
    Colson, Int J Qual Health Care 2000;12:433; Kestin, Br J Anaesth 1995;75:805.

    Raises:
        ArgumentRefused: a rate or probability is not strictly between 0 and 1, the acceptable rate is not the lower,
            ``alpha`` and ``beta`` do not add up to less than 1, or an outcome is neither true nor false.
    """
    low, high = failure_rates(acceptable, unacceptable)
    false_alarm, false_pass = probability("alpha", alpha), probability("beta", beta)
    if false_alarm + false_pass >= 1:
        raise ArgumentRefused("alpha + beta", "below 1", false_alarm + false_pass)
    gain, loss = _ratios(low, high)
    step = gain / (gain + loss)
    lower = -log((1 - false_alarm) / false_pass) / (gain + loss)
    upper = log((1 - false_pass) / false_alarm) / (gain + loss)
    path, failures = [], 0
    for position, success in enumerate(successes(outcomes), start=1):
        failures += not success
        path.append(failures - step * position)
    competent = next((at for at, score in enumerate(path, start=1) if score <= lower + TIE), None)
    return Chart(tuple(path), competent, _reached(path, upper), lower, upper)


def lc_cusum(outcomes: Iterable[bool], acceptable: float, unacceptable: float, limit: float) -> Chart:
    """Return the learning-curve cumulative sum: from 0, up by each success, down by each failure, held at 0.

    It takes the unacceptable failure rate for granted until the path reaches ``limit``: the first such case is
    competent.  Afterwards the path goes on by the same rule; whether competence lasts is for :func:`page_cusum`.
    What a limit is worth depends on the rates and on how many cases are looked at: take it from
    :func:`lc_cusum_limit`, and say both probabilities of :func:`lc_cusum_properties` beside the chart.

    Sources: Biau, Williams, Schlup, Nizard and Porcher, Br J Surg 2008;95:925; Biau and Porcher, Stat Med
    2010;29:1900.  Neither prints a series with its path: the published path it is tested against is that of a chart
    which looks for the opposite, at the opposite rates.

    Raises:
        ArgumentRefused: a rate is not strictly between 0 and 1, the acceptable one is not the lower, ``limit`` is not
            above 0, or an outcome is neither true nor false.
    """
    gain, loss = _ratios(*failure_rates(acceptable, unacceptable))
    upper = limit_of(limit)
    path, score = [], 0.0
    for success in successes(outcomes):
        score = max(0.0, score + (gain if success else -loss))
        path.append(score)
    reached = _reached(path, upper)
    return Chart(tuple(path), reached[0] if reached else None, (), 0.0, upper)


def page_cusum(
    outcomes: Iterable[bool],
    acceptable: float,
    unacceptable: float,
    limit: float,
    reset: bool = True,  # noqa: FBT001, FBT002
) -> Chart:
    """Return Page's cumulative sum, which watches over competence: up by each failure, down by each success, from 0.

    It takes the acceptable failure rate for granted and alarms after each case that leaves the path at ``limit`` or
    above.  With ``reset`` the path starts again from 0 after an alarm; without, it goes on, and alarms until it is
    below.

    Sources: Page, Biometrika 1954;41:100; with these weights: Steiner, Cook, Farewell and Treasure, Biostatistics
    2000;1:441.

    Raises:
        ArgumentRefused: as for :func:`lc_cusum`.
    """
    gain, loss = _ratios(*failure_rates(acceptable, unacceptable))
    upper = limit_of(limit)
    path, score = [], 0.0
    for success in successes(outcomes):
        start = 0.0 if reset and score >= upper - TIE else score
        score = max(0.0, start + (-gain if success else loss))
        path.append(score)
    return Chart(tuple(path), None, _reached(path, upper), 0.0, upper)


def risk_adjusted_weight(risk: float, odds_ratio: float, failed: bool) -> float:  # noqa: FBT001
    """Return what one case adds to a risk-adjusted cumulative sum: the logarithm of its likelihood ratio.

    ``risk`` is the probability that this case fails at the acceptable level, ``odds_ratio`` how many times greater the
    odds of failure to be detected are (below 1: smaller).  With a ratio above 1 a failure adds and a success takes
    away.

    Source: Steiner, Cook, Farewell and Treasure, Biostatistics 2000;1:441; weights_t of the R package cusum has the
    same formula.

    Raises:
        ArgumentRefused: ``risk`` is not strictly between 0 and 1, or ``odds_ratio`` is not above 0.
    """
    chance, ratio = probability("risk", risk), positive("odds_ratio", odds_ratio)
    [fails] = successes([failed])
    return (log(ratio) if fails else 0.0) - log1p(chance * (ratio - 1))


def limit_of(limit: float) -> float:
    """Return ``limit`` as a float.

    Raises:
        ArgumentRefused: it is no finite number above 0, or so near to 0 that it cannot be told from it.
    """
    upper = positive("limit", limit)
    if upper <= TIE:
        raise ArgumentRefused("limit", f"above {TIE}", limit)
    return upper


def weights(acceptable: float, unacceptable: float) -> tuple[float, float]:
    """Return what a success adds to :func:`lc_cusum`, and what a failure takes away; both above 0.

    Raises:
        ArgumentRefused: a rate is not strictly between 0 and 1, or the acceptable one is not the lower.
    """
    return _ratios(*failure_rates(acceptable, unacceptable))


def _ratios(low: float, high: float) -> tuple[float, float]:
    return log1p(-low) - log1p(-high), log(high / low)


def _reached(path: list[float], upper: float) -> tuple[int, ...]:
    return tuple(at for at, score in enumerate(path, start=1) if score >= upper - TIE)
