"""Insights: what the scans prove, a page for each question, in the words of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from sonolog.usecases.people import the_trainee
from sonolog.usecases.stats import stats
from sonolog.usecases.stats_sections import stats_sections

from .made import make_logbook
from .pilot import app_on, desk_in, picture, press, write
from .walk import Walk, demo_copy, opened, walking

PAGES = 6


def words_of(shown: str) -> str:
    """Return what is shown as running text."""
    return " ".join(shown.split())


async def test_insights_say_what_stats_says(tmp_path: Path) -> None:
    """Every sentence of every section stands on its page; after the last page comes the first."""
    book = demo_copy(tmp_path)
    with opened(book) as logbook:
        sections = tuple(stats_sections(stats(logbook, the_trainee(logbook).id)))
    assert len(sections) == PAGES
    async with walking(book, size=(110, 60)) as walk:
        await walk.press("I")
        for at, section in enumerate(sections, start=1):
            assert f"{section.title} {at} of {PAGES}" in walk.words
            assert all(" ".join(one.split()) in words_of(walk.picture) for one in section.sentences), section.title
            await walk.press("enter")
        assert f"{sections[0].title} 1 of {PAGES}" in walk.words
        await walk.press("left")
        assert f"{sections[-1].title} {PAGES} of {PAGES}" in walk.words


async def test_every_page_is_as_pictured(tmp_path: Path) -> None:
    """At 80 by 24 the words and the beginning of the rows or the chart are to be seen at once."""
    async with walking(demo_copy(tmp_path)) as walk:
        await walk.press("p", "I")
        for name in ("agreement", "learned", "images", "mix", "delays", "curves"):
            walk.same_as(f"insights_{name}")
            await walk.press("right")
        await walk.press("escape")
        assert "[p Progress]" in walk.picture


async def test_a_chart_stands_beside_both_ways_in_which_it_can_be_wrong(tmp_path: Path) -> None:
    """The page of a chart names the probability of passing wrongly and that of passing rightly, then draws it."""
    async with walking(demo_copy(tmp_path), size=(80, 40)) as walk:
        await walk.press("I", "enter")
        shown = walk.words.replace("\N{NO-BREAK SPACE}", " ")
        assert "would wrongly pass 8.9 % of trainees" in shown and "pass 83.2 % of those" in shown
        assert "the watch alarms for 9.6 % of those" in shown
        assert "3.1 │───" in walk.picture and "3.12 │───" in walk.picture
        assert "scan 1 " in walk.picture and "█" in walk.picture


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_page_can_be_read_to_its_end(tmp_path: Path, size: tuple[int, int]) -> None:
    """No row is cut off at the side, and end scrolls to the last line."""
    book = demo_copy(tmp_path)
    async with walking(book, size=size) as walk:
        await walk.press("I")
        assert "Shoulder" in await _read_through(walk)
        for _ in range(3):
            await walk.press("right")
        assert "80+" in await _read_through(walk)


async def _read_through(walk: Walk) -> str:
    seen = walk.picture
    for _ in range(12):
        await walk.press("pagedown")
        seen += walk.picture
    assert "…" not in seen
    return seen


async def test_another_day_is_looked_at(tmp_path: Path) -> None:
    """``a`` asks for a day: what was logged later is not in it; a day that is none is said."""
    make_logbook(tmp_path)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "I")
        assert "5 scans of Tess Trainee, as of 24 Nov 2026" in picture(pilot)
        await press(pilot, "a")
        await write(pilot, "2026-11-02")
        await press(pilot, "enter")
        assert "2 scans of Tess Trainee, as of 2 Nov 2026" in picture(pilot)
        await press(pilot, "a")
        await write(pilot, "someday")
        await press(pilot, "enter")
        assert "no day" in picture(pilot)


async def test_too_little_data_is_said_on_every_page(tmp_path: Path) -> None:
    """An empty logbook has words on each page and no figure made of nothing."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "I")
        for page in range(PAGES):
            shown = words_of(picture(pilot))
            assert "Too little data" in shown or page == PAGES - 2, shown
            assert "%" not in shown.replace("95 times", "")
            await press(pilot, "enter")


async def test_the_keys_are_told(tmp_path: Path) -> None:
    """``?`` tells what the screen is and lists its keys."""
    make_logbook(tmp_path, scans=1)
    async with app_on(desk_in(tmp_path), (80, 40)) as pilot:
        await press(pilot, "I", "question_mark")
        shown = words_of(picture(pilot).replace("│", " "))
        assert "What your scans prove" in shown
        assert "Turn to the next page." in shown and "end of another day" in shown
