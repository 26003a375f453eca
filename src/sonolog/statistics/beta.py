"""The regularised incomplete beta function and its inverse, with the standard library only.

The continued fraction is that of the NIST Digital Library of Mathematical Functions, 8.17.22, worked out by
Lentz's method.
"""

from __future__ import annotations

from math import exp, lgamma, log, log1p

_TINY = 1e-300
_CLOSE = 1e-15
_MOST_TERMS = 20_000
_MOST_STEPS = 400


def beta_cdf(x: float, a: float, b: float) -> float:
    """Return I_x(a, b), the chance that a beta variable with shapes ``a``, ``b`` > 0 is at most ``x``."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        return 1.0 - _lower(1.0 - x, b, a)
    return _lower(x, a, b)


def beta_quantile(p: float, a: float, b: float) -> float:
    """Return the x with I_x(a, b) = ``p``: Newton's steps, halving the bracket wherever one leaves it."""
    if p <= 0:
        return 0.0
    if p >= 1:
        return 1.0
    low, high, x = 0.0, 1.0, a / (a + b)
    for _ in range(_MOST_STEPS):
        over = beta_cdf(x, a, b) - p
        low, high = (low, x) if over > 0 else (x, high)
        following = _newton(x, over, a, b)
        if not low < following < high:
            following = (low + high) / 2
        if abs(following - x) <= _CLOSE * x:
            return following
        x = following
    return x


def _newton(x: float, over: float, a: float, b: float) -> float:
    """Return the next x by the slope at ``x``; outside 0 to 1 where the slope says nothing."""
    slope = _log_power(x, a, b) - log(x) - log1p(-x)
    return x - over * exp(-slope) if -600 < slope < 600 else -1.0


def _log_power(x: float, a: float, b: float) -> float:
    """Return the logarithm of x^a (1-x)^b / B(a, b)."""
    return a * log(x) + b * log1p(-x) + lgamma(a + b) - lgamma(a) - lgamma(b)


def _lower(x: float, a: float, b: float) -> float:
    return exp(_log_power(x, a, b)) * _fraction(x, a, b) / a


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1.0 / _away_from_nought(1.0 - (a + b) * x / (a + 1))
    found = d
    for m in range(1, _MOST_TERMS):
        twice = a + 2 * m
        even = m * (b - m) * x / ((twice - 1) * twice)
        odd = -(a + m) * (a + b + m) * x / (twice * (twice + 1))
        for term in (even, odd):
            d = 1.0 / _away_from_nought(1.0 + term * d)
            c = _away_from_nought(1.0 + term / c)
            found *= c * d
        if abs(c * d - 1.0) <= _CLOSE:
            break
    return found


def _away_from_nought(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
