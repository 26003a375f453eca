"""Forecasts: by hand, by laws, and by simulating trainees whose true pace is known."""

# ruff: noqa: INP001 - a package called statistics here would hide that of the standard library

from __future__ import annotations

import random
from collections.abc import Callable
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonolog.statistics.forecast import Pace, dispersion_of

EVEN = Pace(weekly=[5.0] * 16, total=80, entries=80, exposure=16)


def pace_of(weekly: list[int]) -> Pace:
    """Return the pace of these whole weeks, entry by entry."""
    return Pace([float(one) for one in weekly], sum(weekly), sum(weekly), len(weekly))


def test_the_days_are_those_of_the_formula() -> None:
    """80 in 16 weeks and 32 to go: 16 x / (1 - x) with x the quantile of Beta(32, 80.5) computed elsewhere."""
    quantiles = {0.1: 0.2309094007494672, 0.5: 0.28316318413072794, 0.9: 0.3396413584043031}
    for quantile, x in quantiles.items():
        assert EVEN.wait(32).within(quantile) == pytest.approx(16 * x / (1 - x), rel=1e-9)


def test_a_quarter_of_the_time_gives_the_chance_of_the_formula() -> None:
    """16/3 weeks ahead after 16 behind are a share of 1/4: I_0.25(32, 80.5), computed elsewhere."""
    assert EVEN.wait(32).chance(16 / 3) == pytest.approx(0.21197790186046506, rel=1e-9)


def test_uneven_weeks_widen_the_days() -> None:
    """Everything in every other week has a variance above its mean, so the days lie further apart."""
    uneven = pace_of([10, 0] * 8)
    assert dispersion_of(uneven.weekly) == pytest.approx(16 / 3)
    spread = uneven.wait(32).within(0.9) - uneven.wait(32).within(0.1)
    assert spread > EVEN.wait(32).within(0.9) - EVEN.wait(32).within(0.1)


def test_hours_are_reckoned_in_typical_entries() -> None:
    """Four hours a session is the same forecast as one session, four times as much being missing."""
    sessions = pace_of([2] * 16)
    hours = Pace([8.0] * 16, 128, 32, 16)
    assert hours.wait(40).within(0.9) == pytest.approx(sessions.wait(10).within(0.9))
    assert hours.wait(40).chance(5) == pytest.approx(sessions.wait(10).chance(5))


def test_too_little_is_said_below_five_events_or_four_weeks() -> None:
    """The boundaries themselves are enough."""
    assert Pace([], 5, 5, 4).is_enough
    assert not Pace([], 4, 4, 4).is_enough
    assert not Pace([], 5, 5, 3.9).is_enough
    assert not Pace([], 0, 5, 4).is_enough


def test_what_is_there_needs_no_time() -> None:
    """Nothing missing is done now; anything missing is not done in no time."""
    assert (EVEN.wait(0).within(0.9), EVEN.wait(0).chance(0)) == (0, 1)
    assert EVEN.wait(1).chance(0) == 0
    assert Pace([], 0, 0, 0).per_week == 0 and Pace([], 0, 0, 0).grain == 1


@given(st.lists(st.integers(0, 30), min_size=4, max_size=16).filter(any), st.integers(1, 300), st.floats(0.05, 0.95))
def test_chance_and_days_are_inverse(weekly: list[int], missing: int, quantile: float) -> None:
    """Within the weeks of a quantile the chance is the quantile."""
    pace = pace_of(weekly)
    assert pace.wait(missing).chance(pace.wait(missing).within(quantile)) == pytest.approx(quantile, abs=1e-6)


@given(st.lists(st.integers(0, 30), min_size=4, max_size=16).filter(any), st.integers(1, 300))
def test_more_takes_longer_and_later_is_surer(weekly: list[int], missing: int) -> None:
    """P10, P50 and P90 are in order, and one more to do never makes them earlier."""
    pace = pace_of(weekly)
    days = [pace.wait(missing).within(quantile) for quantile in (0.1, 0.5, 0.9)]
    assert days == sorted(days)
    assert pace.wait(missing + 1).within(0.5) >= days[1]


def _poisson(draw: random.Random, mean: float) -> int:
    found, product, limit = 0, draw.random(), exp(-mean)
    while product > limit:
        found += 1
        product *= draw.random()
    return found


def _clumped(draw: random.Random, mean: float) -> int:
    return _poisson(draw, draw.gammavariate(1.5, mean / 1.5))


def _weeks_it_took(
    draw: random.Random, week: Callable[[random.Random, float], int], mean: float, missing: int
) -> float:
    done, weeks = 0, 0
    while True:
        came = week(draw, mean)
        if done + came >= missing:
            return weeks + (missing - done) / (came + 1)
        done, weeks = done + came, weeks + 1


def _share_inside(week: Callable[[random.Random, float], int]) -> float:
    """Return the share of 1,500 simulated trainees who finish between P10 and P90."""
    draw = random.Random(20261124)  # noqa: S311 - nothing is kept secret by it
    inside = told = 0
    for _ in range(1500):
        mean, missing = draw.uniform(2, 8), draw.randrange(10, 120)
        pace = pace_of([week(draw, mean) for _ in range(16)])
        if pace.is_enough:
            took = _weeks_it_took(draw, week, mean, missing)
            told += 1
            inside += pace.wait(missing).within(0.1) <= took <= pace.wait(missing).within(0.9)
    return inside / told


def test_four_times_in_five_it_is_done_between_the_outer_days() -> None:
    """Of trainees whose weeks differ by chance alone, about 80 % finish between P10 and P90."""
    assert 0.77 <= _share_inside(_poisson) <= 0.83


def test_clumped_weeks_are_nearly_as_well_foretold() -> None:
    """Where weeks vary five times as much, sixteen of them tell the spread roughly: still about three in four."""
    assert 0.72 <= _share_inside(_clumped) <= 0.84
