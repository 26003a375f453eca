"""Progress by keys: the tree, its sentences, why entries do not count, and the way into a framework."""

from __future__ import annotations

from pathlib import Path

import pytest

from sonolog.usecases.begin import begin
from sonolog.usecases.log_scan import log_scan
from sonolog.usecases.withdraw import withdraw

from .walk import demo_copy, opened, walking


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return a copy of the example logbook."""
    return demo_copy(tmp_path)


async def test_the_tree_shows_bars_figures_and_words(book: Path) -> None:
    """Each requirement has a mark, a bar, have, signed, need and its status; the sentence stands below."""
    async with walking(book, person="Tess") as walk:
        await walk.press("p")
        walk.same_as("progress")
        await walk.press("down", "down", "down")
        assert "218 of 250 scans: 32 more." in walk.picture
        assert "w shows why" in walk.words


async def test_many_parts_are_folded_until_enter(book: Path) -> None:
    """The 48 lines of the sheet are one row; Enter shows them and hides them again; six regions are open."""
    async with walking(book, person="Tess", size=(80, 90)) as walk:
        await walk.press("p", "end")
        assert "48 parts: Enter shows them." in walk.words
        folded = walk.picture
        assert "Elbow" in folded
        await walk.press("enter")
        assert len(_rows(walk.picture)) == len(_rows(folded)) + 48
        await walk.press("enter")
        assert walk.picture == folded


async def test_the_next_framework_comes_with_a_key(book: Path) -> None:
    """``f`` goes round the frameworks followed."""
    async with walking(book, person="Tess") as walk:
        await walk.press("p")
        first = walk.picture
        await walk.press("f")
        walk.same_as("progress_second")
        await walk.press("f")
        assert walk.picture == first


async def test_why_names_reasons_entries_and_how_each_framework_sees_one(book: Path) -> None:
    """``w`` lists the reasons with counts and cases; Enter shows how both frameworks see one of them."""
    async with walking(book, person="Tess") as walk:
        await walk.press("p", "down", "down", "down", "w")
        walk.same_as("progress_why")
        assert "218 entries count, 43 do not." in walk.picture
        await walk.press("enter")
        walk.same_as("progress_explained")
        await walk.press("escape", "escape")
        assert "[p Progress]" in walk.picture


async def test_a_requirement_without_parts_opens_its_entries(book: Path) -> None:
    """Enter on a leaf lists what counts, because there is nothing to unfold; ``w`` lists what does not."""
    async with walking(book, person="Tess") as walk:
        await walk.press("p", "down", "enter")
        assert "What counts" in walk.picture
        await walk.press("escape", "w")
        assert "Why does this not count?" in walk.picture
        assert "1 entry counts" in walk.picture
        await walk.press("enter", "escape")


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (130, 40)])
async def test_the_rows_fit_the_terminal(book: Path, size: tuple[int, int]) -> None:
    """Figures, mark and sentence are on the screen in every width."""
    async with walking(book, person="Tess", size=size) as walk:
        await walk.press("p", "down", "down", "down")
        shown = walk.picture
        assert "Supervised exam" in shown
        assert "in progress. 218 of 250 scans: 32 more." in walk.words
        assert all(len(line) <= size[0] for line in shown.splitlines())


async def test_without_a_framework_one_is_chosen_here(tmp_path: Path) -> None:
    """Enter on a framework of the list asks, says it is a template, and enrols; ``e`` adds another."""
    book = _empty(tmp_path)
    async with walking(book) as walk:
        await walk.press("p")
        walk.same_as("progress_no_framework")
        await walk.press(*["down"] * 7, "enter")
        assert "check it against your programme's own copy" in walk.words
        await walk.press("escape")
        assert "is not enrolled" in walk.words
        await walk.press("enter", "enter")
        assert "Enrolled on Musculoskeletal ultrasound, level 1" in walk.picture
        assert "Supervised examinations" in walk.picture
        await walk.press("e", "down", "enter", "enter")
        assert "Enrolled on PgC musculoskeletal" in walk.picture
        assert "1 of 2" in walk.picture
        for _ in range(10):
            await walk.press("e", "enter", "enter")
        await walk.press("e")
        assert "You follow every framework there is." in walk.picture


async def test_what_was_written_since_is_counted_when_one_comes_back(tmp_path: Path) -> None:
    """A scan withdrawn through the app's desk is gone from the figures when the screen is shown again."""
    book = _empty(tmp_path)
    typed = {"region": "shoulder", "side": "left", "finding": "normal", "supervision": "direct"}
    with opened(book) as logbook:
        logged = log_scan(logbook, typed | {"supervisor": "Nora New", "role": "performed"}, new_people=True)
    async with walking(book) as walk:
        await walk.press("p", "down", "enter", "enter", "end")
        await walk.press("home", "down", "down", "down")
        assert "1 of 250 scans" in walk.words
        await walk.press("h")
        await walk.app.desk.write(lambda logbook: withdraw(logbook, [logged.id], "Logged twice."))
        await walk.press("p")
        assert "0 of 250 scans" in walk.words


def _empty(folder: Path) -> Path:
    book = folder / "book.db"
    with opened(book) as logbook:
        begin(logbook, "Tess Trainee")
    return book


def _rows(shown: str) -> list[str]:
    return [line for line in shown.splitlines() if "█" in line or "░" in line]


async def test_what_counts_and_another_day(book: Path) -> None:
    """Enter on a requirement lists its entries; ``a`` shows where one stood at the end of another day."""
    async with walking(book) as walk:
        await walk.press("p", "down", "down", "down", "enter")
        walk.same_as("progress_counted")
        await walk.press("end", "enter")
        assert "Counts." in walk.picture
        await walk.press("escape", "escape", "a")
        await walk.write("2026-05-31")
        assert "31 May 2026" in walk.picture
        assert "194   250" not in walk.picture
        await walk.press("a")
        for _ in range(10):
            await walk.press("backspace")
        await walk.write("someday")
        assert "no day" in walk.picture


@pytest.mark.parametrize(("size", "name"), [((80, 24), "charts"), ((160, 50), "charts_wide")])
async def test_the_charts(book: Path, size: tuple[int, int], name: str) -> None:
    """Scans over time, by region and week by week, as wide as the screen is."""
    async with walking(book, size=size) as walk:
        await walk.press("c")
        walk.same_as(name)
        await walk.press("end", "escape")
        assert "[h Home]" in walk.picture
