"""What a limit of the learning-curve cumulative sum is worth, exactly, and which limit is worth enough.

The chart falls back to 0 again and again, and starts anew each time.  Since it last started, so many cases have come
and so many of them failed, and nothing else matters: so the probability of every score is carried on from case to
case, until the chart falls back or reaches its limit.  Then the starts are strung together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from itertools import accumulate
from math import ceil, floor, log
from operator import mul
from typing import NamedTuple

from sonolog.statistics.arguments import Count, count, failure_rates, probability
from sonolog.statistics.cusum import TIE, limit_of, weights
from sonolog.statistics.errors import TooLittleData


class Limit(NamedTuple):
    """A limit of :func:`lc_cusum` and its two probabilities within the horizon it was asked for."""

    limit: float
    """In units of the score: natural logarithms of the likelihood ratio."""
    false_pass: float
    """Probability that it says competent though the failure rate is the unacceptable one."""
    detection: float
    """Probability that it says competent where the failure rate is the acceptable one."""


def lc_cusum_limit(acceptable: float, unacceptable: float, horizon: Count, false_pass: float) -> Limit:
    """Return the lowest limit that wrongly passes within ``horizon`` cases with at most the probability ``false_pass``.

    The rates are failure rates.  A chart takes few different scores, so all limits between two of them are worth the
    same; of those it is the lowest with the fewest decimals.

    Source: the rule of Biau and Porcher, Stat Med 2010;29:1900, who simulate; here it is computed.  Their limits could
    not be seen; the published ones it is tested against are those of the R package cusum for the opposite question.

    Raises:
        ArgumentRefused: a rate or ``false_pass`` is not strictly between 0 and 1, the acceptable rate is not the lower,
            or ``horizon`` is not a whole number of at least 1.
        TooLittleData: success after success through the whole horizon is likelier than ``false_pass``.
    """
    low, high = failure_rates(acceptable, unacceptable)
    cases, target = count("horizon", horizon, least=1), probability("false_pass", false_pass)
    if (1 - high) ** cases > target:
        enough = ceil(log(target) / log(1 - high))
        raise TooLittleData(f"a horizon of {cases}", f"at least {enough} cases")
    scores = _scores(*weights(low, high), cases, log(cases / target))
    at = _first(scores, lambda score: _reaching(low, high, cases, score, rate=high) <= target)
    return lc_cusum_properties(low, high, cases, _roundest(scores[at - 1] if at else 0.0, scores[at]))


def lc_cusum_properties(acceptable: float, unacceptable: float, horizon: Count, limit: float) -> Limit:
    """Return the two probabilities of a ``limit`` within ``horizon`` cases: exact but for rounding.

    The rates are failure rates.

    Source: as for :func:`lc_cusum_limit`.

    Raises:
        ArgumentRefused: a rate is not strictly between 0 and 1, the acceptable one is not the lower, ``horizon`` is not
            a whole number of at least 1, or ``limit`` is not above 0.
    """
    low, high = failure_rates(acceptable, unacceptable)
    cases, upper = count("horizon", horizon, least=1), limit_of(limit)
    wrong, right = (_reaching(low, high, cases, upper, rate=rate) for rate in (high, low))
    return Limit(upper, wrong, right)


def _scores(gain: float, loss: float, cases: int, most: float) -> list[float]:
    """Return the scores that can be reached by a success, up to the first above ``most``, in order.

    The bound is safe: within n cases the limit h is reached at the unacceptable rate with a probability of at most
    n exp(-h), because the likelihood ratio has the mean 1.
    """
    found = {
        wins * gain - failures * loss
        for failures in range(cases)
        for wins in range(max(1, floor(failures * loss / gain)), cases - failures + 1)
    }
    scores = sorted(score for score in found if score > TIE)
    distinct = [score for score, before in zip(scores, [0.0, *scores], strict=False) if score - before > TIE]
    above = next((at for at, score in enumerate(distinct) if score > most), len(distinct) - 1)
    return distinct[: above + 1]


def _first(scores: list[float], is_enough: Callable[[float], bool]) -> int:
    """Return the place of the lowest score that is enough; the last one is."""
    below, enough = -1, len(scores) - 1
    while enough - below > 1:
        middle = (below + enough) // 2
        below, enough = (below, middle) if is_enough(scores[middle]) else (middle, enough)
    return enough


def _roundest(above: float, most: float) -> float:
    """Return the lowest number of the fewest decimals above the one and up to the other."""
    for decimals in range(1, 9):
        scale = 10.0**decimals
        rounded = floor(above * scale + 1) / scale
        if above + 2 * TIE < rounded <= most:
            return rounded
    return most


def _reaching(low: float, high: float, cases: int, limit: float, *, rate: float) -> float:
    """Return the probability that the score reaches ``limit`` within so many cases at a failure ``rate``."""
    reaches, falls = _from_start(*weights(low, high), cases, limit, rate=rate)
    starts = [1.0]
    for case in range(1, cases + 1):
        starts.append(float(sum(map(mul, falls[1 : case + 1], reversed(starts)))))
    by = list(accumulate(reaches))
    return float(sum(map(mul, starts, reversed(by))))


def _from_start(gain: float, loss: float, cases: int, limit: float, *, rate: float) -> tuple[list[float], list[float]]:
    """Return for each number of cases since a start how likely it is that they reach the limit, or fall back to 0."""
    reaches, falls = [0.0], [0.0]
    alive = {0: 1.0}
    for case in range(cases):
        following: dict[int, float] = defaultdict(float)
        reached = fallen = 0.0
        for failures, share in alive.items():
            score = (case - failures) * gain - failures * loss
            if score + gain >= limit - TIE:
                reached += share * (1 - rate)
            else:
                following[failures] += share * (1 - rate)
            if score < loss:
                fallen += share * rate
            else:
                following[failures + 1] += share * rate
        reaches.append(reached)
        falls.append(fallen)
        alive = following
    return reaches, falls
