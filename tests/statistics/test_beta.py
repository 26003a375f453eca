"""The incomplete beta function and its inverse, against other software and by laws."""

# ruff: noqa: INP001 - a package called statistics here would hide that of the standard library

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonolog.statistics.beta import beta_cdf, beta_quantile

SHAPES = st.floats(0.05, 500, allow_nan=False)
WIDE_SHAPES = st.floats(0.5, 500, allow_nan=False)
SHARES = st.floats(0.001, 0.999)

# Made once with scipy.special 1.x: betainc(a, b, x) and betaincinv(a, b, p).
CDF = [
    (0.5, 0.5, 0.3, 0.36901011956554536),
    (1, 1, 0.7, 0.7),
    (2, 3, 0.4, 0.5247999999999999),
    (32, 80.5, 0.25, 0.21197790186046506),
    (0.05, 20.5, 0.001, 0.843998085066879),
    (250, 5.5, 0.98, 0.5132112321551183),
    (12.34, 56.78, 0.2, 0.6977456776664828),
    (1000, 1000.5, 0.51, 0.8174522214368611),
    (3, 0.5, 0.9, 0.44541555534797056),
]
QUANTILE = [
    (0.5, 0.5, 0.1, 0.024471741852423214),
    (32, 80.5, 0.1, 0.2309094007494672),
    (32, 80.5, 0.5, 0.28316318413072794),
    (32, 80.5, 0.9, 0.3396413584043031),
    (1, 5.5, 0.5, 0.11840874500397881),
    (250, 5.5, 0.9, 0.9890045293584088),
    (12.34, 56.78, 0.9, 0.23909473122581726),
    (1000, 1000.5, 0.1, 0.4855498177482615),
    (0.2, 5.5, 0.5, 0.004053354733782109),
]


@pytest.mark.parametrize(("a", "b", "x", "expected"), CDF)
def test_the_function_agrees_with_other_software(a: float, b: float, x: float, expected: float) -> None:
    """Values computed elsewhere come out to eleven digits."""
    assert beta_cdf(x, a, b) == pytest.approx(expected, rel=1e-11)


@pytest.mark.parametrize(("a", "b", "p", "expected"), QUANTILE)
def test_the_inverse_agrees_with_other_software(a: float, b: float, p: float, expected: float) -> None:
    """Quantiles computed elsewhere come out to eleven digits."""
    assert beta_quantile(p, a, b) == pytest.approx(expected, rel=1e-11)


@given(SHAPES, SHAPES, SHARES)
def test_the_function_is_symmetric(a: float, b: float, x: float) -> None:
    """I_x(a, b) and I_1-x(b, a) add up to one."""
    assert beta_cdf(x, a, b) + beta_cdf(1 - x, b, a) == pytest.approx(1, abs=1e-9)


@given(SHAPES, SHAPES, SHARES, SHARES)
def test_the_function_rises(a: float, b: float, x: float, y: float) -> None:
    """A greater x is never less likely, and all chances lie between nought and one."""
    low, high = sorted((x, y))
    assert 0 <= beta_cdf(low, a, b) <= beta_cdf(high, a, b) + 1e-12 <= 1 + 1e-12


@given(SHAPES, WIDE_SHAPES, st.floats(0.01, 0.99))
def test_the_inverse_leads_back(a: float, b: float, p: float) -> None:
    """The chance at a quantile is that of the quantile."""
    assert beta_cdf(beta_quantile(p, a, b), a, b) == pytest.approx(p, abs=1e-8)


def test_the_ends_are_exact() -> None:
    """Nothing lies below nought or above one."""
    assert (beta_cdf(0, 2, 3), beta_cdf(1, 2, 3), beta_cdf(-1, 2, 3), beta_cdf(2, 2, 3)) == (0, 1, 0, 1)
    assert (beta_quantile(0, 2, 3), beta_quantile(1, 2, 3)) == (0, 1)
