"""What the functions of this package take: counts, probabilities and numbers, and nothing that only looks like one."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite
from operator import index
from typing import SupportsFloat, SupportsIndex

from sonolog.statistics.errors import ArgumentRefused

Count = SupportsIndex
"""A whole number, of whatever library."""


def count(name: str, value: Count, *, least: int = 0) -> int:
    """Return ``value`` as an int.

    Raises:
        ArgumentRefused: it is no whole number, or below ``least``.
    """
    try:
        found = index(value)
    except TypeError:
        found = least - 1
    if found < least:
        raise ArgumentRefused(name, f"a whole number of at least {least}", value)
    return found


def number(name: str, value: SupportsFloat) -> float:
    """Return ``value`` as a float.

    Raises:
        ArgumentRefused: it is no number, or infinite.
    """
    try:
        found = float("nan") if isinstance(value, str) else float(value)
    except (TypeError, ValueError, OverflowError):
        found = float("nan")
    if not isfinite(found):
        raise ArgumentRefused(name, "a finite number", value)
    return found


def positive(name: str, value: SupportsFloat) -> float:
    """Return ``value`` as a float.

    Raises:
        ArgumentRefused: it is no finite number above 0.
    """
    found = number(name, value)
    if found <= 0:
        raise ArgumentRefused(name, "above 0", value)
    return found


def probability(name: str, value: SupportsFloat) -> float:
    """Return ``value`` as a float.

    Raises:
        ArgumentRefused: it is not strictly between 0 and 1.
    """
    found = number(name, value)
    if not 0 < found < 1:
        raise ArgumentRefused(name, "between 0 and 1, neither of them included", value)
    return found


def failure_rates(acceptable: SupportsFloat, unacceptable: SupportsFloat) -> tuple[float, float]:
    """Return both failure rates as floats.

    Raises:
        ArgumentRefused: one is not strictly between 0 and 1, or the acceptable one is not the lower.
    """
    low, high = probability("acceptable", acceptable), probability("unacceptable", unacceptable)
    if low >= high:
        raise ArgumentRefused("acceptable", f"a failure rate below the unacceptable one ({high})", acceptable)
    return low, high


def successes(outcomes: Iterable[bool]) -> list[bool]:
    """Return ``outcomes`` as a list of booleans; 0 and 1 of any number type count as such.

    Raises:
        ArgumentRefused: one is neither true nor false.
    """
    found = []
    for position, outcome in enumerate(outcomes, start=1):
        if not (outcome == 0 or outcome == 1):  # noqa: PLR1714 - an array has no hash
            raise ArgumentRefused(f"Outcome {position}", "true (a success) or false", outcome)
        found.append(bool(outcome))
    return found
