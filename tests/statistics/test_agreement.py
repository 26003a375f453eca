"""Kappa and accuracy: against published tables, against statsmodels, and by laws."""

# ruff: noqa: INP001 - a package called statistics here would hide that of the standard library

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from sonolog.statistics import ArgumentRefused, TooLittleData, diagnostic_accuracy, kappa, wilson_interval

# Cohen J. A coefficient of agreement for nominal scales. Educ Psychol Meas 1960;20:37-46: shares of 200 diagnoses.
COHEN = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
# A printout of SAS PROC FREQ, kept in the tests of statsmodels (stats/tests/test_inter_rater.py).
SAS = [[0, 4, 1], [0, 8, 0], [0, 1, 5]]
TABLES = st.integers(2, 5).flatmap(
    lambda size: st.lists(st.lists(st.integers(0, 30), min_size=size, max_size=size), min_size=size, max_size=size)
)
WEIGHTS = st.sampled_from([None, "linear", "quadratic"])
FEW = settings(max_examples=50)


def test_kappa_is_that_of_cohen() -> None:
    """The first published table: agreement 0.70, by chance 0.41, kappa 0.492."""
    found = kappa(COHEN)
    assert (found.observed, found.expected) == pytest.approx((0.70, 0.41), abs=1e-12)
    assert found.estimate == pytest.approx(0.492, abs=5e-4)


def test_kappa_and_its_interval_are_those_of_sas() -> None:
    """Estimate, standard error and interval as printed, without weights and with linear ones; one column is empty."""
    assert kappa(SAS)[:4] == pytest.approx((0.4842, 0.1380, 0.2137, 0.7547), abs=5e-5)
    assert kappa(SAS, "linear")[:4] == pytest.approx((0.4701, 0.1457, 0.1845, 0.7558), abs=5e-5)


@FEW
@given(TABLES, WEIGHTS)
def test_kappa_is_that_of_statsmodels(table: list[list[int]], weights: str | None) -> None:
    """Other software gives the same estimate and standard error to nine decimals, empty rows included."""
    assume(sum(map(sum, table)))
    found = kappa(table, weights)
    assume(found.estimate is not None)
    expected = cohens_kappa(table, wt=weights)
    assert found.estimate == pytest.approx(expected.kappa, abs=1e-9)
    assert found.se == pytest.approx(sqrt(max(expected.var_kappa, 0)), abs=1e-8)


@FEW
@given(TABLES, WEIGHTS)
def test_kappa_does_not_ask_who_reads_first(table: list[list[int]], weights: str | None) -> None:
    """The two readers exchanged, or the words in reverse order, give the same; the interval holds the estimate."""
    assume(sum(map(sum, table)))
    found = kappa(table, weights)
    turned = kappa([list(row) for row in zip(*table, strict=True)], weights)
    reversed_words = kappa([row[::-1] for row in table[::-1]], weights)
    assume(found.estimate is not None)
    assert turned == pytest.approx(found, abs=1e-7)
    assert reversed_words == pytest.approx(found, abs=1e-7)
    assert -1 <= found.low <= found.estimate <= found.high <= 1


def test_two_words_leave_nothing_to_weigh() -> None:
    """With two words a miss is a miss: all weights give the same."""
    table = [[20, 5], [10, 15]]
    assert kappa(table)[0] == pytest.approx(0.4)
    assert kappa(table, "linear") == pytest.approx(kappa(table))
    assert kappa(table, "quadratic") == pytest.approx(kappa(table))


def test_perfect_agreement_is_one_without_doubt() -> None:
    """Both words said, never differently: kappa is 1 and so are both ends."""
    assert kappa([[7, 0], [0, 3]])[:4] == (1, 0, 1, 1)


def test_one_word_every_time_leaves_kappa_undefined() -> None:
    """Chance agrees every time then, so there is nothing beyond it: no figure, and the reason beside it."""
    assert kappa([[9, 0], [0, 0]]) == (None, None, None, None, 1, 1)
    assert kappa([[0, 0, 0], [0, 4, 0], [0, 0, 0]], "quadratic") == (None, None, None, None, 1, 1)


def test_the_interval_of_kappa_stays_within_its_range() -> None:
    """Few cases have a wide interval; it ends at -1 and 1."""
    assert kappa([[2, 1], [0, 1]]).high == 1
    assert kappa([[0, 2], [1, 1]]).low == -1


@pytest.mark.parametrize("table", [[], [[]], [[1]], [[1, 2]], [[1, 2], [3]], [[1, 2], [3, 4, 5]], [[1, -2], [3, 4]]])
def test_a_table_that_is_none_is_refused(table: list[list[int]]) -> None:
    """A table is square, two by two at least, and of counts."""
    with pytest.raises(ArgumentRefused):
        kappa(table)


@pytest.mark.parametrize("cell", [0.5, float("nan"), None, "3"])
def test_a_cell_that_is_no_count_is_refused(cell: int) -> None:
    """Shares, gaps and words are no counts."""
    with pytest.raises(ArgumentRefused):
        kappa([[cell, 1], [1, 1]])


def test_an_empty_table_and_unknown_weights_are_refused() -> None:
    """Nothing reviewed says nothing, and weights go by three names."""
    with pytest.raises(TooLittleData):
        kappa([[0, 0], [0, 0]])
    with pytest.raises(ArgumentRefused, match="quadratic"):
        kappa([[1, 0], [0, 1]], "cubic")  # type: ignore[arg-type]


def test_accuracy_is_that_of_altman_and_bland() -> None:
    """The liver scans of BMJ 1994;308:1552 and 309:102: 0.90 and 0.63, and predictive values of 0.88 and 0.67."""
    found = diagnostic_accuracy(tp=231, fp=32, fn=27, tn=54)
    assert found[:4] == pytest.approx((0.90, 0.63, 0.88, 0.67), abs=5e-3)
    assert found.prevalence == pytest.approx(258 / 344)
    assert found.sensitivity_interval == wilson_interval(231, 258)
    assert found.specificity_interval == wilson_interval(54, 86)
    assert found.ppv_interval == wilson_interval(231, 263)
    assert found.npv_interval == wilson_interval(54, 81)
    assert found.prevalence_interval == wilson_interval(258, 344)


def test_a_rate_without_a_case_is_not_made_up() -> None:
    """Without a positive case there is no sensitivity: None, and anything is possible."""
    found = diagnostic_accuracy(tp=0, fp=0, fn=0, tn=5)
    assert (found.sensitivity, found.specificity, found.ppv, found.npv) == (None, 1, None, 1)
    assert (found.sensitivity_interval, found.ppv_interval) == ((0, 1), (0, 1))
    assert found.prevalence == 0


@FEW
@given(st.tuples(*[st.integers(0, 50)] * 4).filter(any))
def test_what_is_right_of_the_one_is_right_of_the_other(counts: tuple[int, int, int, int]) -> None:
    """Readers exchanged, sensitivity and predictive value change places; yes and no exchanged, the pairs do."""
    tp, fp, fn, tn = counts
    found, turned, opposite = (diagnostic_accuracy(*each) for each in (counts, (tp, fn, fp, tn), (tn, fn, fp, tp)))
    assert (turned.sensitivity, turned.ppv, turned.specificity) == (found.ppv, found.sensitivity, found.npv)
    assert (opposite.sensitivity, opposite.npv) == (found.specificity, found.ppv)


@pytest.mark.parametrize("counts", [(-1, 0, 0, 5), (1, 0.5, 0, 5), (1, 0, float("nan"), 5), (1, 0, 0, None)])
def test_counts_of_an_accuracy_that_are_none_are_refused(counts: tuple[int, int, int, int]) -> None:
    """All four are counts."""
    with pytest.raises(ArgumentRefused):
        diagnostic_accuracy(*counts)


def test_an_accuracy_of_nothing_is_refused() -> None:
    """No case at all is too little."""
    with pytest.raises(TooLittleData):
        diagnostic_accuracy(0, 0, 0, 0)
