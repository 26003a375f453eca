"""The app as a whole: places, help, palette, refusals, faults and secrets."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from textual.widgets import Input
from textual.worker import WorkerFailed

from sonolog.errors import SonologError
from sonolog.tui.app import SonologApp
from sonolog.usecases.begin import begin
from sonolog.usecases.people import add_person

from .made import make_key, make_logbook, opened
from .pilot import app_on, desk_in, picture, press, same_as_picture, write

_SENTINEL = "plum sentinel basket river"
_HEAVY = ("sqlalchemy", "pydantic", "reportlab", "cryptography", "click")


async def test_letters_lead_from_place_to_place(tmp_path: Path) -> None:
    """``h`` and ``l`` go to their screens from each other, and the title says where one is."""
    async with app_on(desk_in(make_logbook(tmp_path))) as pilot:
        for key, title in (("l", "[l Scans]"), ("h", "[h Home]"), ("l", "[l Scans]")):
            await press(pilot, key)
            assert title in picture(pilot).splitlines()[0]


async def test_help_shows_the_keys_of_the_screen(tmp_path: Path) -> None:
    """``?`` lists them over the screen; escape closes the list."""
    async with app_on(desk_in(make_logbook(tmp_path))) as pilot:
        await press(pilot, "l", "question_mark")
        same_as_picture(pilot, "help")
        await press(pilot, "escape")
        assert "Ask for sign-off" not in picture(pilot)


async def test_a_command_is_found_by_its_name(tmp_path: Path) -> None:
    """ctrl+p opens the palette; what is chosen there does what its key does."""
    async with app_on(desk_in(make_logbook(tmp_path))) as pilot:
        await press(pilot, "l", "ctrl+p")
        await write(pilot, "mark all")
        await pilot.app.workers.wait_for_complete()
        await press(pilot, "enter")
        assert "5 marked" in picture(pilot)


async def test_a_place_is_up_to_date_when_one_comes_back(tmp_path: Path) -> None:
    """What was withdrawn on one screen is gone from the figures of the other."""
    async with app_on(desk_in(make_logbook(tmp_path))) as pilot:
        await press(pilot, "l", "w", "enter", "h")
        assert "4 scans" in picture(pilot)


async def test_a_refusal_is_told_and_nothing_ends(tmp_path: Path) -> None:
    """What happened, what was kept and what to do next, until a key is pressed."""
    make_logbook(tmp_path)
    refusal = SonologError("The disk is full.", kept="Nothing was changed.", hint="Make room. [/]")
    async with app_on(desk_in(tmp_path)) as pilot:
        with patch("sonolog.usecases.undo.what_undo_does", side_effect=refusal):
            await press(pilot, "u")
        same_as_picture(pilot, "refusal")
        await press(pilot, "escape")
        assert "[h Home]" in picture(pilot)


async def test_a_file_that_is_no_logbook_ends_the_app_with_its_refusal(tmp_path: Path) -> None:
    """The refusal is there for the guard of the command line, which prints it and knows the exit code."""
    other = tmp_path / "other.db"
    other.write_text("not a logbook at all", "utf-8")
    app = SonologApp(desk_in(tmp_path, logbook=other))
    async with app.run_test() as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
    assert isinstance(app.fault, SonologError)
    assert app.fault.exit == 78


async def test_a_supervisor_is_told_what_waits(tmp_path: Path) -> None:
    """Whoever is no trainee, in a logbook of several, sees what to sign."""
    with opened(tmp_path) as empty:
        book = begin(empty, "Tess Trainee")
        add_person(book, "Una Trainee", roles=("trainee",))
        add_person(book, "Sam Supervisor")
    async with app_on(desk_in(tmp_path, person="Sam Supervisor")) as pilot:
        assert "Sam Supervisor has nothing to sign." in picture(pilot)
        await press(pilot, "l")
        assert "press O to choose one" in picture(pilot)


async def test_a_fault_shows_no_passphrase(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Whatever goes wrong while a passphrase is in memory, the app closes without printing it."""
    make_key(make_logbook(tmp_path))
    app = SonologApp(desk_in(tmp_path))
    with patch("sonolog.usecases.keys.open_key", side_effect=RuntimeError), pytest.raises(WorkerFailed):
        await _submit_with_sentinel(app)
    assert isinstance(app.fault, RuntimeError)
    assert not app._exit_renderables
    shown = capfd.readouterr()
    assert _SENTINEL not in shown.out + shown.err


async def _submit_with_sentinel(app: SonologApp) -> None:
    async with app.run_test() as pilot:
        await press(pilot, "l", "s")
        await write(pilot, _SENTINEL)
        await press(pilot, "enter")


async def test_a_passphrase_is_not_on_the_screen(tmp_path: Path) -> None:
    """Dots stand for it, and nothing is left in the input when it is handed over."""
    make_key(make_logbook(tmp_path))
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "l", "s")
        field = pilot.app.screen.query_one("#passphrase", Input)
        await write(pilot, _SENTINEL)
        assert _SENTINEL not in picture(pilot)
        await press(pilot, "enter")
        assert not field.value


def test_the_first_frame_waits_for_no_library() -> None:
    """The app and its first screens are read without the database, the values, the ciphers or the PDF."""
    code = (
        "import sys, sonolog.tui.app, sonolog.tui.screens.home, sonolog.tui.screens.begin;"
        f"print([name for name in {_HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


_FIGURES = """
import sys
from pathlib import Path
from sonolog.clock import SystemClock
from sonolog.paths import Home
from sonolog.tui.desk import people_at
from sonolog.usecases.open_logbook import open_logbook
from sonolog.usecases.today_figures import figures_view

home = Home(*(Path(sys.argv[1], name) for name in ("data", "config", "state")))
book = open_logbook(None, home=home, clock=SystemClock())
print(figures_view(book, people_at(None, book)[1].id).counts, "pydantic" in sys.modules)
"""


def test_the_first_figures_wait_for_no_value_class(tmp_path: Path) -> None:
    """A logbook is opened and counted without the library that checks what is typed."""
    make_logbook(tmp_path, scans=2)
    done = subprocess.run([sys.executable, "-c", _FIGURES, tmp_path], capture_output=True, text=True, check=True)
    assert done.stdout.split()[-2:] == ["2}", "False"]


async def test_nothing_is_lost_without_colour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR the same words and marks are on the screen."""
    make_logbook(tmp_path)
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "l", "space")
        coloured = picture(pilot)
    monkeypatch.setenv("NO_COLOR", "1")
    async with app_on(desk_in(tmp_path)) as pilot:
        await press(pilot, "l", "space")
        assert picture(pilot) == coloured
