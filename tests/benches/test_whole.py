"""The whole table and the page hold every figure, its growth, its floor, and what was left out."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import performance_page
import pytest
import table
import whole
from performance_page import Run, about_run, growth_rows, page
from table import Left, Line

SMALL = Line(what="checking", size=1_000, judged=False, took=0.4, floor=0.1, about="reading the rows.", limit=1.5)
LARGE = replace(SMALL, size=100_000, judged=True, took=1.4, floor=1.0)
START = Line(what="start", took=0.2, floor=0.1, about="a bare start.", limit=6)
LEFT = Left(what="checking", above=100_000, why="it takes an hour.")
SIZES = (1_000, 10_000, 100_000)


def test_a_row_shows_the_goal_and_the_growth() -> None:
    """One row a goal: its figures at its size, the ratio at each, a dash where none was taken."""
    heading, start, checking = growth_rows([START, SMALL, LARGE], SIZES)
    assert heading[-3:] == ("1,000", "10,000", "100,000")
    assert start == ("start", "200.0 ms", "100.0 ms", "2.00", "≤ 6", "held", "", "", "")
    assert checking[1:] == ("1,400 ms", "1,000 ms", "1.40", "≤ 1.5 at 100,000", "held", "4.00", "—", "1.40")


def test_two_goals_of_one_figure_are_two_rows() -> None:
    """Each is judged; the growth stands in the first."""
    rows = list(growth_rows([replace(SMALL, judged=True), LARGE], SIZES))[1:]
    assert [(row[5], row[6:]) for row in rows] == [
        ("beyond its limit", ("4.00", "—", "1.40")),
        ("held", ("", "", "")),
    ]


def test_a_run_that_ends_below_the_goal_shows_what_it_has() -> None:
    """The figure is there, and is not judged."""
    (row,) = list(growth_rows([SMALL], SIZES[:1]))[1:]
    assert row[4:] == ("≤ 1.5", "not judged", "4.00")


def test_the_page_tells_all_of_it() -> None:
    """Machine, load, table, every floor in a sentence, and what was not measured with its reason."""
    text = page([START, SMALL, LARGE], [LEFT], SIZES, Run("Last run on a machine.", 0.5, 99.0))
    assert "Last run on a machine.\nPrograms that wanted a processor: 0.5 before the run, 99.0 after it, more" in text
    assert "| checking | 1,400 ms | 1,000 ms | 1.40 | ≤ 1.5 at 100,000 | held | 4.00 | — | 1.40 |" in text
    assert "- **checking**: reading the rows.\n- " not in text
    assert "- **start**: a bare start.\n- **checking**: reading the rows.\n" in text
    assert text.endswith("- **checking**, above 100,000: it takes an hour.\n")
    assert "What was not measured" not in page([START], [], SIZES, Run("", 0.0, 0.0))


def test_a_run_names_its_machine_and_versions() -> None:
    """Whoever compares two pages sees what else changed."""
    assert all(word in about_run() for word in ("Python 3.", "SQLite 3.", "sonolog ", "processors"))


@pytest.mark.parametrize(
    ("took", "sizes", "ended", "written"),
    [(1.0, "100000", 0, True), (9.0, "100000", 1, True), (1.0, "1000", 0, False)],
)
def test_a_whole_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, took: float, sizes: str, ended: int, written: bool
) -> None:
    """It ends with 1 where a goal is missed, and writes the page where all goals were judged."""
    monkeypatch.setattr(whole, "PAGE", tmp_path / performance_page.PAGE.name)
    monkeypatch.setattr(whole, "PLACE", tmp_path / "bench.jsonl")
    monkeypatch.setattr(whole, "benches", lambda: ["checking"])
    monkeypatch.setattr(whole, "run", lambda name, sizes: (took < 2, [replace(LARGE, took=took), LEFT]))
    monkeypatch.setattr(sys, "argv", ["whole.py", sizes])
    assert whole.main() == ended
    assert whole.PAGE.exists() == written


def test_a_bench_that_falls_over_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One that ends badly without a missed goal fails the run, and the page stays."""
    (tmp_path / "falling.py").write_text("raise SystemExit('no disk')\n", encoding="utf-8")
    monkeypatch.setattr(whole, "HERE", tmp_path)
    monkeypatch.setattr(table, "PLACE", tmp_path / "bench.jsonl")
    monkeypatch.setattr(whole, "PLACE", tmp_path / "bench.jsonl")
    monkeypatch.setattr(whole, "PAGE", tmp_path / "page")
    monkeypatch.setattr(sys, "argv", ["whole.py"])
    assert whole.benches() == ["falling"]
    assert whole.main() == 1
    assert "Did not end well: falling." in capsys.readouterr().out
    assert not whole.PAGE.exists()
