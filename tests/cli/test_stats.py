"""The statistics on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.tui.walk import demo_copy

from sonolog.cli.layout import cell_width

from .desk import Desk

KEYS = ["trainee", "as_of", "scans", "agreement", "cusums", "adequacy", "case_mix", "lags", "learning"]
AGREEMENT = [
    "kind",
    "id",
    "title",
    "scans",
    "reviewed",
    "agreed",
    "together",
    "typed",
    "amended",
    "pairs",
    "kappa",
    "accuracy",
    "sentences",
]
CUSUM = ["id", "title", "cases", "path", "competent_at", "limit", "looked_at", "within", "watch_limit", "alarms"]


def _lines() -> Iterator[str]:
    for at in range(30):
        day = (date(2026, 9, 1) + timedelta(days=at)).isoformat()
        theirs = "abnormal" if at % 5 == 0 else "normal"
        yield f"date={day} shoulder right normal adequate=yes supervisor_finding={theirs}"


@pytest.fixture
def reviewed(desk: Desk) -> Desk:
    """Return a desk with thirty scans, the supervisor's finding beside each."""
    desk.ok("log", "-", stdin="\n".join(_lines()).encode())
    return desk


def test_json_has_its_keys_and_figures(reviewed: Desk) -> None:
    """Programs rely on names and order; the figures are those of the scans."""
    told = reviewed.ok("stats", "--json").json
    assert list(told) == KEYS
    assert all(list(one) == AGREEMENT for one in told["agreement"])
    assert all(list(one) == [*CUSUM, "sentences"] for one in told["cusums"])
    first = told["agreement"][0]
    assert (first["reviewed"]["count"], first["agreed"]["count"], first["pairs"]) == (30, 24, 30)
    assert first["kappa"]["estimate"] == 0
    assert first["accuracy"]["sensitivity"] == 0
    assert set(first["accuracy"]) >= {"sensitivity", "specificity", "ppv", "npv", "sensitivity_interval"}
    agreed = told["cusums"][0]
    assert (len(agreed["path"]), agreed["cases"], agreed["competent_at"]) == (0, 0, None)
    assert first["typed"] == 30


def test_the_page_fits_the_terminal_and_says_how_wrong_it_can_be(reviewed: Desk, tmp_path: Path) -> None:
    """No line is wider than 80 cells; both probabilities stand beside the chart, which is of signed words alone."""
    page = reviewed.at_terminal("stats").out
    assert max(map(cell_width, page.splitlines())) <= 80
    text = " ".join(page.replace("\N{NO-BREAK SPACE}", " ").split())
    assert "Too little data: no supervisor has signed yet whether they agree." in text
    assert "24 of 30 reviewed scans (80 %)" in text
    assert "Too little data: no assessment has a score." in text
    book = str(demo_copy(tmp_path))
    example = reviewed.at_terminal("--logbook", book, "stats", "--trainee", "Tess").out
    assert max(map(cell_width, example.splitlines())) <= 80
    text = " ".join(example.replace("\N{NO-BREAK SPACE}", " ").split())
    assert text.count("would wrongly pass 8.9 % of trainees who fail in 25 % of their scans") == 1


def test_plain_is_one_figure_a_line(reviewed: Desk) -> None:
    """Seven cells a line, for other programs."""
    lines = [line.split("\t") for line in reviewed.ok("stats", "--plain").out.splitlines()]
    assert {len(line) for line in lines} == {7}
    assert ["agreed", "all all", "24", "30", "0.8000", "0.6269", "0.9049"] in lines


def test_what_nobody_reviewed_has_no_figures(desk: Desk) -> None:
    """Scans without a supervisor's word: too little data, in the table too, and no failure."""
    page = desk.at_terminal("stats")
    assert page.code == 0
    assert "Too little data: 0 of 5 reviewed, and 5 are needed" in page.out
    assert "Too little data: no supervisor has signed yet whether they agree." in page.out
    assert "Too little data: no assessment has a score." in page.out
    assert "too little data" in page.out
