"""How serving the app begins and ends, and what others on the machine can read of it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.tui.made import make_logbook

from sonolog.errors import Exit

from .pages import open_page
from .served import serving

_SOON = 10
"""Seconds; aiohttp alone would wait for an open tab for half a minute and longer."""
_PATIENCE = 60


def _programs_of(process: int) -> list[int]:
    """Return the processes that ``process`` started and that still run."""
    return [int(word) for word in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def test_ctrl_c_lets_the_program_of_an_open_tab_quit_at_once(browser: Browser, tmp_path: Path) -> None:
    """Nobody waits for a tab that was left open, and no program stays behind."""
    with serving(make_logbook(tmp_path, scans=1)) as running:
        page = open_page(browser, running.address, [])
        page.wait_for_timeout(1_000)
        programs = _programs_of(running.process.pid)
        began = time.monotonic()
        running.process.send_signal(signal.SIGINT)
        _, told = running.process.communicate(timeout=_PATIENCE)
        assert time.monotonic() - began < _SOON
        assert running.process.returncode == int(Exit.DONE)
        assert "Warning" not in told
        assert programs
        assert not [one for one in programs if Path(f"/proc/{one}").exists()]
        page.wait_for_selector("body.-closed .ended", state="visible")
        page.close()


def test_the_tab_opens_the_logbook_and_the_person_that_were_named(browser: Browser, tmp_path: Path) -> None:
    """Names full of what a shell would act on reach the program as they are, and the shell acts on none of it."""
    home = make_logbook(tmp_path / "home", scans=3)
    odd = tmp_path / 'a year\'s "log"; touch acted $(touch acted) `touch acted`.db'
    shutil.copy(home / "data" / "logbook.db", odd)
    drawn: list[bytes] = []
    with serving(tmp_path / "elsewhere", "--logbook", str(odd), "--as", "Sam Supervisor") as running:
        page = open_page(browser, running.address, [], drawn)
        for _ in range(60):
            if b"Sam Supervisor" in b"".join(drawn):
                break
            page.wait_for_timeout(250)
        page.close()
    assert b"Sam Supervisor" in b"".join(drawn)
    assert not list(tmp_path.rglob("acted"))
    assert not Path("acted").exists()


@pytest.mark.parametrize(
    "words",
    [["--as", "Nobody Here"], ["--logbook", "other.db"], ["--logbook", "postgresql://tess:secret@db.example/logbook"]],
)
def test_what_every_tab_would_refuse_is_refused_before_an_address_is_told(tmp_path: Path, words: list[str]) -> None:
    """A person nobody knows and a file that is no logbook end the command as they end every other."""
    home = make_logbook(tmp_path / "home", scans=1)
    (tmp_path / "other.db").write_text("no logbook at all")

    def ended(*command: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-m", "sonolog", *words, *command],
            env=os.environ | {"SONOLOG_HOME": str(home)},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    code, told, why = ended("serve", "--port", "0")
    assert (code, told, why) == ended("scans")
    assert code != int(Exit.DONE)
    assert "secret" not in why


def test_the_secret_is_in_no_programs_words(tmp_path: Path) -> None:
    """Anybody on a machine may list what programs were started with: a browser gets a private page that leads on."""
    home = make_logbook(tmp_path / "home", scans=1)
    kept, shown = tmp_path / "words", tmp_path / "shown.html"
    script = tmp_path / "browser"
    keep = f'printf %s "$1" > {kept}.part\ncp -p "${{1#file://}}" {shown}\nmv {kept}.part {kept}\n'
    script.write_text(f"#!/bin/sh\n{keep}")
    script.chmod(0o700)
    with serving(home, options=["--open"], browser=f"{script} %s") as running:
        for _ in range(100):
            if kept.exists():
                break
            time.sleep(0.1)
        words = kept.read_text()
        assert words.startswith("file://")
        assert running.token not in words
        assert running.address in shown.read_text()
        assert shown.stat().st_mode & 0o777 == 0o600
        running.process.send_signal(signal.SIGINT)
        running.process.communicate(timeout=20)
    assert not Path(words.removeprefix("file://")).exists(), "the page is removed at the end"
