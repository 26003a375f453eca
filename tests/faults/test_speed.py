"""T16: what the bench of verification measures is what it says; the ratios are taken where nothing else runs."""

from __future__ import annotations

from .speed import bench


def test_the_bench_verifies_what_it_says() -> None:
    """A small example verifies whole, both floors are measured, and only the size of the goal is judged."""
    found = list(bench().measured(signatures=(60,), objects=(60,), runs=1))
    assert [(one.what, one.size) for one in found] == [("signatures verified", 60), ("objects checked", 60)]
    assert all(one.took > 0 and one.floor > 0 and not one.judged for one in found)
