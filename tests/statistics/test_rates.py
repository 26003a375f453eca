"""Confidence intervals of a rate: against a published table, against statsmodels, and by laws."""

# ruff: noqa: INP001 - a package called statistics here would hide that of the standard library

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from sonolog.statistics import ArgumentRefused, exact_interval, wilson_interval

# Newcombe RG. Two-sided confidence intervals for the single proportion: comparison of seven methods. Stat Med
# 1998;17:857-872, table I, methods 3 (score) and 5 ("exact").
NEWCOMBE = [
    (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
    (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
    (0, 20, (0.0000, 0.1611), (0.0000, 0.1684)),
    (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
]
COUNTS = st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
CONFIDENCES = st.floats(0.01, 0.999)
BOTH = pytest.mark.parametrize("interval", [wilson_interval, exact_interval])
FEW = settings(max_examples=40)


@pytest.mark.parametrize(("hits", "trials", "wilson", "exact"), NEWCOMBE)
def test_the_intervals_are_those_of_newcombe(
    hits: int, trials: int, wilson: tuple[float, float], exact: tuple[float, float]
) -> None:
    """The four proportions of the published table come out as printed there."""
    assert wilson_interval(hits, trials) == pytest.approx(wilson, abs=5e-5)
    assert exact_interval(hits, trials) == pytest.approx(exact, abs=5e-5)


@FEW
@given(COUNTS, CONFIDENCES)
def test_the_intervals_are_those_of_statsmodels(counts: tuple[int, int], confidence: float) -> None:
    """Other software gives the same ends to nine decimals, for small and large counts and any confidence."""
    for interval, method in ((wilson_interval, "wilson"), (exact_interval, "beta")):
        expected = proportion_confint(*counts, alpha=1 - confidence, method=method)
        assert interval(*counts, confidence) == pytest.approx(expected, abs=1e-9)


@BOTH
@FEW
@given(counts=COUNTS, confidence=CONFIDENCES)
def test_an_interval_holds_its_rate_and_mirrors_its_opposite(interval, counts, confidence) -> None:  # noqa: ANN001
    """The rate lies within, the ends within 0 to 1, and successes turned into failures turn the interval round."""
    hits, trials = counts
    found = interval(hits, trials, confidence)
    assert 0 <= found.low <= hits / trials + 1e-12
    assert hits / trials - 1e-12 <= found.high <= 1
    mirrored = interval(trials - hits, trials, confidence)
    assert (1 - mirrored.high, 1 - mirrored.low) == pytest.approx(found, abs=1e-12)


@BOTH
@FEW
@given(counts=COUNTS, confidence=CONFIDENCES)
def test_more_of_the_same_and_less_confidence_make_it_narrower(interval, counts, confidence) -> None:  # noqa: ANN001
    """Four times as many trials at the same rate, or half the confidence, never widen the interval."""
    hits, trials = counts
    width = _width(interval(hits, trials, confidence))
    assert _width(interval(4 * hits, 4 * trials, confidence)) < width
    assert _width(interval(hits, trials, confidence / 2)) < width


@BOTH
def test_none_and_all_of_them_have_an_exact_end(interval) -> None:  # noqa: ANN001
    """None of 12 begins at exactly 0, all of 12 end at exactly 1, and no trial leaves everything possible."""
    assert interval(0, 12).low == 0
    assert interval(12, 12).high == 1
    assert interval(0, 0) == (0, 1)


def test_the_exact_interval_of_none_and_all_is_in_closed_form() -> None:
    """None of n reaches up to 1 minus the n-th root of half the doubt."""
    assert exact_interval(0, 12).high == pytest.approx(1 - 0.025 ** (1 / 12), abs=1e-12)
    assert exact_interval(12, 12).low == pytest.approx(0.025 ** (1 / 12), abs=1e-12)


@BOTH
@pytest.mark.parametrize("counts", [(-1, 5), (6, 5), (1, -1), (1.5, 5), ("1", 5), (None, 5), (float("nan"), 5)])
def test_counts_that_are_none_are_refused(interval, counts: tuple[int, int]) -> None:  # noqa: ANN001
    """Negative, broken and missing counts, and more successes than trials, are refused as a kind of ValueError."""
    with pytest.raises(ArgumentRefused) as refusal:
        interval(*counts)
    assert isinstance(refusal.value, ValueError)


@BOTH
@pytest.mark.parametrize("confidence", [0, 1, -0.1, 95, float("nan"), float("inf"), "0.95"])
def test_a_confidence_that_is_none_is_refused(interval, confidence: float) -> None:  # noqa: ANN001
    """Confidence lies between 0 and 1: certainty has no interval, and 95 is no probability."""
    with pytest.raises(ArgumentRefused):
        interval(3, 5, confidence)


def _width(interval: tuple[float, float]) -> float:
    return interval[1] - interval[0]
