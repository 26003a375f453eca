"""The programme itself can fail: a wrong case, too few of them, or a line without a figure is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from .programme import LINES, Figure, Programme, figures_in
from .summary import is_met, missing_lines, page


def test_a_wrong_case_fails() -> None:
    """One wrong case of many fails the test that reports it."""
    with pytest.raises(AssertionError, match="1 of 900"):
        Programme(full=False, folder=None, seed=999).figure("T2", "states", count=900, wrong=1)


def test_too_few_cases_fail_the_full_programme_alone() -> None:
    """The target binds where the whole work was asked for; nothing tried fails everywhere."""
    Programme(full=False, folder=None, seed=999).figure("T2", "states", count=5, least=10)
    with pytest.raises(AssertionError, match="5 tried, 10 wanted"):
        Programme(full=True, folder=None, seed=999).figure("T2", "states", count=5, least=10)
    with pytest.raises(AssertionError, match="nothing was tried"):
        Programme(full=False, folder=None, seed=999).figure("T2", "states", count=0)


def test_figures_are_kept_for_the_summary(tmp_path: Path) -> None:
    """What tests report is read again in the order of the programme, and lines without a figure are named."""
    programme = Programme(full=True, folder=tmp_path, seed=999)
    programme.figure("T11", "histories", count=5_000, least=5_000)
    programme.figure("T2", "states", count=6_000, least=5_000)
    found = figures_in(tmp_path)
    assert [one.line for one in found] == ["T2", "T11"]
    assert missing_lines(found) == [line for line in LINES if line not in ("T2", "T11")]
    assert "| states | 6,000 | 5,000 | 0 |" in page(found, "Here")


def test_a_figure_below_its_target_is_not_met() -> None:
    """Neither too few cases nor a wrong one is at the target."""
    assert is_met(Figure("T2", "states", 10, 10, 0, 999, ""))
    assert not is_met(Figure("T2", "states", 9, 10, 0, 999, ""))
    assert not is_met(Figure("T2", "states", 10, 10, 1, 999, ""))
