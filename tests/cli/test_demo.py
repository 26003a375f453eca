"""The example logbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from sonolog import cli
from sonolog.cli.options import Request
from sonolog.errors import Exit

from .desk import Desk


def test_the_demo_prints_progress_and_writes_a_report(
    empty_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the current folder, never at the home's own place; a second time nothing is touched."""
    monkeypatch.chdir(tmp_path)
    answer = empty_desk.ok("demo")
    folder = tmp_path / "sonolog-demo"
    assert (folder / "logbook.db").exists()
    assert (folder / "logbook-progress.pdf").read_bytes().startswith(b"%PDF-")
    assert "(RCR-style)" in answer.out
    assert "(CASE-style)" in answer.out
    for told in ("logbook.db", "logbook-progress.pdf", "sam demo passphrase"):
        assert told in answer.err
    assert not empty_desk.logbook.exists()
    before = (folder / "logbook.db").read_bytes()
    assert empty_desk.ask("demo").code == Exit.NO_OUTPUT
    assert (folder / "logbook.db").read_bytes() == before


def test_the_demo_is_never_made_at_the_homes_own_place(empty_desk: Desk) -> None:
    """Not even when that place is named."""
    refused = empty_desk.ask("demo", "--logbook", str(empty_desk.logbook))
    assert refused.code == Exit.NO_OUTPUT
    assert not empty_desk.logbook.exists()


def test_in_a_terminal_the_app_opens_on_it(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The app is handed the example logbook, and its exit code is ours; --no-app leaves it closed."""
    seen: list[Request] = []

    def open_app(request: Request) -> int:
        seen.append(request)
        return 7

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sonolog.cli.open_app.terminal_for_an_app", lambda: True)
    book = tmp_path / "book.db"
    assert cli.run(["--logbook", str(book), "demo"], open_app=open_app) == 7
    assert [request.logbook for request in seen] == [str(book)]
