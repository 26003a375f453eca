"""A learning curve that rises ever more slowly to a plateau, where the data show one."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, expm1, isfinite
from typing import NamedTuple

from sonolog.statistics.arguments import number
from sonolog.statistics.errors import ArgumentRefused, NoFit, TooLittleData

LEAST_CASES = 20
_STARTS = 200
_MOST_STEPS = 200
_CLOSE = 1e-12
_NO_BETTER = 1e-6


class Curve(NamedTuple):
    """The curve plateau · (1 - exp(-rate · x)) and how far the data lie from it."""

    plateau: float
    """In the unit of the score."""
    rate: float
    """Per case: after 1/rate cases 63 % of the plateau is reached, after 3/rate 95 %."""
    rss: float
    """Residual sum of squares, in the squared unit of the score."""


def learning_curve(x: Sequence[float], y: Sequence[float], *, least: int = LEAST_CASES) -> Curve:
    """Return the least-squares fit of y = plateau · (1 - exp(-rate · x)), by Gauss and Newton's method.

    ``x`` is how many cases had been done, at least 0, ``y`` the score of that case in any unit.  Scores of trainees
    scatter, so fewer than ``least`` cases are refused; only for data without scatter ask for fewer.  It also refuses
    where there is no such curve: scores that do not rise, that are level from the first case, or that rise as a
    straight line without a sign of a plateau.

    Source: NIST, Statistical Reference Datasets for nonlinear regression, whose Misra1a and BoxBOD have this curve.

    Raises:
        ArgumentRefused: a number is missing or infinite, an ``x`` is negative, or there are not as many ``y`` as ``x``.
        TooLittleData: there are fewer than ``least`` cases, or fewer than three different ``x`` above 0.
        NoFit: no such curve fits best, or the method does not converge.
    """
    points = _points_of(x, y, max(least, 3))
    rate = _start(points)
    found = Curve(_plateau(points, rate), rate, _rss(points, _plateau(points, rate), rate))
    for _ in range(_MOST_STEPS):
        following = _step(points, found)
        if _is_close(found, following):
            return following
        found = following
    raise NoFit("the steps towards the best curve do not end")


def _points_of(x: Sequence[float], y: Sequence[float], least: int) -> list[tuple[float, float]]:
    if len(x) != len(y):
        raise ArgumentRefused("y", f"as many scores as there are cases ({len(x)})", len(y))
    points = [(number("x", done), number("y", score)) for done, score in zip(x, y, strict=True)]
    negative = next((done for done, _ in points if done < 0), None)
    if negative is not None:
        raise ArgumentRefused("x", "a number of cases, at least 0", negative)
    if len(points) < least:
        raise TooLittleData(f"{len(points)} cases", f"{least}")
    different = len({done for done, _ in points if done > 0})
    if different < 3:
        raise TooLittleData(f"scores after {different} different numbers of cases", "three")
    return points


def _start(points: list[tuple[float, float]]) -> float:
    """Return a rate near the best one; for each rate the best plateau is known.

    Rates go from "a straight line over all the data" to "level before the first case".  Where an end of that range
    is as good as anything within, the data show no curve.
    """
    slow, fast = 1e-4 / max(done for done, _ in points), 40 / min(done for done, _ in points if done > 0)
    ratio: float = (fast / slow) ** (1 / _STARTS)
    rates = [slow * ratio**step for step in range(_STARTS + 1)]
    errors = [_rss(points, _plateau(points, rate), rate) for rate in rates]
    best = min(range(len(rates)), key=errors.__getitem__)
    if errors[best] >= errors[0] * (1 - _NO_BETTER):
        raise NoFit("the scores do not bend towards a plateau")
    if errors[best] >= errors[-1] * (1 - _NO_BETTER):
        raise NoFit("the scores are level from the first case on")
    if _plateau(points, rates[best]) <= 0:
        raise NoFit("the scores do not rise")
    return rates[best]


def _plateau(points: list[tuple[float, float]], rate: float) -> float:
    """Return the best plateau for a rate: linear least squares through the origin."""
    risen = [-expm1(-rate * done) for done, _ in points]
    return sum(up * score for up, (_, score) in zip(risen, points, strict=True)) / sum(up * up for up in risen)


def _rss(points: list[tuple[float, float]], plateau: float, rate: float) -> float:
    misses = (score + plateau * expm1(-rate * done) for done, score in points)
    return sum(miss * miss for miss in misses)


def _step(points: list[tuple[float, float]], at: Curve) -> Curve:
    """Return the next curve by Gauss and Newton's step, halved until it is no worse."""
    by_plateau = [-expm1(-at.rate * done) for done, _ in points]
    by_rate = [at.plateau * done * exp(-at.rate * done) for done, _ in points]
    misses = [score - at.plateau * up for up, (_, score) in zip(by_plateau, points, strict=True)]
    aa, ab, bb = _dot(by_plateau, by_plateau), _dot(by_plateau, by_rate), _dot(by_rate, by_rate)
    am, bm = _dot(by_plateau, misses), _dot(by_rate, misses)
    determinant = aa * bb - ab * ab
    if not isfinite(determinant) or determinant <= aa * bb * _CLOSE:
        raise NoFit("plateau and rate cannot be told apart")
    step = (bb * am - ab * bm) / determinant, (aa * bm - ab * am) / determinant
    for halved in range(50):
        part = 0.5**halved
        plateau, rate = at.plateau + part * step[0], at.rate + part * step[1]
        rss = _rss(points, plateau, rate) if rate > 0 else float("inf")
        if rss <= at.rss:
            return Curve(plateau, rate, rss)
    return at


def _is_close(one: Curve, other: Curve) -> bool:
    return all(abs(new - old) <= _CLOSE * abs(old) for old, new in zip(one[:2], other[:2], strict=True))


def _dot(one: list[float], other: list[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))
