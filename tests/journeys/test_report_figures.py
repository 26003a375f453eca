"""What a report prints is what the commands answer to the same question, figure by figure, read by another program."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import pytest
from tests.cli.desk import Desk
from tests.reports.archives import HAS_POPPLER
from tests.tui.walk import demo_copy

from sonolog.usecases.demo_year import LAST_DAY
from sonolog.usecases.report_kinds import REPORTS

from .placed_rows import NotThere, placed, signatures, squeezed
from .printed_rows import ROWS, Ask

Asked = tuple[Ask, Callable[[str], str], Callable[[str], Any]]
TODAY_ALONE = ("records", "show")
"""Commands that answer for no other day."""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """Return how a command is asked of the example logbook, and how text and data of one of its reports are read."""
    folder = tmp_path_factory.mktemp("figures")
    desk, book = Desk(folder / "home"), demo_copy(folder)
    where = ("--logbook", str(book), "--trainee", "Tess")
    until = ("--as-of", LAST_DAY.isoformat())

    @cache
    def text(kind: str) -> str:
        path = folder / f"{kind}.pdf"
        desk.ok(*where, *until, "report", kind, str(path))
        done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, check=True)
        return squeezed(done.stdout)

    @cache
    def data(kind: str) -> Any:
        path = folder / f"{kind}.json"
        desk.ok(*where, *until, "report", kind, str(path), "--format", "json")
        return json.loads(path.read_text("utf-8"))

    @cache
    def ask(*words: str) -> Any:
        then = () if words[0] in TODAY_ALONE else until
        return desk.ok(*where, *then, *words, "--json").json

    return ask, text, data


def changed(text: str, at: int) -> str:
    """Return the text with one digit made another one."""
    return f"{text[:at]}{(int(text[at]) + 1) % 10}{text[at + 1 :]}"


def require_each_in_its_place(rows: Sequence[str], text: str) -> None:
    """Require every row in its place, and that each is missed once its last figure is another one."""
    for spot in placed(rows, text):
        figures = [found.start() for found in re.finditer(r"\d", text[spot.start : spot.end])]
        if figures:
            with pytest.raises(NotThere):
                placed(rows, changed(text, spot.start + figures[-1]))


@pytest.mark.parametrize("kind", ROWS if HAS_POPPLER else [])
@pytest.mark.parametrize("of", ["report", "portfolio"] if HAS_POPPLER else [])
def test_a_report_prints_the_figures_of_the_commands(asked: Asked, kind: str, of: str) -> None:
    """Each row stands in its place with the figures, days and names of the commands; one changed digit is found."""
    ask, text, data = asked
    printed = text("portfolio" if of == "portfolio" else kind)
    for rows in ROWS[kind](ask, data(kind)):
        require_each_in_its_place(rows, printed)


@pytest.mark.parametrize("kind", REPORTS if HAS_POPPLER else [])
def test_a_report_prints_who_signed_what_it_shows(asked: Asked, kind: str) -> None:
    """Name, register, role, meaning, number of entries, time, key and verification of each."""
    _, text, data = asked
    rows = signatures(data(kind))
    assert bool(rows) == (kind not in ("placement", "scope"))
    if rows:
        require_each_in_its_place(rows, text(kind))
