"""Charts: what they count, and how they are drawn."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sonolog.usecases.chart_lines import cumulative_lines, heat_lines, region_lines, week_counts
from sonolog.usecases.charts import Charts, RegionCount, Target

TODAY = date(2026, 11, 24)
_DAYS = st.dictionaries(st.integers(0, 900), st.integers(1, 40), max_size=60).map(
    lambda found: {TODAY - timedelta(days=back): count for back, count in sorted(found.items(), reverse=True)}
)
_REGIONS = st.lists(st.tuples(st.integers(1, 5_000), st.floats(0, 1)), max_size=12).map(
    lambda found: tuple(
        RegionCount(f"Region {at} of a long name", scans, int(scans * share), 0)
        for at, (scans, share) in enumerate(sorted(found, reverse=True))
    )
)
_TARGETS = st.lists(st.integers(1, 9_000), max_size=3).map(
    lambda found: tuple(Target("Framework", "Scans", 0, need) for need in found)
)


@given(days=_DAYS, regions=_REGIONS, targets=_TARGETS, width=st.integers(40, 200))
def test_every_chart_fits_its_width(
    days: dict[date, int], regions: tuple[RegionCount, ...], targets: tuple[Target, ...], width: int
) -> None:
    """No line of the drawing is longer than asked for, whatever there is to draw."""
    charts = Charts("Tess Trainee", TODAY, days, regions, targets)
    drawn = [line for line in cumulative_lines(charts, width) if not line.startswith("── ")]
    drawn += [*region_lines(charts, width), *heat_lines(charts, width)]
    assert max(map(len, drawn)) <= width


@given(days=_DAYS)
def test_weeks_hold_every_scan(days: dict[date, int]) -> None:
    """Each week begins on a Monday, and together they count what the days count."""
    charts = Charts("Tess Trainee", TODAY, days, (), ())
    weeks = list(week_counts(charts))
    assert sum(count for _, count in weeks) == charts.total
    assert all(monday.weekday() == 0 for monday, _ in weeks)


def test_the_curve_ends_at_the_total_and_meets_its_target() -> None:
    """After the last scan the column is full; a target above it is a line across the empty part."""
    days = {date(2026, 1, 1): 10, date(2026, 6, 1): 20, TODAY: 10}
    charts = Charts("Tess Trainee", TODAY, days, (), (Target("Framework", "Scans", 40, 80),))
    lines = cumulative_lines(charts, 60)
    top = lines[0]
    assert top.startswith("   80 │───")
    assert "█" not in top
    half = next(line for line in lines if line.rstrip().endswith("█"))
    assert lines.index(half) == 5
    assert lines[-1] == "── Scans: 40 of 80 (Framework)"


def test_a_region_shows_what_is_signed_full_and_the_rest_light() -> None:
    """Half of the scans signed is half of the bar."""
    (line,) = region_lines(Charts("T", TODAY, {TODAY: 8}, (RegionCount("Knee", 8, 4, 2),), ()), 50)
    assert line.count("█") == line.count("░") > 3
    assert line.endswith("8, 4 signed")


def test_nothing_to_draw_is_said() -> None:
    """A trainee without scans sees a sentence and no axes."""
    empty = Charts("Tess Trainee", TODAY, {}, (), ())
    assert cumulative_lines(empty, 80) == ["No scans yet."]
    assert region_lines(empty, 80) == ["No scans yet."]
    assert heat_lines(empty, 80)[-1] == "    none"
