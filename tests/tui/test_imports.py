"""A logbook kept elsewhere comes in by keys: file, columns, what would come of it, done, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from sonolog.store.lookups import heads

from .made import make_logbook, opened
from .pilot import desk_in
from .walk import Walk, walking_at

EXAMPLES = Path(__file__).parents[2] / "examples" / "imports"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return a logbook with its trainee and nothing in it."""
    return make_logbook(tmp_path)


def _scans(book: Path) -> int:
    with opened(book) as logbook, logbook.reading() as connection:
        return sum(one.status == "draft" for one in heads(connection, kind="scan"))


async def _open(walk: Walk, name: str) -> None:
    await walk.press("B", "plus")
    await walk.paste(str(EXAMPLES / name))


async def test_what_would_come_is_counted_in_scans(book: Path) -> None:
    """Three rows name five scans; that a length of time is divided among several is said before anything is kept."""
    async with walking_at(desk_in(book)) as walk:
        await _open(walk, "several-in-a-cell.csv")
        await walk.press("f2")
        assert "5 scans from 3 rows would be new." in walk.words
        assert "2 rows name several scans and one length of time: it is divided among them." in walk.words


async def test_a_whole_logbook_comes_in_and_goes_again_by_keys(book: Path) -> None:
    """Every screen of the way, with nothing to say on it: the list, the columns, the rows, done; then taken back."""
    before = _scans(book)
    async with walking_at(desk_in(book)) as walk:
        await walk.press("B")
        walk.same_as("imports_none")
        await walk.press("plus")
        await walk.paste(str(EXAMPLES / "continuation.csv"))
        walk.same_as("import_columns")
        await walk.press("f2")
        walk.same_as("import_preview")
        await walk.press("enter")
        walk.same_as("imports_done")
        assert "4 imported. u takes all of it back." in walk.words
        assert _scans(book) == before + 4
        await walk.press("u", "y")
        assert "4 records withdrawn" in walk.words
    assert _scans(book) == before


async def test_faults_are_shown_and_left_out(book: Path) -> None:
    """Every fault with row and column; Enter refuses until they are left out; the good rows then come in."""
    before = _scans(book)
    async with walking_at(desk_in(book)) as walk:
        await _open(walk, "faulty.csv")
        await walk.press("f2")
        walk.same_as("import_faults")
        await walk.press("enter")
        assert "Faulty rows stop the import" in walk.words
        await walk.press("o", "enter")
        assert "2 imported, 4 faulty rows left out." in walk.words
    assert _scans(book) == before + 2


async def test_day_or_month_is_asked_once(book: Path) -> None:
    """Where days can be read in two ways a question stands before the rows."""
    async with walking_at(desk_in(book)) as walk:
        await _open(walk, "ambiguous-dates.csv")
        await walk.press("f2")
        walk.same_as("import_order")
        await walk.press("down", "enter")
        assert "2026-03-04" in walk.words
        await walk.press("escape")
        assert "What the columns mean" in walk.words
        await walk.press("escape")
        assert "Nothing was stored." in walk.words


async def test_columns_of_patients_are_masked_until_they_are_left_out(book: Path) -> None:
    """No name, no birth date, no number is on any screen; x leaves a column out."""
    async with walking_at(desk_in(book)) as walk:
        await _open(walk, "with-patients.csv")
        walk.same_as("import_patients")
        await walk.press("f2")
        seen = walk.picture
        await walk.press("escape", "down", *["x", "down"] * 3, "f2")
        seen += walk.picture
        await walk.press("o", "enter")
        assert "1 imported, 1 faulty row left out." in walk.words
    assert not [secret for secret in ("Nobody", "Person", "1950", "AB123456", "123 4560") if secret in seen]


async def test_a_column_is_given_another_meaning_and_the_map_kept(book: Path) -> None:
    """Enter chooses a field, or a name of one's own; k keeps all meanings, and m takes them for the next file."""
    async with walking_at(desk_in(book)) as walk:
        await _open(walk, "utf8-bom.csv")
        await walk.press(*["down"] * 5, "enter")
        walk.same_as("import_meaning")
        await walk.press("enter")
        await walk.paste("Remark")
        assert "own field “Remark”" in walk.words
        await walk.press("k")
        await walk.paste("ward")
        assert "Kept: ward.toml" in walk.words
        await walk.press("x", "m", "enter")
        assert "own field “Remark”" in walk.words
        await walk.press("f2", "enter")
        assert "2 imported." in walk.words


async def test_duplicates_are_shown_and_decided(book: Path) -> None:
    """The same file again is here already; a scan it resembles is shown, and merged when that is chosen."""
    async with walking_at(desk_in(book)) as walk:
        await _open(walk, "windows-1252.csv")
        await walk.press("f2", "enter")
        await walk.press("plus")
        await walk.paste(str(EXAMPLES / "windows-1252.csv"))
        await walk.press("f2")
        assert "2 here already" in walk.words
        await walk.press("enter")
        assert "There is nothing new in this file." in walk.words


async def test_one_of_several_tables_is_chosen(book: Path, tmp_path: Path) -> None:
    """A file with two tables asks which; a workbook with two sheets likewise."""
    async with walking_at(desk_in(book)) as walk:
        two = tmp_path / "two.csv"
        two.write_text("Date,Region\n2026-01-02,Knee\n\nDate,Region,Side\n2026-01-03,Hip,L\n", "utf-8")
        await walk.press("B", "plus")
        await walk.paste(str(two))
        assert "Row 4: Date, Region, Side (1 row)" in walk.words
        await walk.press("up", "enter")
        assert "Headings in row 1, 1 row" in walk.words
        await walk.press("escape", "plus")
        await walk.paste(str(EXAMPLES / "workbook.xlsx"))
        assert "Which sheet?" in walk.words
        await walk.press("enter")
        assert "own field “Machine”" in walk.words


async def test_what_is_no_table_is_refused_with_words(book: Path, tmp_path: Path) -> None:
    """A folder without a study, and a picture."""
    async with walking_at(desk_in(book)) as walk:
        await walk.press("B", "plus")
        await walk.paste(str(tmp_path))
        assert "no ultrasound study" in walk.words
        await walk.press("escape")
        assert "Nothing was stored." in walk.words
