"""The cohort by keys."""

from __future__ import annotations

from pathlib import Path

from .walk import demo_copy, walking


async def test_a_lead_looks_at_the_cohort(tmp_path: Path) -> None:
    """``C`` shows who is furthest behind; Enter one of them, w what waits, s the places, / narrows, x writes it."""
    async with walking(demo_copy(tmp_path), person="Tess") as walk:
        await walk.press("C")
        walk.same_as("cohort")
        await walk.press("enter")
        assert "Taught modules" in walk.words
        await walk.press("escape", "w")
        assert "Sam Supervisor" in walk.words
        await walk.press("escape", "s")
        assert "St Example's Hospital" in walk.words
        await walk.press("escape", "slash")
        await walk.write("level 1")
        assert "rcr-msk" in walk.words
        assert "case-pgc-msk" not in walk.words
        await walk.press("x")
        await walk.paste(str(tmp_path / "board.csv"))
        assert "Level 1" in (tmp_path / "board.csv").read_text("utf-8-sig")
        assert "Written" in walk.words
