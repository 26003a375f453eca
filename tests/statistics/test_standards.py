"""The cut score of contrasting groups: by a published example, by scipy, and by laws."""

# ruff: noqa: INP001 - a package called statistics here would hide that of the standard library

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from sonolog.statistics import ArgumentRefused, contrasting_groups

MEANS = st.floats(-100, 100)
SPREADS = st.floats(0.1, 50)
FEW = settings(max_examples=60)


def test_pass_marks_are_those_of_ultrasound_operators() -> None:
    """Tolsgaard and others, Ultrasound Obstet Gynecol 2014;43:437: OSAUS scores of novices and of senior operators.

    Transabdominal biometry 1.5 (0.4) and 4.4 (0.4), pass mark 3.0; transvaginal scans 1.8 (0.2) and 3.9 (0.5), 2.5.
    Means and standard deviations are printed with one decimal, so the marks follow from them to 0.06.
    """
    assert contrasting_groups(1.5, 0.4, 4.4, 0.4) == pytest.approx(3.0, abs=0.06)
    assert contrasting_groups(1.8, 0.2, 3.9, 0.5) == pytest.approx(2.5, abs=0.06)


def test_equal_spreads_meet_half_way() -> None:
    """The example of the Stata module cgssm (Bruun 2023, s459180): 50 (5) and 40 (5); its formula 10 makes it 45."""
    assert contrasting_groups(50, 5, 40, 5) == pytest.approx(45, abs=1e-12)


def test_the_polynomial_is_that_of_the_stata_module() -> None:
    """Its other example, 50 (10) and 20 (5): the root between the means of its formula 7, worked out by hand.

    (s2^2 - s1^2) x^2 - 2 (m1 s2^2 - m2 s1^2) x + 2 ln(s1/s2) s1^2 s2^2 + m1^2 s2^2 - m2^2 s1^2, over -75:
    x^2 - 20 x - 346.2098 with the roots 10 +- 21.1237.
    """
    assert contrasting_groups(50, 10, 20, 5) == pytest.approx(31.1237, abs=1e-4)


@FEW
@given(MEANS, SPREADS, MEANS, SPREADS)
def test_both_curves_are_as_high_at_the_cut(mean1: float, sd1: float, mean2: float, sd2: float) -> None:
    """Where there is a cut, it lies between the means, scipy's densities are equal there, and order does not matter."""
    try:
        cut = contrasting_groups(mean1, sd1, mean2, sd2)
    except ArgumentRefused:
        assume(mean1 != mean2)
        one, other = norm(mean1, sd1), norm(mean2, sd2)
        assert (one.pdf(mean1) - other.pdf(mean1)) * (one.pdf(mean2) - other.pdf(mean2)) > 0
        return
    assert min(mean1, mean2) - 1e-9 <= cut <= max(mean1, mean2) + 1e-9
    assert norm.logpdf(cut, mean1, sd1) == pytest.approx(norm.logpdf(cut, mean2, sd2), rel=1e-6, abs=1e-6)
    assert contrasting_groups(mean2, sd2, mean1, sd1) == pytest.approx(cut, rel=1e-9, abs=1e-9)


def test_nearly_equal_spreads_are_no_trap() -> None:
    """The quadratic nearly is none there; the cut nearly is the middle."""
    assert contrasting_groups(0, 1, 2, 1 + 1e-13) == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize("groups", [(5, 1, 5, 2), (0, 10, 1, 0.5), (0, 0, 1, 1), (0, 1, 1, -1)])
def test_groups_without_a_cut_are_refused(groups: tuple[float, float, float, float]) -> None:
    """Equal means, one curve above the other all the way, and groups without any spread."""
    with pytest.raises(ArgumentRefused):
        contrasting_groups(*groups)


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("bad", [float("nan"), float("inf"), None, "1"])
def test_a_number_that_is_none_is_refused(place: int, bad: float) -> None:
    """All four are finite numbers."""
    groups = [0, 1, 2, 1]
    groups[place] = bad
    with pytest.raises(ArgumentRefused):
        contrasting_groups(*groups)
