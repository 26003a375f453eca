"""Cumulative sums: against published charts and plans, by laws, and at their lines."""

# ruff: noqa: INP001 - a package called statistics here would hide that of the standard library

from __future__ import annotations

from itertools import accumulate
from math import exp, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sonolog.statistics import ArgumentRefused, Chart, lc_cusum, page_cusum, risk_adjusted_weight, wald_cusum

OUTCOMES = st.lists(st.booleans(), max_size=120)
RATES = st.tuples(st.floats(0.01, 0.9), st.floats(0.01, 0.9)).map(sorted).filter(lambda two: two[1] - two[0] > 0.01)
LIMITS = st.floats(0.05, 8)
NOT_RATES = [(0, 0.2), (0.1, 1), (0.3, 0.2), (0.2, 0.2), (-0.1, 0.2), (float("nan"), 0.2), (0.1, float("inf"))]
FEW = settings(max_examples=40)


def test_wald_lines_are_those_of_the_r_package_dodge() -> None:
    """SeqDesignBinomial(AQL=0.01, alpha=0.05, LQL=0.05, beta=0.05) of Govindaraju and Godfrey's package Dodge.

    Its figures as the tests of Kenett, Zacks and Gedeck's mistat print them: h1 and h2 1.783772, s 0.02498542.
    """
    plan = wald_cusum([True], 0.01, 0.05, 0.05, 0.05)
    assert (-plan.lower, plan.upper) == pytest.approx((1.783772, 1.783772), abs=5e-7)
    assert -plan.path[0] == pytest.approx(0.02498542, abs=5e-9)


def test_wald_decides_as_the_nist_handbook_tabulates() -> None:
    """NIST/SEMATECH e-Handbook, 6.2.6: "for n = 24 the acceptance number is 0 and the rejection number is 3".

    The four parameters of that plan stand in a picture there: 0.01, 0.10, 0.05 and 0.10 are told from memory.
    """
    parameters = (0.01, 0.10, 0.05, 0.10)
    assert wald_cusum([True] * 24, *parameters).competent_at == 24
    assert 24 in wald_cusum([True] * 21 + [False] * 3, *parameters).alarms
    assert 24 not in wald_cusum([True] * 22 + [False] * 2, *parameters).alarms


def test_wald_accepts_and_rejects_where_mistat_prints_it() -> None:
    """The lines of the plan above, item by item: mistat's tests print all 143 numbers of each; five of them are here.

    Failures up to the first line are accepted, from the second on rejected: none of 72, and two of the first eight.
    """
    plan = wald_cusum([True] * 143, 0.01, 0.05, 0.05, 0.05)
    accept = [plan.lower - step for step in plan.path]
    reject = [plan.upper - step for step in plan.path]
    assert [accept[0], accept[71], accept[142]] == pytest.approx(
        [-1.7587869779636, 0.0151780006212887, 1.78914297920617]
    )
    assert [reject[0], reject[142]] == pytest.approx([1.80875782243078, 5.35668777960055])
    assert plan.competent_at == 72
    assert wald_cusum([False] * 2 + [True] * 10, 0.01, 0.05, 0.05, 0.05).alarms == tuple(range(2, 9))


def test_pages_chart_is_that_of_the_r_package_cusum() -> None:
    """Hubig's package cusum 0.4, tests/testthat/test-cusum.R: 0.05, twice the odds, failures at the 2nd and 8th."""
    outcomes = [position not in (2, 8) for position in range(1, 11)]
    chart = page_cusum(outcomes, 0.05, 0.10 / 1.05, 2.96, reset=True)
    published = (0.00, 0.64, 0.60, 0.55, 0.50, 0.45, 0.40, 1.04, 1.00, 0.95)
    assert chart.path == pytest.approx(published, abs=5.1e-3)
    assert chart.alarms == () and chart.competent_at is None


def test_the_learning_path_is_that_published_for_the_opposite() -> None:
    """The same chart of the package cusum, asked the other way round: its failures are successes here.

    "Learned" at failure rates of 1 - 0.10/1.05 against 0.95 weighs each case as "got worse" at 0.05 against 0.10/1.05.
    """
    outcomes = [position in (2, 8) for position in range(1, 11)]
    chart = lc_cusum(outcomes, 1 - 0.10 / 1.05, 0.95, 2.96)
    published = (0.00, 0.64, 0.60, 0.55, 0.50, 0.45, 0.40, 1.04, 1.00, 0.95)
    assert chart.path == pytest.approx(published, abs=5.1e-3)
    assert chart.competent_at is None


# Steiner SH et al., Biostatistics 2000;1:441, p. 446, and Steiner SH, Statistics in Action, 2014, p. 234: the risk at
# a Parsonnet score is logistic with -3.68 and 0.077.  Rigdon and Fricker 2015, p. 225: with -3.67.
STEINER = [
    (-3.68, 0, 2, (-0.024, 0.669)),
    (-3.68, 50, 2, (-0.433, 0.260)),
    (-3.68, 0, 0.5, (0.012, -0.681)),
    (-3.68, 50, 0.5, (0.316, -0.377)),
]


@pytest.mark.parametrize(("intercept", "score", "ratio", "published"), STEINER)
def test_risk_adjusted_weights_are_those_of_steiner(
    intercept: float, score: int, ratio: float, published: tuple[float, float]
) -> None:
    """Surviving and dying of a low-risk and a high-risk patient, for odds doubled and halved."""
    risk = 1 / (1 + exp(-(intercept + 0.077 * score)))
    weights = [risk_adjusted_weight(risk, ratio, failed) for failed in (False, True)]
    assert weights == pytest.approx(published, abs=5e-4)


def test_learning_is_shown_after_so_many_successes() -> None:
    """By hand: each success adds ln(0.90/0.75) = 0.1823, so the 18th in a row is the first at 3.10 or above."""
    chart = lc_cusum([True] * 20, 0.10, 0.25, 3.10)
    assert chart.path[:2] == pytest.approx((log(1.2), 2 * log(1.2)), abs=1e-12)
    assert (chart.competent_at, chart.alarms, chart.lower, chart.upper) == (18, (), 0, 3.10)
    assert lc_cusum([True, False, True], 0.10, 0.25, 3.10).path == pytest.approx((log(1.2), 0, log(1.2)))
    assert lc_cusum([True] * 17, 0.10, 0.25, 3.10).competent_at is None


def test_a_score_on_the_line_has_reached_it() -> None:
    """Sums that are equal but for rounding are equal: at 0.2 and 0.8 two cases make ln 16, and a step is 1/2."""
    assert page_cusum([False, False], 0.2, 0.8, 2 * log(4)).alarms == (2,)
    assert lc_cusum([True] * 10, 0.1, 0.25, 10 * log(1.2)).competent_at == 10
    assert wald_cusum([True] * 6, 0.2, 0.8, 1 / 17, 1 / 17).competent_at == 2
    assert wald_cusum([False] * 6, 0.2, 0.8, 1 / 17, 1 / 17).alarms == (2, 3, 4, 5, 6)


@FEW
@given(OUTCOMES, OUTCOMES, RATES)
def test_walds_path_is_a_sum(first: list[bool], then: list[bool], rates: list[float]) -> None:
    """The path of two series one after the other is the first, and then the second from where it ended."""
    one, other, both = (wald_cusum(each, *rates, 0.05, 0.1).path for each in (first, then, first + then))
    end = one[-1] if one else 0.0
    assert both == pytest.approx([*one, *(end + score for score in other)], abs=1e-9)


@FEW
@given(OUTCOMES, RATES, LIMITS)
def test_learning_is_the_sum_above_its_lowest_point(outcomes: list[bool], rates: list[float], limit: float) -> None:
    """The held path is the free sum less the lowest it has been: another way to write max(0, S + W)."""
    low, high = rates
    free = list(accumulate(log((1 - low) / (1 - high)) if one else log(low / high) for one in outcomes))
    lowest = list(accumulate([0.0, *free], min))[1:]
    chart = lc_cusum(outcomes, low, high, limit)
    assert chart.path == pytest.approx([score - least for score, least in zip(free, lowest, strict=True)], abs=1e-9)
    reached = [at for at, score in enumerate(chart.path, start=1) if score >= limit - 1e-9]
    assert chart.competent_at == (reached[0] if reached else None)


@FEW
@given(OUTCOMES, RATES, LIMITS)
def test_watching_is_learning_turned_round(outcomes: list[bool], rates: list[float], limit: float) -> None:
    """Without reset Page's path is the learning path of failures taken for successes, at the opposite rates."""
    low, high = rates
    opposite = lc_cusum([not one for one in outcomes], 1 - high, 1 - low, limit)
    chart = page_cusum(outcomes, low, high, limit, reset=False)
    assert chart.path == pytest.approx(opposite.path, abs=1e-9)
    assert chart.alarms[:1] == (() if opposite.competent_at is None else (opposite.competent_at,))


@FEW
@given(OUTCOMES, RATES, LIMITS)
def test_after_an_alarm_the_watch_begins_anew(outcomes: list[bool], rates: list[float], limit: float) -> None:
    """With reset, what comes after an alarm is the chart of the later cases alone."""
    chart = page_cusum(outcomes, *rates, limit, reset=True)
    if chart.alarms:
        first = chart.alarms[0]
        later = page_cusum(outcomes[first:], *rates, limit, reset=True)
        assert chart.path[first:] == later.path
        assert chart.alarms[1:] == tuple(first + alarm for alarm in later.alarms)


@FEW
@given(OUTCOMES, st.floats(0.01, 0.5), st.floats(1.1, 8))
def test_one_risk_for_all_is_pages_chart(outcomes: list[bool], risk: float, ratio: float) -> None:
    """Risk-adjusted weights of equal risks are those of two rates whose odds differ by the ratio."""
    high = ratio * risk / (1 - risk + ratio * risk)
    path = accumulate(outcomes, lambda s, one: max(0.0, s + risk_adjusted_weight(risk, ratio, not one)), initial=0.0)
    assert page_cusum(outcomes, risk, high, 1e6).path == pytest.approx(list(path)[1:], abs=1e-9)


@FEW
@given(st.floats(0.001, 0.999), st.floats(0.01, 100))
def test_an_adjusted_weight_is_a_likelihood_ratio(risk: float, ratio: float) -> None:
    """Exponentiated and averaged over the risk it is one, as every likelihood ratio."""
    success, failure = (exp(risk_adjusted_weight(risk, ratio, failed)) for failed in (False, True))
    assert (1 - risk) * success + risk * failure == pytest.approx(1, abs=1e-9)


def test_no_case_has_no_path() -> None:
    """Nothing done is an empty chart with its lines, not a refusal."""
    assert lc_cusum([], 0.1, 0.25, 3.1) == Chart((), None, (), 0, 3.1)
    assert page_cusum([], 0.1, 0.25, 3.1).path == wald_cusum([], 0.1, 0.25, 0.1, 0.1).path == ()


@pytest.mark.parametrize("rates", NOT_RATES)
def test_rates_that_are_none_are_refused(rates: tuple[float, float]) -> None:
    """Rates lie between 0 and 1, and the acceptable one is the lower."""
    for chart in (lc_cusum, page_cusum):
        with pytest.raises(ArgumentRefused):
            chart([True], *rates, 3)
    with pytest.raises(ArgumentRefused):
        wald_cusum([True], *rates, 0.1, 0.1)


@pytest.mark.parametrize("limit", [0, -1, 1e-12, float("nan"), float("inf"), None, "3"])
def test_a_limit_that_is_none_is_refused(limit: float) -> None:
    """A limit is a number above 0."""
    for chart in (lc_cusum, page_cusum):
        with pytest.raises(ArgumentRefused):
            chart([True], 0.1, 0.2, limit)


@pytest.mark.parametrize("errors", [(0, 0.1), (0.1, 1), (0.5, 0.5), (0.7, 0.6), (float("nan"), 0.1)])
def test_errors_that_leave_nothing_to_decide_are_refused(errors: tuple[float, float]) -> None:
    """Both error probabilities are above 0 and together below 1: else the lines are not in order."""
    with pytest.raises(ArgumentRefused):
        wald_cusum([True], 0.1, 0.2, *errors)


@pytest.mark.parametrize("outcome", [None, 2, 0.5, float("nan"), "yes"])
def test_an_outcome_that_is_neither_is_refused_with_its_place(outcome: bool) -> None:
    """A case is a success or a failure; the message says which is not."""
    with pytest.raises(ArgumentRefused, match="Outcome 2"):
        lc_cusum([True, outcome], 0.1, 0.2, 3)


@pytest.mark.parametrize("case", [(0, 2), (1, 2), (0.1, 0), (0.1, -1), (float("nan"), 2), (0.1, float("inf"))])
def test_a_risk_that_is_none_is_refused(case: tuple[float, float]) -> None:
    """A risk lies between 0 and 1, an odds ratio above 0."""
    with pytest.raises(ArgumentRefused):
        risk_adjusted_weight(*case, failed=True)
