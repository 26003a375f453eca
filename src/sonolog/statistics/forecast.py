"""When a count will be reached at the present pace: three days instead of one, and the chance by a deadline.

Events arrive at a rate nobody knows exactly.  After n events in E weeks, with Jeffreys' prior, the time until
m more divided by E has a beta prime distribution with the shapes m and n + 1/2.  Where weeks differ more than
chance alone explains, n and m are divided by the dispersion: fewer, larger events.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, variance
from typing import NamedTuple, Self

from sonolog.statistics.arguments import Count, count, number, positive
from sonolog.statistics.beta import beta_cdf, beta_quantile
from sonolog.statistics.errors import ArgumentRefused, TooLittleData

LEAST_EVENTS = 5
LEAST_WEEKS = 4
WINDOW_WEEKS = 16
QUANTILES = (0.1, 0.5, 0.9)
_PRIOR = 0.5


class _Quantiles(NamedTuple):
    p10: float
    p50: float
    p90: float


class Forecast(_Quantiles):
    """The available weeks within which all is done with a probability of 10, 50 and 90 %: ``p10``, ``p50``, ``p90``."""

    _wait: Wait

    def __new__(cls, wait: Wait) -> Self:
        """Return the three figures of ``wait``."""
        found = super().__new__(cls, *(wait.within(quantile) for quantile in QUANTILES))
        found._wait = wait
        return found

    def __getnewargs__(self) -> tuple[Wait]:
        return (self._wait,)

    def probability_by(self, weeks: float) -> float:
        """Return the probability, 0 to 1, that all is done within so many available weeks from now.

        Raises:
            ArgumentRefused: ``weeks`` is no finite number, or below 0.
        """
        if number("weeks", weeks) < 0:
            raise ArgumentRefused("weeks", "at least 0", weeks)
        return self._wait.chance(weeks)


@dataclass(frozen=True, slots=True)
class Wait:
    """How long what is missing will take, as a distribution; the counts are of independent events."""

    missing: float
    seen: float
    exposure: float
    """Available weeks in which they were seen."""

    def within(self, quantile: float) -> float:
        """Return the available weeks within which all is there with this probability."""
        if self.missing <= 0:
            return 0.0
        x = beta_quantile(quantile, self.missing, self.seen + _PRIOR)
        return self.exposure * x / (1 - x) if x < 1 else float("inf")

    def chance(self, weeks: float) -> float:
        """Return the probability that all is there within so many available weeks."""
        if self.missing <= 0:
            return 1.0
        if weeks <= 0:
            return 0.0
        return beta_cdf(weeks / (weeks + self.exposure), self.missing, self.seen + _PRIOR)


def forecast(events: Count, available_weeks: float, needed: float, dispersion: float = 1.0) -> Forecast:
    """Return when ``needed`` more will be there, at the pace of ``events`` in ``available_weeks``.

    ``events`` is how many counted in the window, ``available_weeks`` how many weeks of it were no leave; weeks without
    an event belong to them.  ``dispersion`` is the variance of the weekly counts over their mean, as
    :func:`dispersion_of` tells it; what is below 1 counts as 1.  All times are available weeks from now.  Where
    nothing is needed all is done now.

    Sources: the rate has Jeffreys' prior (Jeffreys, Theory of Probability, 1961), so the wait is beta prime
    distributed, as the time until a trial has its patients is with another prior (Gajewski, Simon and Carlson, Stat
    Med 2008;27:2328); overdispersion divides both counts, as in quasi-likelihood (McCullagh and Nelder, Generalized
    Linear Models, 1989).

    Raises:
        ArgumentRefused: ``events`` is negative or no whole number, ``available_weeks`` or ``dispersion`` not above 0,
            ``needed`` negative, or a number is missing or infinite.
        TooLittleData: there are fewer than 5 events or 4 weeks, and something is needed.
    """
    seen, weeks = count("events", events), positive("available_weeks", available_weeks)
    missing, spread = number("needed", needed), max(positive("dispersion", dispersion), 1.0)
    if missing < 0:
        raise ArgumentRefused("needed", "at least 0", needed)
    if missing and (seen < LEAST_EVENTS or weeks < LEAST_WEEKS):
        raise TooLittleData(f"{seen} events in {weeks:g} weeks", f"{LEAST_EVENTS} in {LEAST_WEEKS} weeks")
    return Forecast(Wait(missing / spread, seen / spread, weeks))


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
        return typical * dispersion_of([amount / typical for amount in self.weekly])

    def wait(self, missing: float) -> Wait:
        """Return how long ``missing`` more will take, in the unit of ``total``."""
        return Wait(missing / self.grain, self.total / self.grain, self.exposure)


def dispersion_of(counts: Sequence[float]) -> float:
    """Return the variance of ``counts`` over their mean, 1 where chance alone explains it."""
    if len(counts) < 2 or not any(counts):
        return 1.0
    return max(variance(counts) / fmean(counts), 1.0)
