"""Where to draw the line between passing and not."""

from __future__ import annotations

from math import copysign, log, sqrt

from sonolog.statistics.arguments import number, positive
from sonolog.statistics.errors import ArgumentRefused


def contrasting_groups(mean1: float, sd1: float, mean2: float, sd2: float) -> float:
    """Return the cut score of the contrasting-groups method: where two normal curves cross between their means.

    The groups are, say, novices and experts, in either order; means and standard deviations are in the unit of the
    score.  Both groups weigh the same, however many they were.

    Source: Jørgensen, Konge and Subhi, Adv Simul 2018;3:5.  Published figures: Tolsgaard and others, Ultrasound Obstet
    Gynecol 2014;43:437.

    Raises:
        ArgumentRefused: a number is missing or infinite, a standard deviation is not above 0, the means are equal, or
            one curve is so wide that they do not cross between the means.
    """
    one, other = number("mean1", mean1), number("mean2", mean2)
    wide, narrow = positive("sd1", sd1), positive("sd2", sd2)
    apart = other - one
    if apart == 0:
        raise ArgumentRefused("mean2", "another mean than that of the first group", mean2)
    for shift in _crossings(apart / wide, narrow / wide):
        if 0 <= shift * wide / apart <= 1:
            return one + shift * wide
    raise ArgumentRefused("sd1 and sd2", "such that the curves cross between the means", (sd1, sd2))


def _crossings(apart: float, ratio: float) -> list[float]:
    """Return where a standard normal curve meets one at ``apart`` with the standard deviation ``ratio``."""
    square, slope = ratio * ratio - 1, 2 * apart
    rest = -apart * apart - 2 * ratio * ratio * log(ratio)
    discriminant = slope * slope - 4 * square * rest
    if discriminant < 0:
        return []
    half = -(slope + copysign(sqrt(discriminant), slope)) / 2
    return [rest / half, *([half / square] if square else [])]
