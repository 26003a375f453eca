"""Learning curves: against certified values, against scipy, and what is refused."""

# ruff: noqa: INP001 - a package called statistics here would hide that of the standard library

from __future__ import annotations

import random
from collections.abc import Callable
from math import exp

import pytest
from scipy.optimize import curve_fit

from sonolog.statistics import ArgumentRefused, NoFit, TooLittleData, learning_curve

# Statistical Reference Datasets of NIST, nonlinear regression: data, certified parameters and residual sum of squares.
MISRA1A = (
    [77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0],
    [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78],
    (2.3894212918e2, 5.5015643181e-4, 1.2455138894e-1),
)
BOXBOD = (
    [1, 2, 3, 5, 7, 10],
    [109, 149, 149, 191, 213, 224],
    (2.1380940889e2, 5.4723748542e-1, 1.1680088766e3),
)
CASES = list(range(1, 41))


@pytest.mark.parametrize(("x", "y", "certified"), [MISRA1A, BOXBOD], ids=["Misra1a", "BoxBOD"])
def test_the_fit_is_the_certified_one(x: list[float], y: list[float], certified: tuple[float, ...]) -> None:
    """Plateau, rate and residual sum of squares to the ten digits NIST certifies; the second is rated difficult."""
    assert learning_curve(x, y, least=len(x)) == pytest.approx(certified, rel=1e-9)


def test_everything_seen_twice_is_the_same_curve() -> None:
    """Misra1a twice over is enough cases as it stands: the same curve, twice the sum of squares."""
    x, y, (plateau, rate, rss) = MISRA1A
    assert learning_curve(x * 2, y * 2) == pytest.approx((plateau, rate, 2 * rss), rel=1e-9)


@pytest.mark.parametrize("seed", range(12))
def test_the_fit_is_that_of_scipy(seed: int) -> None:
    """Scattered scores of a trainee who learns: the same parameters as scipy's least squares."""
    draw = random.Random(seed)  # noqa: S311 - nothing is kept secret by it
    plateau, rate = draw.uniform(1, 100), draw.uniform(0.05, 0.4)
    scores = [plateau * (1 - exp(-rate * done)) + draw.gauss(0, 0.1 * plateau) for done in CASES]
    found = learning_curve(CASES, scores)
    expected, _ = curve_fit(_model, CASES, scores, p0=(plateau, rate), xtol=1e-14, ftol=1e-14)
    assert found[:2] == pytest.approx(tuple(expected), rel=1e-6)
    residuals = [
        score - found.plateau * (1 - exp(-found.rate * done)) for done, score in zip(CASES, scores, strict=True)
    ]
    assert found.rss == pytest.approx(sum(one * one for one in residuals), rel=1e-9)


def test_scores_without_scatter_give_their_own_curve_back() -> None:
    """From the first case, at 0 done, to the fortieth: 5 and 1/8, and nothing left over."""
    x = [done - 1 for done in CASES]
    found = learning_curve(x, [5 * (1 - exp(-done / 8)) for done in x])
    assert found == pytest.approx((5, 0.125, 0), abs=1e-9)


@pytest.mark.parametrize("scale", [1e-6, 1e6])
def test_the_unit_of_the_score_does_not_matter(scale: float) -> None:
    """In millionths or in millions the plateau follows and the rate stays."""
    scores = [4 * (1 - exp(-0.2 * done)) + 0.3 * (done % 3 - 1) for done in CASES]
    found, scaled = learning_curve(CASES, scores), learning_curve(CASES, [scale * score for score in scores])
    assert scaled == pytest.approx((scale * found.plateau, found.rate, scale**2 * found.rss), rel=1e-9)


@pytest.mark.parametrize(
    "score",
    [
        pytest.param(lambda done: 3.0, id="level"),
        pytest.param(lambda done: 0.0, id="nought"),
        pytest.param(lambda done: 2.0 * done, id="straight"),
        pytest.param(lambda done: done**2, id="ever-steeper"),
        pytest.param(lambda done: 50.0 - done, id="falling"),
        pytest.param(lambda done: -4 * (1 - exp(-done / 8)), id="falling-to-a-floor"),
        pytest.param(lambda done: 5.0 + done % 2, id="up-and-down"),
        pytest.param(lambda done: 1e200 * done, id="too-large"),
    ],
)
def test_scores_without_such_a_curve_are_refused(score: Callable[[int], float]) -> None:
    """Level, straight, falling or absurd scores have no plateau to tell: better none than a wrong one."""
    with pytest.raises(NoFit):
        learning_curve(CASES, [score(done) for done in CASES])


def test_nineteen_cases_are_too_few() -> None:
    """Twenty are enough; so few starting points that differ are not."""
    scores = [5 * (1 - exp(-done / 8)) for done in CASES]
    assert learning_curve(CASES[:20], scores[:20]).plateau == pytest.approx(5)
    with pytest.raises(TooLittleData, match="19 cases, and 20"):
        learning_curve(CASES[:19], scores[:19])
    with pytest.raises(TooLittleData):
        learning_curve([0, 1, 2] * 10, [0, 1, 1.5] * 10)


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), None, "7"])
def test_a_score_that_is_none_is_refused(bad: float) -> None:
    """A gap in the scores is a fault of the caller, not a score of nothing."""
    with pytest.raises(ArgumentRefused):
        learning_curve(CASES, [bad, *CASES[1:]])
    with pytest.raises(ArgumentRefused):
        learning_curve([bad, *CASES[1:]], CASES)


def test_cases_and_scores_belong_together() -> None:
    """As many scores as cases, and no case before the first."""
    with pytest.raises(ArgumentRefused):
        learning_curve(CASES, CASES[1:])
    with pytest.raises(ArgumentRefused):
        learning_curve([-1, *CASES[1:]], CASES)


def _model(x: object, plateau: float, rate: float) -> object:
    from numpy import exp as exp_of_all

    return plateau * (1 - exp_of_all(-rate * x))
