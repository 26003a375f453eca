"""The statistics as drawings and sections: they fit, and they show what was counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonolog.statistics import learning_curve
from sonolog.usecases.stats_answer import Counted, Learning, Share
from sonolog.usecases.stats_lines import curve_lines, cusum_lines, mix_lines, month_lines, rate_words
from sonolog.usecases.stats_sections import stats_sections

from .test_stats import FIRST, told

WIDTHS = st.integers(56, 200)
SHARES = st.integers(1, 4000).flatmap(lambda of: st.builds(Share.counted, st.integers(0, of), st.just(of)))


@given(st.lists(st.booleans(), max_size=400), WIDTHS)
def test_a_chart_fits_whatever_happened(outcomes: list[bool], width: int) -> None:
    """No line is longer than asked for, for one scan or hundreds, shown or not, with a watch or without."""
    rows = [{"status": "signed", "finding": "normal", "agreement": "agree" if one else "major"} for one in outcomes]
    drawn = cusum_lines(told(*rows).cusums[0], width)
    assert max(map(len, drawn), default=0) <= width
    assert bool(drawn) == bool(outcomes)


@given(st.lists(SHARES, min_size=1, max_size=15), WIDTHS)
def test_bars_fit_and_tell_their_figures(shares: list[Share], width: int) -> None:
    """Every row holds its count, and full bars belong to full shares only up to half a cell."""
    months = [Counted("adequate", f"2026-{at + 1:02}", f"2026-{at + 1:02}", one) for at, one in enumerate(shares)]
    drawn = month_lines(months, width)
    assert max(map(len, drawn)) <= width
    for line, one in zip(drawn, shares, strict=True):
        assert line.endswith(f"{one.count} of {one.of}, {rate_words(one)}")
    assert max(map(len, mix_lines([("Region", months)], width))) <= width


def test_the_chart_reaches_its_line_where_learning_is_shown() -> None:
    """Eighteen that went well: the last column stands at the limit, and the axis names the first scan and the last."""
    chart = told(*[{"status": "signed", "finding": "normal", "agreement": "agree"}] * 18).cusums[0]
    lines = cusum_lines(chart, 80)
    assert lines[0] == "Learning: stands at 3.28 of 3.1"
    assert lines[1].startswith("   3.1 │─") and lines[1].endswith("█")
    assert lines[-1].split() == ["scan", "1", "scan", "18"]


def test_a_month_below_five_scans_has_no_rate() -> None:
    """Four of four is no 100 per cent."""
    assert rate_words(Share.counted(4, 4)) == "too little data"
    assert rate_words(Share.counted(5, 5)).startswith("100\N{NO-BREAK SPACE}%")


def test_a_learning_curve_is_drawn_through_its_scores() -> None:
    """Scores are points, the fit a line; without a fit nothing is drawn."""
    scores = tuple(round(4 - 3 * 0.8**at, 4) for at in range(25))
    curve = learning_curve(range(1, 26), scores)
    drawn = curve_lines(Learning("osaus", 25, curve, "", scores), 70)
    assert sum(line.count("●") for line in drawn) == 25 + 1
    assert max(map(len, drawn)) <= 70
    assert "assessment 25" in drawn[-2]
    assert curve_lines(Learning("osaus", 25, None, "", scores), 70) == []


def test_every_section_has_words_even_of_an_empty_logbook() -> None:
    """Six questions; no rows and no drawing where nothing was counted, and a sentence for each."""
    sections = list(stats_sections(told()))
    assert [one.title for one in sections] == [
        "Agreement with supervisors",
        "Learned? Agreement with supervisors",
        "Adequate images by month",
        "Case mix",
        "How long it took",
        "Learning curves of assessments",
    ]
    assert all(one.sentences for one in sections)
    assert not any(one.draw(80) for one in sections if one.draw is not None)


@pytest.mark.parametrize("at", [0, 2, 3])
def test_rows_are_as_wide_as_their_titles(at: int) -> None:
    """Where nothing can be drawn the same figures stand in a table."""
    section = list(stats_sections(told(*[{"finding": "normal", "agreement": "agree"}] * 6)))[at]
    assert section.rows
    assert {len(row) for row in section.rows} == {len(section.columns)}


def test_what_took_long_and_what_is_left_is_told() -> None:
    """The longest wait is named where nine of ten were faster; below five scans there is no median."""
    days = {f"scan-{at:05}": FIRST + timedelta(days=at) for at in range(20)}
    days["scan-00019"] += timedelta(days=60)
    entry = told(*[{}] * 20, entered=days).lags[0]
    assert entry.sentence == "Nine of ten of 20 were done on the same day, the longest 60 days."
    few = told(*[{}] * 3, entered={f"scan-{at:05}": date(2026, 2, 1) for at in range(3)}).lags[0]
    assert few.sentence == "Too little data: 3 scans, and 5 are needed."
    waiting = told(*[{"status": "signed"}] * 5, {}).lags[1]
    assert waiting.sentence.endswith("1 is not signed and not in this.")
