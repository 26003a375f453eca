"""Keys that arrive all at once, as over a slow line or on a busy machine: each does what it would have done alone."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from textual import events

from sonolog.tui.app import SonologApp
from sonolog.tui.screens.log_scan import LogScan
from sonolog.tui.widgets.field_row import FieldRow

from .form import focused, go, rows, scans_in
from .hand import Hand
from .made import PASSPHRASE, make_logbook
from .pilot import app_on, desk_in, picture, settled, write


async def _at_once(pilot: Hand, *keys: str) -> None:
    """Press keys before the app has seen the first of them; a word is typed letter by letter."""
    pilot.send(*keys)
    await settled(pilot)


async def test_what_is_deleted_before_saving_is_not_saved(tmp_path: Path) -> None:
    """Letters, backspaces and the key that saves, in one go: the field holds what a slow hand would have left."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await _at_once(pilot, "i")
        await _at_once(pilot, *"knee left xxx", *["backspace"] * 4, "f2")
        assert "Logged" in picture(pilot)
    (scan,) = scans_in(tmp_path)
    assert (scan.region, scan.side, scan.structures) == ("Knee", "Left", "")


@pytest.mark.parametrize("last", ["f2", "enter"])
async def test_the_key_that_opens_a_form_and_all_that_is_typed_into_it(tmp_path: Path, last: str) -> None:
    """Nothing that follows the key is a command of the screen before, and nothing is lost."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await _at_once(pilot, "i", *"knee left normal", last)
        assert "Logged" in picture(pilot)
    (scan,) = scans_in(tmp_path)
    assert (scan.region, scan.side, scan.finding) == ("Knee", "Left", "Normal")


@pytest.mark.parametrize("opened", ["i", "n"])
async def test_no_key_is_taken_before_the_cursor_is_in_a_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: str
) -> None:
    """A key that waited while the form was made ready is lost where it comes before the cursor."""
    make_logbook(tmp_path, scans=0)
    found: list[bool] = []
    let_go = LogScan.let_go

    def noted(screen: LogScan) -> None:
        found.append(screen.focused is not None)
        let_go(screen)

    monkeypatch.setattr(LogScan, "let_go", noted)
    async with app_on(desk_in(tmp_path)) as pilot:
        await _at_once(pilot, opened)
    assert found
    assert all(found)


async def test_one_scan_after_another_in_one_go(tmp_path: Path) -> None:
    """What follows the key that logs and goes on belongs to the next scan."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await _at_once(pilot, "n")
        await _at_once(pilot, *"knee", "enter", *"left", "f3", *"shoulder", "f2")
        for _ in range(3):
            await settled(pilot)
    assert sorted((one.region, one.side) for one in scans_in(tmp_path)) == [("Knee", "Left"), ("Shoulder", "")]


_KEYS = (*"kneshoulder ft", "backspace", "delete", "enter", "down", "up", "tab", "left", "home", "end", "f3")


@pytest.mark.parametrize("seed", range(3))
async def test_any_keys_at_once_come_to_the_same_as_one_by_one(tmp_path: Path, seed: int) -> None:
    """Forty keys of every sort, three times: what stands in the fields, where the cursor is, and what was logged."""
    chance = Random(seed)  # noqa: S311  (which keys, not a secret)
    pressed = [chance.choices(_KEYS, k=40) for _ in range(3)]
    left = []
    for name in ("slowly", "at once"):
        place = tmp_path / name
        make_logbook(place, scans=0)
        async with app_on(desk_in(place)) as pilot:
            await pilot.press("n")
            for keys in pressed:
                await (pilot.press(*keys) if name == "slowly" else _at_once(pilot, *keys))
            left.append((rows(pilot), focused(pilot), [one.text("scan") for one in scans_in(place)]))
    assert left[0] == left[1]


async def test_a_question_is_answered_by_what_follows_the_key_that_asks(tmp_path: Path) -> None:
    """A filter, and a passphrase typed twice with enter between: no letter stays with the screen or field before."""
    make_logbook(tmp_path)
    async with app_on(desk_in(tmp_path)) as pilot:
        await pilot.press("l")
        await _at_once(pilot, "slash", *"knee", "enter")
        assert "“knee”" in picture(pilot) or "knee" in picture(pilot)
        assert "nothing" not in picture(pilot).lower()
        await _at_once(pilot, "escape", "s", *PASSPHRASE, "enter", *PASSPHRASE, "enter")
        for _ in range(3):
            await settled(pilot)
        assert "submitted" in picture(pilot)
    assert "submitted" in [one.status for one in scans_in(tmp_path)]


_NEW_NAME, _DAY = "Zed Zebra", "review on 12.03.1954 again"


@pytest.mark.parametrize(("field", "text"), [("supervisor", _NEW_NAME), ("note", _DAY)])
async def test_what_is_typed_while_a_form_is_saved_answers_no_question_of_it(
    tmp_path: Path, field: str, text: str
) -> None:
    """Somebody new, or a date that may be a patient's: the question stays, nothing is logged, the letters wait."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path)) as pilot:
        await pilot.press("n", *"knee", "enter")
        await go(pilot, field)
        await write(pilot, text)
        await _at_once(pilot, "f3", *"1 elbow", "enter")
        assert "?" in picture(pilot)
        assert not isinstance(pilot.app.screen, LogScan)
        assert not scans_in(tmp_path)


async def test_a_click_comes_after_the_letters_before_it(tmp_path: Path) -> None:
    """Words typed at once go whole into the field they were typed in."""
    make_logbook(tmp_path, scans=0)
    async with app_on(desk_in(tmp_path), size=(80, 50)) as pilot:
        await pilot.press("n")
        await go(pilot, "site")
        other = next(row for row in pilot.app.screen.query(FieldRow) if row.field == "region").input.region
        pilot.send(*"hello world")
        for kind in (events.MouseDown, events.MouseUp):
            at = {"x": other.x + 1, "y": other.y, "screen_x": other.x + 1, "screen_y": other.y}
            pilot.tell(kind(None, delta_x=0, delta_y=0, button=1, shift=False, meta=False, ctrl=False, **at))
        await settled(pilot)
        assert rows(pilot)["site"] == "hello world"
        assert focused(pilot) == "region"


@pytest.mark.parametrize("before", [(), ("n", *"knee", "f3")])
async def test_keys_after_the_one_that_ends_the_app_change_nothing(tmp_path: Path, before: tuple[str, ...]) -> None:
    """Also while a form is saved: the app is over, and nobody hears of what came too late."""
    make_logbook(tmp_path, scans=0)
    desk = desk_in(tmp_path)
    async with app_on(desk) as pilot:
        pilot.send(*before, "ctrl+q", *"xyz", "enter")
        for _ in range(400):
            if not pilot.app.is_running:
                break
            await pilot.glance()
        assert not pilot.app.is_running
        assert isinstance(pilot.app, SonologApp)
        assert pilot.app.fault is None
