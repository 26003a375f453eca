"""How far two readers agree: kappa of a table, and the accuracy of one against the other."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Literal, NamedTuple

from sonolog.statistics.arguments import Count, count
from sonolog.statistics.errors import ArgumentRefused, TooLittleData
from sonolog.statistics.rates import CONFIDENCE, Interval, normal_quantile, wilson_interval

Weights = Literal["linear", "quadratic"]


class Kappa(NamedTuple):
    """Agreement beyond chance."""

    estimate: float | None
    """-1 to 1; None where kappa is not defined, because chance alone would agree every time."""
    se: float | None
    """Standard error of the estimate."""
    low: float | None
    """Lower end of the 95 % interval, at least -1."""
    high: float | None
    """Upper end of the 95 % interval, at most 1."""
    observed: float
    """Observed agreement, 0 to 1; with weights the weighted one."""
    expected: float
    """Agreement by chance, from how often each reader said what."""


class DiagnosticAccuracy(NamedTuple):
    """How often one reader is right, where the other is taken for the truth; each with its 95 % Wilson interval.

    A rate without a case to take it from is None, and its interval 0 to 1.
    """

    sensitivity: float | None
    """Share of the positive that were called positive."""
    specificity: float | None
    """Share of the negative that were called negative."""
    ppv: float | None
    """Positive predictive value: share of those called positive that are."""
    npv: float | None
    """Negative predictive value: share of those called negative that are."""
    prevalence: float
    """Share of all cases that are positive."""
    sensitivity_interval: Interval
    specificity_interval: Interval
    ppv_interval: Interval
    npv_interval: Interval
    prevalence_interval: Interval


def kappa(table: Sequence[Sequence[Count]], weights: Weights | None = None) -> Kappa:
    """Return Cohen's kappa of a square ``table`` of counts: a row for each word of one reader, a column of the other.

    ``weights`` is None for words without an order, "linear" or "quadratic" for ordered ones: a near miss then counts
    as partial agreement.  Rows and columns without a case are fine.  The standard error is that of Fleiss, Cohen and
    Everitt, the interval of 95 % normal and clipped to -1 and 1.  Where both readers said one and the same word every
    time kappa is undefined (0/0): its four figures are None, and ``observed`` and ``expected`` say why.

    Sources: Cohen, Educ Psychol Meas 1960;20:37; Cohen, Psychol Bull 1968;70:213; Fleiss, Cohen and Everitt, Psychol
    Bull 1969;72:323.

    Raises:
        ArgumentRefused: the table is not square or smaller than two by two, a cell is negative or no whole number, or
            the weights have another name.
        TooLittleData: the table holds no case.
    """
    shares, n = _shares_of(table)
    size = range(len(shares))
    weight = [[_weight(i, j, len(shares), weights) for j in size] for i in size]
    rows = [sum(row) for row in shares]
    columns = [sum(row[j] for row in shares) for j in size]
    observed = sum(weight[i][j] * shares[i][j] for i in size for j in size)
    expected = sum(weight[i][j] * rows[i] * columns[j] for i in size for j in size)
    if any(shares[i][i] == 1 for i in size):
        return Kappa(None, None, None, None, observed, expected)
    estimate = (observed - expected) / (1 - expected)
    by_row = [sum(columns[j] * weight[i][j] for j in size) for i in size]
    by_column = [sum(rows[i] * weight[i][j] for i in size) for j in size]
    spread = sum(
        shares[i][j] * (weight[i][j] - (by_row[i] + by_column[j]) * (1 - estimate)) ** 2 for i in size for j in size
    )
    spread -= (estimate - expected * (1 - estimate)) ** 2
    se = sqrt(max(spread, 0.0) / n) / (1 - expected)
    reach = normal_quantile(CONFIDENCE) * se
    return Kappa(estimate, se, max(estimate - reach, -1.0), min(estimate + reach, 1.0), observed, expected)


def diagnostic_accuracy(tp: Count, fp: Count, fn: Count, tn: Count) -> DiagnosticAccuracy:
    """Return the accuracy of one reader against another, from four counts.

    ``tp`` true positives, ``fp`` false positives, ``fn`` false negatives, ``tn`` true negatives.

    Sources: Altman and Bland, BMJ 1994;308:1552 and 1994;309:102; intervals as in :func:`wilson_interval`.

    Raises:
        ArgumentRefused: a count is negative or no whole number.
        TooLittleData: all four are 0.
    """
    hits, false_alarms = count("tp", tp), count("fp", fp)
    misses, rejections = count("fn", fn), count("tn", tn)
    total = hits + false_alarms + misses + rejections
    if not total:
        raise TooLittleData("no case", "cases")
    parts = (
        (hits, hits + misses),
        (rejections, rejections + false_alarms),
        (hits, hits + false_alarms),
        (rejections, rejections + misses),
    )
    sensitivity, specificity, ppv, npv = (share / whole if whole else None for share, whole in parts)
    intervals = (wilson_interval(share, whole) for share, whole in (*parts, (hits + misses, total)))
    return DiagnosticAccuracy(sensitivity, specificity, ppv, npv, (hits + misses) / total, *intervals)


def _shares_of(table: Sequence[Sequence[Count]]) -> tuple[list[list[float]], int]:
    """Return the table as shares of all cases, and how many cases there are."""
    cells = [[count("a cell of the table", cell) for cell in row] for row in table]
    if len(cells) < 2 or any(len(row) != len(cells) for row in cells):
        given = " + ".join(str(len(row)) for row in cells) or "0"
        raise ArgumentRefused("table", "square, two by two or larger", f"rows of {given} cells")
    n = sum(map(sum, cells))
    if not n:
        raise TooLittleData("no case", "cases")
    return [[cell / n for cell in row] for row in cells], n


def _weight(i: int, j: int, size: int, weights: Weights | None) -> float:
    """Return how far two words agree: 1 for the same, down to 0."""
    if weights is None:
        return float(i == j)
    if weights not in ("linear", "quadratic"):
        raise ArgumentRefused("weights", 'None, "linear" or "quadratic"', weights)
    apart = abs(i - j) / (size - 1)
    return 1 - apart if weights == "linear" else 1 - apart * apart
