"""The list of scans and the page of one, used by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from sonolog.tui.widgets.line_list import LineList
from sonolog.usecases.list_scans import ScanLine, list_scans
from sonolog.usecases.people import the_trainee

from .made import PASSPHRASE, make_key, make_logbook, opened
from .pilot import app_on, desk_in, picture, press, same_as_picture, settled, write


def _kept(folder: Path) -> tuple[ScanLine, ...]:
    """Return the scans as the logbook holds them."""
    with opened(folder) as book:
        return list_scans(book, the_trainee(book).id).scans


async def test_the_list_and_the_page_of_a_scan(tmp_path: Path) -> None:
    """``l`` lists the scans, enter opens one with its history, escape goes back."""
    async with app_on(desk_in(make_logbook(tmp_path))) as pilot:
        await press(pilot, "l")
        same_as_picture(pilot, "scans")
        await press(pilot, "down", "enter")
        same_as_picture(pilot, "record")
        await press(pilot, "end")
        assert "Tess Trainee wrote it" in picture(pilot)
        await press(pilot, "escape")
        assert "[l Scans]" in picture(pilot)


async def test_words_and_status_narrow_the_list(tmp_path: Path) -> None:
    """``/`` searches as one types, ``f`` goes through the statuses, escape shows everything again."""
    async with app_on(desk_in(make_logbook(tmp_path))) as pilot:
        await press(pilot, "l", "slash")
        await write(pilot, "shoulder left")
        assert "1 scan · “shoulder left”" in picture(pilot)
        same_as_picture(pilot, "scans_filtered")
        await press(pilot, "enter", "escape")
        assert "5 scans" in picture(pilot)
        await press(pilot, "f", "f")
        assert "0 scans · waiting · press esc to see all" in picture(pilot)
        await press(pilot, "escape")
        assert "5 scans" in picture(pilot)


async def test_marked_scans_are_submitted_together(tmp_path: Path) -> None:
    """Space marks, ``s`` asks for the passphrase once, and what was marked then waits for its supervisor."""
    make_key(make_logbook(tmp_path))
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "l", "space", "space")
        assert "2 marked" in picture(pilot)
        await press(pilot, "s")
        same_as_picture(pilot, "passphrase")
        await write(pilot, "not the words")
        await press(pilot, "enter")
        assert "does not open" in picture(pilot) or "passphrase" in picture(pilot).lower()
        await write(pilot, PASSPHRASE)
        await press(pilot, "enter")
        assert "2 scans submitted to Sam Supervisor." in picture(pilot)
    assert [one.status for one in _kept(tmp_path)] == ["submitted"] * 2 + ["draft"] * 3


async def test_what_was_said_goes_when_something_else_is_done(tmp_path: Path) -> None:
    """“Logged …” stays on Home until another scan is saved, “submitted …” on Scans until the logbook changes again."""
    make_key(make_logbook(tmp_path))
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "n")
        await write(pilot, "knee")
        await press(pilot, "ctrl+l")
        await press(pilot, "l", "h")
        assert "Logged C-" in picture(pilot)
        await press(pilot, "l", "s")
        await write(pilot, PASSPHRASE)
        await press(pilot, "enter", "h", "l")
        assert "1 scan submitted to" in picture(pilot)
        await press(pilot, "h")
        assert "Logged C-" not in picture(pilot)
        await press(pilot, "n")
        await write(pilot, "elbow")
        await press(pilot, "ctrl+l", "l")
        assert "submitted to" not in picture(pilot)
        await press(pilot, "h")
        assert "Logged C-" in picture(pilot)


async def test_a_first_submission_makes_a_key(tmp_path: Path) -> None:
    """The trainee chooses a passphrase, typed twice; a weak or mistyped one is asked for again."""
    async with app_on(desk_in(make_logbook(tmp_path))) as pilot:
        await press(pilot, "l", "s")
        same_as_picture(pilot, "new_key")
        await write(pilot, "short")
        await press(pilot, "enter")
        await write(pilot, "short")
        await press(pilot, "enter")
        assert "A new signing key" in picture(pilot)
        await write(pilot, PASSPHRASE)
        await press(pilot, "enter")
        await write(pilot, "another one altogether")
        await press(pilot, "enter")
        assert "The two are not the same" in picture(pilot)
        await write(pilot, PASSPHRASE)
        await press(pilot, "enter")
        assert "1 scan submitted to Sam Supervisor." in picture(pilot)


async def test_everything_open_is_marked_and_recalled(tmp_path: Path) -> None:
    """``*`` marks what can be submitted; ``c`` takes a submission back."""
    make_key(make_logbook(tmp_path))
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "l", "asterisk")
        assert "5 marked" in picture(pilot)
        await press(pilot, "s")
        await write(pilot, PASSPHRASE)
        await press(pilot, "enter", "c")
        await write(pilot, PASSPHRASE)
        await press(pilot, "enter")
        assert "1 scan recalled" in picture(pilot)
    assert sorted(one.status for one in _kept(tmp_path)) == ["draft"] + ["submitted"] * 4


async def test_a_scan_is_withdrawn_with_its_reason(tmp_path: Path) -> None:
    """``w`` asks why; the scan stays in the list, and its page tells the reason."""
    async with app_on(desk_in(make_logbook(tmp_path))) as pilot:
        await press(pilot, "l", "enter", "w")
        same_as_picture(pilot, "reason")
        await write(pilot, "logged twice")
        await press(pilot, "enter")
        assert "1 scan withdrawn." in picture(pilot)
        await press(pilot, "end")
        assert "logged twice" in picture(pilot)
        await press(pilot, "escape")
        assert "withdrawn" in picture(pilot)


async def test_what_cannot_be_done_is_said(tmp_path: Path) -> None:
    """A scan that is not submitted cannot be recalled, and no passphrase is asked for."""
    async with app_on(desk_in(make_logbook(tmp_path))) as pilot:
        await press(pilot, "l", "c")
        assert "is not submitted and cannot be recalled." in picture(pilot)


async def test_ten_thousand_rows_are_drawn_a_page_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the rows that come into sight are asked for, and the last one is there after ``end``."""
    asked: list[int] = []

    def many(book: object, trainee: str, **options: object) -> object:
        asked.append(int(str(options["limit"])))
        return _page_of_many(options)

    monkeypatch.setattr("sonolog.usecases.list_scans.list_scans", many)
    async with app_on(desk_in(make_logbook(tmp_path))) as pilot:
        await press(pilot, "l")
        assert asked == [100]
        assert "10,000 scans" in picture(pilot)
        await press(pilot, "pagedown", "pagedown")
        assert asked == [100]
        await press(pilot, "end")
        assert "C-9999" in picture(pilot)
        assert sum(asked) < 11_000


async def _cursor(pilot: Pilot[None]) -> int:
    await settled(pilot)
    return pilot.app.screen.query_one(LineList).cursor


async def test_the_cursor_stays_on_its_scan(tmp_path: Path) -> None:
    """After a filter is taken off the cursor is on the scan it was on."""
    async with app_on(desk_in(make_logbook(tmp_path))) as pilot:
        await press(pilot, "l", "slash")
        await write(pilot, "elbow")
        await press(pilot, "enter", "escape")
        assert await _cursor(pilot) == 1


@pytest.mark.parametrize("size", [(60, 20), (40, 10), (132, 43)])
async def test_the_list_can_be_read_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    """Rows are as wide as the terminal, on the list and on the page of a scan."""
    async with app_on(desk_in(make_logbook(tmp_path)), size) as pilot:
        await press(pilot, "l")
        shown = picture(pilot)
        assert "Left" in shown
        assert max(map(len, shown.splitlines())) <= size[0]
        await press(pilot, "enter")
        assert "not submitted" in picture(pilot)


def _page_of_many(options: dict[str, object]) -> object:
    from datetime import date

    from sonolog.usecases.list_scans import ScanPage

    before = options["before"]
    first = int(before[1]) + 1 if isinstance(before, tuple) else 0
    last = min(first + int(str(options["limit"])), 10_000)
    rows = tuple(
        ScanLine(
            id=str(at),
            case=f"C-{at}",
            day=date(2026, 1, 1),
            region="Knee",
            side="",
            structures="",
            finding="Normal",
            pathology="",
            supervisor="",
            supervision="",
            role="performed",
            status="draft",
            status_words="not submitted",
            key=("2026-01-01", str(at)),
        )
        for at in range(first, last)
    )
    return ScanPage(rows, 10_000, rows[-1].key if last < 10_000 else None)
