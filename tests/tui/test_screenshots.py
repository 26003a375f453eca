"""The pictures of the README are what the app shows, and ask nothing of any other site."""

from __future__ import annotations

from pathlib import Path

import pytest

from .screenshots import FOLDER, SHOTS, Shot, drawn


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
async def test_a_picture_has_not_drifted(tmp_path: Path, shot: Shot) -> None:
    """Drawn again from the example logbook it is the same; ``make pictures`` draws it anew."""
    kept = (FOLDER / f"{shot.name}.svg").read_text("utf-8")
    assert "http" not in kept.replace("http://www.w3.org/", "")
    assert await drawn(shot, tmp_path) == kept, "run `make pictures` and look at the picture"
