"""Every text on every screen can be read: 4.5 to 1 in each theme, measured on what is drawn (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.segment import Segment
from textual.color import Color
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widget import Widget

from sonolog.settings import THEMES, keep_setting
from sonolog.tui.theme import BY_SETTING

from .made import make_logbook
from .pilot import app_on, desk_in, home_in, press, write

LEAST = 4.5
_DRAWN = frozenset(" ─│╭╮╰╯█░▒▓▁▂▃▄▅▆▇▏▎▍▌▋▊▉▔▕")
"""Frames, bars and scroll bars: no text."""
WALK = (
    ("home", ()),
    ("scans", ("l",)),
    ("details", ("v", "space")),
    ("filter", ("slash",)),
    ("help", ("escape", "question_mark")),
    ("records", ("escape", "d")),
    ("progress", ("p", "down")),
    ("why", ("w",)),
    ("sign-off", ("escape", "o")),
    ("form", ("h", "n")),
    ("dialog", ("x", "escape")),
    ("frameworks", ("down", "enter", "h", "F")),
    ("forms", ("escape", "A")),
    ("charts", ("escape", "c")),
    ("insights", ("escape", "I")),
    ("mix", ("left", "left", "left")),
    ("settings", ("escape", "S")),
    ("walk-up", ("escape", "o", "w")),
    ("people", ("escape", "h", "P")),
    ("programmes", ("g",)),
    ("short form", ("plus",)),
    ("safekeeping", ("escape", "escape", "escape", "K")),
    ("check", ("c",)),
    ("palette", ("escape", "ctrl+p")),
)
"""Screens, and the keys that lead from one to the next."""


def luminance(colour: Color) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [one / 255 for one in colour.rgb]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def segments(pilot: Pilot[None]) -> list[Segment]:
    """Return what the screen in front draws; what is dimmed behind a dialog is not to be read now."""
    app = pilot.app
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    found: list[Segment] = []
    for row, strip in enumerate(update.strips):  # type: ignore[union-attr]
        column = 0
        for one in _flat(strip):
            if _is_in_front(pilot, column, row):
                found.append(one)
            column += one.cell_length
    return found


def _is_in_front(pilot: Pilot[None], column: int, row: int) -> bool:
    screen = pilot.app.screen
    if not isinstance(screen, ModalScreen):
        return True
    shown = [one for one in screen.children if one.region.area] or list(screen.walk_children(Widget))
    return any(one.region.contains(column, row) for one in shown)


def _flat(part: object) -> list[Segment]:
    if isinstance(part, Segment):
        return [part]
    return [one for inner in part for one in _flat(inner)]  # type: ignore[attr-defined]


def faint(pilot: Pilot[None]) -> dict[str, float]:
    """Return the texts that are too faint, with their contrast."""
    found: dict[str, float] = {}
    for one in segments(pilot):
        if one.style is None or one.control or not set(one.text) - _DRAWN:
            continue
        front, back = one.style.color, one.style.bgcolor
        if front is None or back is None or front.triplet is None or back.triplet is None:
            continue
        pair = [Color(*colour.triplet) for colour in (front, back)]
        ratio = contrast(*(reversed(pair) if one.style.reverse else pair))
        if ratio < LEAST:
            found[f"{one.text.strip()[:40]} {pair[0].hex} on {pair[1].hex}"] = round(ratio, 2)
    return found


def test_the_measure_is_that_of_the_standard() -> None:
    """White on black is 21, a colour on itself 1, #767676 on white the well-known edge of 4.5."""
    white, black = Color(255, 255, 255), Color(0, 0, 0)
    assert contrast(white, black) == pytest.approx(21)
    assert contrast(white, white) == 1
    assert contrast(Color.parse("#767676"), white) == pytest.approx(4.54, abs=0.01)
    assert contrast(Color.parse("#777777"), white) < LEAST


@pytest.mark.parametrize("theme", THEMES)
async def test_every_text_of_every_screen_stands_out(tmp_path: Path, theme: str) -> None:
    """Titles, rows, the cursor's row, hints, faults, keys and dialogs, in the colours as they are drawn."""
    make_logbook(tmp_path)
    keep_setting(home_in(tmp_path), "theme", theme)
    seen: dict[str, dict[str, float]] = {}
    async with app_on(desk_in(tmp_path)) as pilot:
        assert pilot.app.theme == BY_SETTING[theme].name
        for name, keys in WALK:
            await press(pilot, *keys)
            assert segments(pilot), name
            seen[name] = faint(pilot)
        await press(pilot, "escape", "escape", "h", "n")
        await write(pilot, "nowhere")
        await press(pilot, "ctrl+l")
        seen["faults"] = faint(pilot)
    told = [f"{name}: {words} {ratio}" for name, found in seen.items() for words, ratio in found.items()]
    assert not told, "\n".join(told)


async def test_a_theme_that_is_too_faint_is_noticed(tmp_path: Path) -> None:
    """The test can fail: grey on a nearly equal grey is reported with its numbers."""
    make_logbook(tmp_path, scans=1)
    async with app_on(desk_in(tmp_path)) as pilot:
        pilot.app.screen.query_one("#view").styles.color = "#303030"
        await press(pilot, "c", "escape")
        assert faint(pilot)
