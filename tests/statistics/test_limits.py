"""What a limit is worth: by trying every series there is, by simulation, and by laws."""

# ruff: noqa: INP001 - a package called statistics here would hide that of the standard library

from __future__ import annotations

import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sonolog.statistics import ArgumentRefused, TooLittleData, lc_cusum, lc_cusum_limit, lc_cusum_properties

RATES = (
    st.tuples(st.floats(0.02, 0.9), st.floats(0.02, 0.9)).map(sorted).filter(lambda rates: rates[1] - rates[0] > 0.02)
)
LIMITS = st.floats(0.05, 6)
FEW = settings(max_examples=40)


def test_the_default_chart_passes_wrongly_in_one_of_eleven() -> None:
    """Rates of 10 and 25 %, 50 cases, a limit of 3.10: 8.878 % and 83.166 %, as two million simulated charts had."""
    found = lc_cusum_properties(0.10, 0.25, 50, 3.10)
    assert (found.false_pass, found.detection) == pytest.approx((0.08878, 0.83166), abs=5e-6)
    assert lc_cusum_limit(0.10, 0.25, 50, 0.10) == found


def test_a_limit_taken_from_elsewhere_is_worth_little() -> None:
    """At 1.25, a limit often quoted, the same chart passes 89 % of those whose failure rate is not acceptable."""
    assert lc_cusum_properties(0.10, 0.25, 50, 1.25).false_pass == pytest.approx(0.892, abs=5e-4)


def test_the_probability_is_that_of_a_published_exact_limit() -> None:
    """R package cusum, tests/testthat/test_cusum_limit_exact.R: 1.41227 for 10 %, twice the odds, 10 cases and 5 %.

    The package takes the limit whose probability is nearest to 5 %, of all that there are.  It asks for the opposite of
    learning, so the rates are the opposite ones.
    """
    better, worse, least = 1 - 0.20 / 1.10, 0.90, 1e-5
    at = lc_cusum_properties(better, worse, 10, 1.41227 - least).false_pass
    above = lc_cusum_properties(better, worse, 10, 1.41227 + least).false_pass
    assert at != above, "the published figure is a score that can be reached"
    below = lc_cusum_properties(better, worse, 10, 1.30).false_pass
    assert abs(at - 0.05) < min(abs(above - 0.05), abs(below - 0.05))


def test_a_limit_is_that_of_a_published_simulation() -> None:
    """R package cusum, tests/testthat/test-cusum_limit_sim.R: 2.8 for 5 %, twice the odds, 100 cases and 5 %.

    It was simulated there with 10,000 runs, so the second decimal is not certain.
    """
    found = lc_cusum_limit(1 - 0.10 / 1.05, 0.95, 100, 0.05)
    assert found.limit == pytest.approx(2.8, abs=0.01)


@FEW
@given(RATES, LIMITS)
def test_the_probabilities_are_those_of_every_series_there_is(rates: list[float], limit: float) -> None:
    """All 256 series of eight cases, charted one by one and weighed, come to the same to twelve decimals."""
    reached = [sum(series) for series in product((True, False), repeat=8) if lc_cusum(series, *rates, limit)[1]]
    found = lc_cusum_properties(*rates, 8, limit)
    for rate, told in zip(rates, (found.detection, found.false_pass), strict=True):
        every = sum((1 - rate) ** right * rate ** (8 - right) for right in reached)
        assert told == pytest.approx(every, abs=1e-12)


@pytest.mark.parametrize(("rates", "cases", "limit"), [((0.10, 0.25), 50, 3.10), ((0.2, 0.35), 120, 2.5)])
def test_the_probabilities_are_those_of_simulated_trainees(
    rates: tuple[float, float], cases: int, limit: float
) -> None:
    """Of 2,000 simulated trainees at each rate so many are passed, to three standard errors."""
    draw = random.Random(20261128)  # noqa: S311 - nothing is kept secret by it
    found = lc_cusum_properties(*rates, cases, limit)
    for rate, told in zip(rates, (found.detection, found.false_pass), strict=True):
        charts = (lc_cusum((draw.random() >= rate for _ in range(cases)), *rates, limit) for _ in range(2000))
        passed = sum(chart.competent_at is not None for chart in charts)
        assert abs(passed / 2000 - told) < 3 * (told * (1 - told) / 2000) ** 0.5


@FEW
@given(RATES, st.integers(1, 60), st.floats(0.01, 0.6))
def test_the_limit_is_the_lowest_that_keeps_the_promise(rates: list[float], horizon: int, most: float) -> None:
    """It passes no more than was allowed, and any limit nearer to 0 by a score's breadth passes more."""
    if (1 - rates[1]) ** horizon > most:
        with pytest.raises(TooLittleData):
            lc_cusum_limit(*rates, horizon, most)
        return
    found = lc_cusum_limit(*rates, horizon, most)
    assert found.false_pass <= most
    assert found == lc_cusum_properties(*rates, horizon, found.limit)
    lower = [found.limit * share for share in (0.5, 0.75, 0.9, 0.99)]
    worth = {round(lc_cusum_properties(*rates, horizon, limit).false_pass, 12) for limit in lower}
    assert all(passed == round(found.false_pass, 12) or passed > most for passed in worth)


@FEW
@given(RATES, st.integers(1, 80), LIMITS)
def test_more_cases_pass_more_and_a_higher_limit_fewer(rates: list[float], horizon: int, limit: float) -> None:
    """Both probabilities rise with the horizon and fall with the limit, and the better trainee is passed more often."""
    found = lc_cusum_properties(*rates, horizon, limit)
    longer = lc_cusum_properties(*rates, horizon + 1, limit)
    higher = lc_cusum_properties(*rates, horizon, limit + 0.3)
    for one, other in ((found, longer), (higher, found)):
        assert one.false_pass <= other.false_pass + 1e-12
        assert one.detection <= other.detection + 1e-12
    assert 0 <= found.false_pass <= found.detection + 1e-12 <= 1 + 2e-12


def test_a_limit_has_as_few_decimals_as_do() -> None:
    """Limits are read and typed by people: 3.1 and not 3.2583732827692717, which is worth the same."""
    assert lc_cusum_limit(0.10, 0.25, 50, 0.10).limit == 3.1
    assert lc_cusum_limit(0.05, 0.10, 200, 0.05).limit == 3.63


def test_too_short_a_horizon_says_how_long_it_must_be() -> None:
    """Eight successes in a row are likelier than 5 % at a failure rate of 25 %, eleven are not."""
    with pytest.raises(TooLittleData, match="at least 11 cases"):
        lc_cusum_limit(0.10, 0.25, 8, 0.05)
    assert lc_cusum_limit(0.10, 0.25, 11, 0.05).false_pass == pytest.approx(0.75**11)


@pytest.mark.parametrize("horizon", [0, -5, 2.5, None, float("nan"), "50"])
def test_a_horizon_that_is_none_is_refused(horizon: int) -> None:
    """A horizon is a count of cases, at least one."""
    with pytest.raises(ArgumentRefused):
        lc_cusum_limit(0.1, 0.25, horizon, 0.1)
    with pytest.raises(ArgumentRefused):
        lc_cusum_properties(0.1, 0.25, horizon, 3.1)


@pytest.mark.parametrize("bad", [0, 1, -0.1, float("nan"), float("inf"), None])
def test_a_probability_that_is_none_is_refused(bad: float) -> None:
    """Rates and the allowed probability lie between 0 and 1, neither included."""
    for arguments in ((bad, 0.25, 50, 0.1), (0.1, bad, 50, 0.1), (0.1, 0.25, 50, bad)):
        with pytest.raises(ArgumentRefused):
            lc_cusum_limit(*arguments)
    with pytest.raises(ArgumentRefused):
        lc_cusum_properties(0.25, 0.1, 50, 3.1)
