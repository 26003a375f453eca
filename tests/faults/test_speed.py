"""T16: what the bench of verification measures is what it says; the ratios are taken where nothing else runs."""

from __future__ import annotations

from .speed import bench


def test_the_bench_verifies_what_it_says() -> None:
    """A small example verifies whole, both floors are measured, and a ratio beyond its limit is told."""
    made = bench()
    found = made.measured(signatures=60, objects=60, runs=1)
    assert [one.name for one in found] == ["60 signatures", "60 objects"]
    assert all(one.took > 0 and one.floor > 0 for one in found)
    assert made.Measured("x", 3.0, 1.0, 1.5).line.endswith("beyond its limit")
    assert not made.Measured("x", 1.4, 1.0, 1.5).line.endswith("beyond its limit")
