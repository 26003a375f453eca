"""A lead issues a badge on Progress: refused where the stage is open, else a file and the passphrase are asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.ours import OURS
from textual.widgets import Input

from sonolog.ledger.keys import Passphrase
from sonolog.usecases.enrol import enrol
from sonolog.usecases.frameworks import add_framework
from sonolog.usecases.keys import create_key
from sonolog.usecases.people import add_person

from .made import PASSPHRASE, TRAINEE, make_logbook, opened
from .pilot import app_on, desk_in, picture, press, write

LENA = "Lena Lead"
A_LONG_WAY = """
[[stage]]
id = "second"
title = "A long way"

[[requirement]]
id = "scans"
stage = "second"
title = "Many scans"
of = "scan"
at_least = 500
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a home with a trainee, who follows a small framework, and a lead with a key."""
    make_logbook(tmp_path, scans=1, enrolled=False)
    (tmp_path / "ours.toml").write_text(OURS + A_LONG_WAY, "utf-8")
    with opened(tmp_path) as book:
        add_framework(tmp_path / "ours.toml", book.home)
        enrol(book, "ours", day="2026-01-05")
        create_key(book, Passphrase(PASSPHRASE), add_person(book, LENA, roles=("lead",)).id)
    return tmp_path


def told(shown: str) -> str:
    """Return what is on the screen as words."""
    return " ".join(shown.replace("│", " ").split())


async def test_a_lead_issues_a_badge_for_a_completed_stage_alone(folder: Path) -> None:
    """On an open stage the refusal says what is open; on a completed one the badge is written and names both."""
    file = folder / "badge.json"
    async with app_on(desk_in(folder, person=LENA)) as pilot:
        await press(pilot, "p", "end", "G")
        assert "A long way is not completed" in told(picture(pilot))
        await press(pilot, "enter", "home", "G")
        assert "Issue a badge" in picture(pilot)
        pilot.app.screen.query_one("#line", Input).value = str(file)
        await press(pilot, "enter")
        assert "You attest that Tess Trainee completed First steps." in told(picture(pilot))
        await write(pilot, PASSPHRASE)
        await press(pilot, "enter")
        assert "Lena Lead attests to Tess Trainee" in told(picture(pilot))
    document = json.loads(file.read_bytes())
    assert document["issuer"]["name"] == LENA
    assert document["credentialSubject"]["identifier"][0]["identityHash"] == TRAINEE


async def test_a_trainee_issues_none(folder: Path) -> None:
    """The key says that it takes a lead, and no file is asked for."""
    async with app_on(desk_in(folder)) as pilot:
        await press(pilot, "p", "G")
        assert "Only a lead of the programme may issue badges" in told(picture(pilot))
