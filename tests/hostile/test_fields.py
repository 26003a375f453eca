"""Forty of the worst texts through the app's text fields: kept whole or refused at the field, and the app goes on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.faults.programme import Programme
from tests.tui.form import scans_in
from tests.tui.made import make_logbook, opened
from tests.tui.pilot import app_on, desk_in, picture, press, settled
from textual.pilot import Pilot
from textual.widgets import Input

from sonolog.domain.text import TextRefused, clean_text
from sonolog.tui.widgets.field_row import FieldRow
from sonolog.usecases.add_record import ADDABLE
from sonolog.usecases.guarding import identifies
from sonolog.usecases.show_record import show_record

from .strings import WORST

_ORDERS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
PROSE = ("indication", "reflection", "note")


def _row(pilot: Pilot[None], field: str) -> FieldRow:
    return next(one for one in pilot.app.screen.query(FieldRow) if one.field == field)


def _safe(pilot: Pilot[None]) -> str:
    shown = picture(pilot)
    assert not _ORDERS.search(shown.replace("\n", ""))
    return shown


def _chosen(programme: Programme, start: int, step: int) -> list[str]:
    """Return a test's share of the texts; the quick part tries a sixth of it."""
    return list(WORST[start :: step * programme.amount(6, 1)])


@pytest.mark.parametrize("start", range(4))
async def test_every_text_field_of_a_scan(tmp_path: Path, start: int, programme: Programme) -> None:
    """Saved, it is found whole in the logbook; refused, it stands in its field as it was typed and the app goes on."""
    make_logbook(tmp_path, scans=0)
    kept: list[str] = []
    async with app_on(desk_in(tmp_path)) as pilot:
        for text in _chosen(programme, start, 4):
            await press(pilot, "n")
            await _fill(pilot, text)
            await press(pilot, "ctrl+l")
            if "Logged" in _safe(pilot):
                kept.append(text)
                await press(pilot, "l", "home", "enter")
                _safe(pilot)
                await press(pilot, "escape", "h")
                continue
            assert "to correct; nothing is lost" in picture(pilot)
            assert _row(pilot, "note").typed in (text, text.replace("\r", "\n"))
            await press(pilot, "ctrl+t", "enter")
    with opened(tmp_path) as book:
        said = [{one.name: one.text for one in show_record(book, scan.case).fields} for scan in scans_in(tmp_path)]
    expected = [clean_text(text, limit=20_000, multiline=True) for text in kept]
    assert kept
    for field in PROSE:
        assert sorted(one.get(field, "") for one in said) == sorted(expected)


async def _fill(pilot: Pilot[None], text: str) -> None:
    _row(pilot, "region").typed = "knee"
    for field in PROSE:
        _row(pilot, field).typed = text
    await settled(pilot)


@pytest.mark.parametrize("kind", ADDABLE)
async def test_the_form_of_every_other_kind(tmp_path: Path, kind: str, programme: Programme) -> None:
    """Some of the texts in every line of the form, also those that take no text: faults stand at their fields."""
    make_logbook(tmp_path, scans=1)
    start = ADDABLE.index(kind)
    async with app_on(desk_in(tmp_path)) as pilot:
        for text in _chosen(programme, start, len(ADDABLE)):
            await press(pilot, "h", "d", "plus", *["down"] * start, "enter")
            for row in pilot.app.screen.query(FieldRow):
                row.typed = text
            await settled(pilot)
            await press(pilot, "ctrl+l")
            _safe(pilot)
            if pilot.app.screen.query(FieldRow):
                await press(pilot, "ctrl+t", "enter")
            _safe(pilot)


@pytest.mark.parametrize("text", WORST[::8], ids=range(0, len(WORST), 8))
async def test_the_first_name(tmp_path: Path, text: str) -> None:
    """Taken as it is, or refused below the line with the name still there to be mended."""
    async with app_on(desk_in(tmp_path)) as pilot:
        pilot.app.screen.query_one("#name", Input).value = text
        await press(pilot, "enter")
        _safe(pilot)
        if "[h Home]" not in picture(pilot):
            assert pilot.app.screen.query_one("#name", Input).value
            pilot.app.screen.query_one("#name", Input).value = "Tess Trainee"
            await press(pilot, "enter")
        assert "[h Home]" in picture(pilot)


@pytest.mark.parametrize("start", range(4))
async def test_lines_and_dialogs(tmp_path: Path, start: int, programme: Programme) -> None:
    """The line for a whole scan, the filter, tags, and the name of a template: the app goes on after each."""
    make_logbook(tmp_path, scans=1)
    async with app_on(desk_in(tmp_path)) as pilot:
        for text in _chosen(programme, start, 4):
            await press(pilot, "i")
            _row(pilot, "in one line").typed = f"knee {text}"
            await settled(pilot)
            await press(pilot, "enter")
            _safe(pilot)
            if pilot.app.screen.query(FieldRow):
                await press(pilot, "ctrl+t", "enter")
            await press(pilot, "l", "slash")
            pilot.app.screen.query_one("#words", Input).value = text
            await settled(pilot)
            await press(pilot, "enter", "escape")
            for key, more in (("e", ()), ("t", ("enter",))):
                await press(pilot, key, *more)
                pilot.app.screen.query_one("#line", Input).value = text
                await press(pilot, "enter", "escape")
                _safe(pilot)
            await press(pilot, "h")
            assert "[h Home]" in _safe(pilot)


def test_what_a_field_refuses_is_ours() -> None:
    """Every text is either cleaned, or refused by a sentence: nothing else comes out."""
    for text in WORST:
        try:
            assert clean_text(text, limit=20_000, multiline=True) is not None
        except TextRefused as refusal:
            assert refusal.message
        assert identifies("note", text) in (True, False)
