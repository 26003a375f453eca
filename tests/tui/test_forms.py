"""The page of assessment forms: they are read, what they come to is shown, and a file is checked and added."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from sonolog.usecases.form_words import evidence_words, pass_words
from sonolog.usecases.forms import find_form

from .made import make_logbook
from .pilot import app_on, desk_in, home_in, picture, press, same_as_picture


async def test_forms_are_read_and_their_results_shown(tmp_path: Path) -> None:
    """Enter shows items, scales, anchors and how a form is passed; ``r`` what was signed on it so far."""
    make_logbook(tmp_path, scans=1)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "A")
        same_as_picture(pilot, "forms")
        await press(pilot, "end", "enter")
        same_as_picture(pilot, "form_read")
        await press(pilot, "escape", "r")
        shown = picture(pilot)
        assert "Results: OSAUS" in shown or "Results:" in shown.splitlines()[0]
        assert "0 signed assessments on it" in shown
        same_as_picture(pilot, "form_results")


async def test_a_form_of_ones_own_is_checked_and_added(tmp_path: Path) -> None:
    """A faulty file is told with line, item and nearest name and added nowhere; a sound one stands in the list."""
    make_logbook(tmp_path, scans=1)
    text = find_form("osaus", home_in(tmp_path)).text.replace('form = "osaus"', 'form = "ours"', 1)
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(text.replace('edition = "2013-1"', 'edition = "2027"', 1), "utf-8")
    bad.write_text(text.replace('scale = "one-to-five"', 'scale = "one-to-fiv"', 1), "utf-8")
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "A", "plus")
        pilot.app.screen.query_one("#line", Input).value = str(bad)
        await press(pilot, "enter")
        shown = picture(pilot)
        assert "The file cannot be used yet" in shown
        assert "“one-to-five”" in shown
        await press(pilot, "escape", "plus")
        pilot.app.screen.query_one("#line", Input).value = str(good)
        await press(pilot, "enter")
        assert "2027" in picture(pilot)
        await press(pilot, "end", "enter")
        assert "ours, edition 2027" in picture(pilot)


@pytest.mark.parametrize(
    ("form", "passed", "evidence"),
    [
        ("osaus", "Passed with a mean of 3; Transvaginal, with biometry: 2.5.", "5 forms"),
        ("procedure-observation", "It cannot be passed or failed.", ""),
        ("clinical-competency", "Passed where no critical item fails, and with 50 % of the points.", ""),
        ("entrustment", "Satisfactory at level 4 of the whole.", ""),
        ("osce", "Passed with a sum of 30.", ""),
        ("multi-source", "It cannot be passed or failed.", "answers shown gathered, from 5 people on."),
    ],
)
def test_what_a_form_asks_for_is_told_in_a_sentence(tmp_path: Path, form: str, passed: str, evidence: str) -> None:
    """How each shipped form is passed, and how many make evidence."""
    found = find_form(form, home_in(tmp_path)).form
    assert pass_words(found) == passed
    assert evidence in evidence_words(found)
