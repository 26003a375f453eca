"""The forecast of a count: against the beta distribution of scipy, by laws, and what is refused."""

# ruff: noqa: INP001 - a package called statistics here would hide that of the standard library

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta, betaprime
from scipy.stats import f as f_distribution

from sonolog.statistics import ArgumentRefused, TooLittleData, forecast

EVENTS, WEEKS, NEEDED = st.integers(5, 400), st.floats(4, 60), st.integers(1, 300)
SPREADS = st.floats(1, 6)
FEW = settings(max_examples=30)


@FEW
@given(EVENTS, WEEKS, NEEDED, SPREADS)
def test_the_weeks_are_beta_prime_distributed(events: int, weeks: float, needed: int, spread: float) -> None:
    """The three figures and any probability are those of scipy's beta prime, scaled by the weeks looked at."""
    found = forecast(events, weeks, needed, spread)
    wait = betaprime(needed / spread, events / spread + 0.5, scale=weeks)
    assert found == pytest.approx(tuple(wait.ppf([0.1, 0.5, 0.9])), rel=1e-8)
    assert found.probability_by(found.p50 * 1.3) == pytest.approx(wait.cdf(found.p50 * 1.3), abs=1e-9)


def test_the_figures_are_those_of_jeffreys_interval() -> None:
    """Brown, Cai and DasGupta, Stat Sci 2001;16:101, give Jeffreys' limits as beta quantiles with a half added.

    Here the share t/(t + E) of all events that are still to come has Beta(m, n + 1/2): 80 in 16 weeks, 32 to go.
    """
    found = forecast(80, 16, 32)
    shares = [weeks / (weeks + 16) for weeks in found]
    assert shares == pytest.approx(list(beta(32, 80.5).ppf([0.1, 0.5, 0.9])), rel=1e-9)
    assert found.probability_by(16 / 3) == pytest.approx(0.21197790186046506, abs=1e-12)


def test_a_season_is_foretold_as_published() -> None:
    """Albert, "Inference for a Poisson rate", Introduction to Bayesian Thinking (blog), 10 September 2007.

    58 home runs in 581 at-bats, without a prior: of 1,000 simulated counts in the next 500 he prints 0.905 as the share
    of 36 to 61 and 63 to 67.  To three standard errors of so many draws the forecast says the same.  Its half an event
    more is left out here by a dispersion of 2: 115 events are 57 and a half, and m events needed are 2 m.
    """

    def at_least(count: int) -> float:
        return forecast(115, 581, 2 * count, 2.0).probability_by(500)

    share = at_least(36) - at_least(62) + at_least(63) - at_least(68)
    assert share == pytest.approx(0.905, abs=3 * (0.905 * 0.095 / 1_000) ** 0.5)


def test_counts_are_those_of_a_textbook() -> None:
    """Hoff, A First Course in Bayesian Statistical Methods, 2009, 3.2.2: 217 children of 111 women, prior 2 and 1.

    Cited from memory; the book was not at hand.  R's negative binomial gives one more woman none with 0.1427473, one
    with 0.2766518, two with 0.2693071, three with 0.1755660 and four with 0.0862293.  A dispersion of 2 stands for the
    prior: 437 events are 218 and a half.
    """
    less = 0.0
    for count, probability in enumerate((0.1427473, 0.2766518, 0.2693071, 0.1755660, 0.0862293), start=1):
        less += probability
        assert forecast(437, 112, 2 * count, 2.0).probability_by(1) == pytest.approx(1 - less, abs=3e-7)


def test_the_time_left_is_that_of_a_published_trial() -> None:
    """Gajewski, Simon and Carlson, Stat Med 2008;27:2328: 350 patients in 1,095 days are planned, 41 came in 239.

    Simon publishes two closed forms of the time left ("BUGS model for the simple Poisson accrual model", 2012):
    c3 x / (1 - x) with x a quantile of Beta(c1, c2), and c3 c1 / c2 times a quantile of F(2 c1, 2 c2), where
    c1 = 350 - 41, c2 = 350/2 + 41 and c3 = 1095/2 + 239.
    His code was seen, what it prints was not: both are computed by scipy here.  His prior is another: its 216 events
    stand for our 215 and a half, which is what 431 are at a dispersion of 2.
    """
    c1, c2, c3 = 350 - 41, 350 * 0.5 + 41, 1095 * 0.5 + 239
    found = forecast(431, c3, 2 * c1, 2.0)
    first = [c3 * x / (1 - x) for x in beta(c1, c2).ppf([0.1, 0.5, 0.9])]
    second = [c3 * c1 / c2 * x for x in f_distribution(2 * c1, 2 * c2).ppf([0.1, 0.5, 0.9])]
    assert found == pytest.approx(first, rel=1e-9)
    assert found == pytest.approx(second, rel=1e-8)


@FEW
@given(EVENTS, WEEKS, NEEDED, SPREADS)
def test_figures_are_in_order_and_agree_with_the_probability(
    events: int, weeks: float, needed: int, spread: float
) -> None:
    """P10, P50 and P90 rise; within each the probability is its own; more needed takes longer."""
    found = forecast(events, weeks, needed, spread)
    assert 0 < found.p10 < found.p50 < found.p90
    assert [found.probability_by(each) for each in found] == pytest.approx([0.1, 0.5, 0.9], abs=1e-8)
    assert forecast(events, weeks, needed + 1, spread).p50 > found.p50


@FEW
@given(EVENTS, WEEKS, NEEDED)
def test_uneven_weeks_say_less(events: int, weeks: float, needed: int) -> None:
    """Overdispersion widens the range; less than chance would give counts as chance."""
    even, uneven = (forecast(events, weeks, needed, spread) for spread in (1, 2.5))
    assert uneven.p90 / uneven.p10 > even.p90 / even.p10
    assert forecast(events, weeks, needed, 0.4) == even


def test_what_is_done_is_done_now() -> None:
    """Nothing needed is certain at once, however little is known."""
    assert forecast(0, 1, 0) == (0, 0, 0)
    assert forecast(0, 1, 0).probability_by(0) == 1
    assert forecast(80, 16, 32).probability_by(0) == 0


def test_below_five_events_or_four_weeks_is_too_little() -> None:
    """The boundaries themselves are enough."""
    assert forecast(5, 4, 1).p50 > 0
    for events, weeks in ((4, 4), (5, 3.9), (0, 16)):
        with pytest.raises(TooLittleData, match="Too little data"):
            forecast(events, weeks, 1)


@pytest.mark.parametrize(
    "arguments",
    [(-1, 16, 5), (5.5, 16, 5), (None, 16, 5), (80, 0, 5), (80, -1, 5), (80, 16, -1), (80, 16, float("nan"))],
)
def test_counts_and_weeks_that_are_none_are_refused(arguments: tuple[int, float, float]) -> None:
    """Events are a count, weeks are above 0, and what is needed is not negative."""
    with pytest.raises(ArgumentRefused):
        forecast(*arguments)


def test_a_spread_and_a_time_that_are_none_are_refused() -> None:
    """Variance over mean is above 0, and a deadline is not in the past."""
    for spread in (0, -1, float("nan"), float("inf")):
        with pytest.raises(ArgumentRefused):
            forecast(80, 16, 5, spread)
    for weeks in (-1, float("nan"), float("inf")):
        with pytest.raises(ArgumentRefused):
            forecast(80, 16, 5).probability_by(weeks)


def test_a_copy_still_tells_probabilities() -> None:
    """It is a tuple of three that knows more; copies and pickles know it too."""
    found = forecast(80, 16, 32)
    for other in (copy.deepcopy(found), pickle.loads(pickle.dumps(found))):  # noqa: S301 - it is our own
        assert other == found and other.probability_by(5) == found.probability_by(5)
