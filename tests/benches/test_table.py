"""A figure's verdict, what is measured at which size, and the way from a bench to the whole table."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import table
from table import Left, Line, hand_over, kept, middle, shown, sizes

ONE = Line(what="checking", size=1_000, took=3.0, floor=2.0, about="reading.", limit=1.5)
LEFT = Left(what="checking", above=100_000, why="It takes an hour.")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what is handed over in a file of the test."""
    monkeypatch.setattr(table, "PLACE", tmp_path / "build" / "bench.jsonl")
    return table.PLACE


@pytest.mark.parametrize(
    ("line", "ratio", "broken", "verdict", "goal"),
    [
        (ONE, 1.5, False, "held", "≤ 1.5 at 1,000"),
        (replace(ONE, took=3.1), 1.55, True, "beyond its limit", "≤ 1.5 at 1,000"),
        (replace(ONE, took=9.0, judged=False), 4.5, False, "not judged", "≤ 1.5"),
        (replace(ONE, size=0), 1.5, False, "held", "≤ 1.5"),
        (replace(ONE, took=4.0, limit=0.5, least=True), 0.5, False, "held", "≥ 0.5 at 1,000"),
        (replace(ONE, took=4.1, limit=0.5, least=True), 2 / 4.1, True, "beyond its limit", "≥ 0.5 at 1,000"),
    ],
)
def test_a_figure_is_judged(line: Line, ratio: float, broken: bool, verdict: str, goal: str) -> None:
    """At its limit a goal is held, beyond it broken; a least is the other way round; other sizes are not judged."""
    assert line.ratio == pytest.approx(ratio)
    assert (line.is_broken, line.verdict, line.goal) == (broken, verdict, goal)


def test_amounts_are_shown_in_one_unit_each() -> None:
    """Seconds as milliseconds and bytes as megabytes, with a decimal where it tells something."""
    assert [shown(0.0123, "s"), shown(12.3, "s"), shown(1_600_000, "B")] == ["12.3 ms", "12,300 ms", "1.6 MB"]


def test_the_middle_pair_is_the_one_whose_ratio_is() -> None:
    """Both of its times come from the same moment."""
    assert middle([(9.0, 1.0), (4.0, 2.0), (1.0, 1.0)]) == (4.0, 2.0)


@pytest.mark.parametrize(
    ("asked", "measured"),
    [
        ([], (3_000,)),
        (["1000"], (1_000,)),
        (["1,000", "10_000"], (1_000, 3_000, 10_000)),
        (["1000", "1000000"], (1_000, 3_000)),
    ],
)
def test_a_bench_measures_the_sizes_asked_for_and_its_goal(asked: list[str], measured: tuple[int, ...]) -> None:
    """By itself only the goal; in a run the goal too where the run reaches it, and nothing above what it can do."""
    assert sizes(asked, (3_000,), LEFT) == measured


def test_a_size_that_is_left_out_is_told() -> None:
    """Asked for more than it measures, a bench hands over the reason; otherwise nothing."""
    sizes(["1000"], (3_000,), LEFT)
    assert kept() == []
    sizes(["1000000"], (3_000,), LEFT)
    assert kept() == [LEFT]


def test_figures_arrive_as_they_were_handed_over(capsys: pytest.CaptureFixture[str]) -> None:
    """They are kept as they are and printed, and a broken one makes the bench fail."""
    broken = replace(ONE, took=4.0, what="Prüfen ≥")
    assert hand_over([ONE]) == 0
    assert hand_over([ONE, broken]) == 1
    assert kept() == [ONE, ONE, broken]
    assert capsys.readouterr().out.count("beyond its limit") == 1
