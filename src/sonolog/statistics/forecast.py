"""When a count will be reached at the present pace: three days instead of one, and the chance by a deadline.

Events arrive at a rate nobody knows exactly.  After n events in E weeks, with Jeffreys' prior, the time until
m more divided by E has a beta prime distribution with the shapes m and n + 1/2.  Where weeks differ more than
chance alone explains, n and m are divided by the dispersion: fewer, larger events.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, variance

from sonolog.statistics.beta import beta_cdf, beta_quantile

LEAST_EVENTS = 5
LEAST_WEEKS = 4
WINDOW_WEEKS = 16
QUANTILES = (0.1, 0.5, 0.9)
_PRIOR = 0.5


@dataclass(frozen=True, slots=True)
class Pace:
    """What was added over the last available weeks."""

    weekly: Sequence[float]
    """The amount of each whole available week: entries, hours or credits."""
    total: float
    """The amount of the whole exposure, a week that is not whole included."""
    entries: int
    """How many entries make up ``total``."""
    exposure: float
    """Available weeks."""

    @property
    def is_enough(self) -> bool:
        """Whether there are entries and weeks enough to forecast from."""
        return self.entries >= LEAST_EVENTS and self.exposure >= LEAST_WEEKS and self.total > 0

    @property
    def per_week(self) -> float:
        """The mean amount of an available week."""
        return self.total / self.exposure if self.exposure > 0 else 0.0

    @property
    def grain(self) -> float:
        """The amount that behaves as one independent event: a typical entry times the dispersion."""
        typical = self.total / self.entries if self.entries else 1.0
        return typical * dispersion([amount / typical for amount in self.weekly])


def dispersion(counts: Sequence[float]) -> float:
    """Return the variance of ``counts`` over their mean, 1 where chance alone explains it."""
    if len(counts) < 2 or not any(counts):
        return 1.0
    return max(variance(counts) / fmean(counts), 1.0)


def weeks_until(pace: Pace, missing: float, quantile: float) -> float:
    """Return the available weeks within which ``missing`` more are there with probability ``quantile``."""
    if missing <= 0:
        return 0.0
    x = beta_quantile(quantile, missing / pace.grain, pace.total / pace.grain + _PRIOR)
    return pace.exposure * x / (1 - x) if x < 1 else float("inf")


def chance_within(pace: Pace, missing: float, weeks: float) -> float:
    """Return the probability that ``missing`` more are there within so many available weeks."""
    if missing <= 0:
        return 1.0
    if weeks <= 0:
        return 0.0
    share = weeks / (weeks + pace.exposure)
    return beta_cdf(share, missing / pace.grain, pace.total / pace.grain + _PRIOR)
