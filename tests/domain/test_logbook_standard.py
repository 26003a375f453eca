"""The table of the logbook standard says nothing that is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from sonolog.cli.commands import COMMANDS
from sonolog.domain.logbook_standard import ITEMS, StandardItem

_ROOT = Path(__file__).resolve().parents[2]


def test_every_item_of_the_published_standard_is_told_once() -> None:
    """Thirteen things are essential and eight desirable, and no two items are the same one."""
    assert len({item.id for item in ITEMS}) == len(ITEMS)
    assert [sum(item.need == need for item in ITEMS) for need in ("essential", "desirable")] == [13, 8]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_what_an_item_points_to_is_there(item: StandardItem) -> None:
    """Each names a command or a page; the commands are the program's, and the pages are in the documentation."""
    assert item.commands or item.pages
    assert set(item.commands) <= {entry.name for entry in COMMANDS}
    assert all((_ROOT / page).is_file() for page in item.pages)


@pytest.mark.parametrize("item", [item for item in ITEMS if item.met != "met"], ids=lambda item: item.id)
def test_what_is_not_met_is_on_the_road_map_or_says_why(item: StandardItem) -> None:
    """Whoever reads "partly" finds when it comes, or on what terms it is offered."""
    assert set(item.pages) & {"docs/roadmap.md", "docs/terms.md"}
