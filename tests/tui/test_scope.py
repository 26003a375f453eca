"""The scope card by keys."""

from __future__ import annotations

from pathlib import Path

from .walk import demo_copy, walking


async def test_the_scope_card_opens_from_progress_and_closes(tmp_path: Path) -> None:
    """``s`` shows what may be done and what is missing, escape goes back."""
    async with walking(demo_copy(tmp_path), person="Tess") as walk:
        await walk.press("p")
        before = walk.picture
        await walk.press("s")
        walk.same_as("scope")
        assert "Nothing yet without a supervisor." in walk.words
        await walk.press("escape")
        assert walk.picture == before


async def test_the_forecast_as_a_page(tmp_path: Path) -> None:
    """``t`` on Home: stage by stage with the days, and what each open requirement waits for."""
    async with walking(demo_copy(tmp_path), person="Tess") as walk:
        await walk.press("t")
        walk.same_as("forecast")
