"""How sure a rate is: confidence intervals of so many successes in so many trials."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

from sonolog.statistics.arguments import Count, count, probability
from sonolog.statistics.beta import beta_quantile
from sonolog.statistics.errors import ArgumentRefused

CONFIDENCE = 0.95


class Interval(NamedTuple):
    """A range, both ends included."""

    low: float
    high: float


def wilson_interval(successes: Count, trials: Count, confidence: float = CONFIDENCE) -> Interval:
    """Return Wilson's score interval of a rate, without continuity correction; both ends within 0 to 1.

    ``successes`` of ``trials`` are counts, ``confidence`` a probability strictly between 0 and 1.  No trial at all
    leaves everything possible: 0 to 1.

    Sources: Wilson, J Am Stat Assoc 1927;22:209; Newcombe, Stat Med 1998;17:857, method 3.

    Raises:
        ArgumentRefused: a count is negative or no whole number, there are more successes than trials, or
            ``confidence`` is out of range.
    """
    hits, n = _hits_of(successes, trials)
    z = normal_quantile(confidence)
    centre = hits + z * z / 2
    half = z * sqrt(hits * (n - hits) / n + z * z / 4) if n else z * z / 2
    low = (centre - half) / (n + z * z) if hits else 0.0
    high = (centre + half) / (n + z * z) if hits < n else 1.0
    return Interval(max(low, 0.0), min(high, 1.0))


def exact_interval(successes: Count, trials: Count, confidence: float = CONFIDENCE) -> Interval:
    """Return the exact interval of Clopper and Pearson: it holds the rate at least as often as ``confidence`` says.

    The arguments and errors are those of :func:`wilson_interval`.

    Sources: Clopper and Pearson, Biometrika 1934;26:404; as quantiles of the beta distribution: Newcombe, Stat Med
    1998;17:857, method 5.

    Raises:
        ArgumentRefused: as there.
    """
    hits, n = _hits_of(successes, trials)
    tail = (1 - probability("confidence", confidence)) / 2
    low = beta_quantile(tail, hits, n - hits + 1) if hits else 0.0
    high = 1 - beta_quantile(tail, n - hits, hits + 1) if hits < n else 1.0
    return Interval(low, high)


def normal_quantile(confidence: float) -> float:
    """Return how many standard errors to either side hold ``confidence`` of a normal distribution.

    Raises:
        ArgumentRefused: ``confidence`` is not strictly between 0 and 1.
    """
    return NormalDist().inv_cdf((1 + probability("confidence", confidence)) / 2)


def _hits_of(successes: Count, trials: Count) -> tuple[int, int]:
    hits, n = count("successes", successes), count("trials", trials)
    if hits > n:
        raise ArgumentRefused("successes", f"at most the number of trials ({n})", successes)
    return hits, n
