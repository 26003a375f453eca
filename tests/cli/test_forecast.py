"""The forecast on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from sonolog.cli.layout import cell_width
from sonolog.errors import Exit

from .desk import Desk

ROW = ["id", "parent", "stage", "title", "strength", "have", "need", "left", "unit", "outlook"]
ROW += ["weekly", "weeks", "p10", "p50", "p90", "deadline", "chance", "sentence", "clinics"]
STAGE = ["id", "status", "deadline", "deadline_from", "binding", "p10", "p50", "p90", "chance", "untold", "sentence"]


def _busy_weeks() -> Iterator[str]:
    for back in range(8):
        day = (date(2026, 11, 17) - timedelta(days=7 * back)).isoformat()
        for region in ("shoulder", "knee", "elbow"):
            yield f'date={day} site="Example Hospital" by="Sam Supervisor" direct {region} right'


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """Return a desk with enough scans for a forecast."""
    desk.ok("log", "-", stdin="\n".join(_busy_weeks()).encode())
    return desk


def test_json_has_its_keys_and_the_numbers_of_progress(busy: Desk) -> None:
    """Programs rely on names and order; have and need are those of ``progress``."""
    told = busy.ok("forecast", "--json").json
    assert list(told) == ["trainee", "as_of", "by", "frameworks"]
    (framework,) = told["frameworks"]
    assert list(framework) == ["framework", "edition", "binding", "requirements", "stages"]
    assert all(list(one) == ROW for one in framework["requirements"])
    assert all(list(one) == STAGE for one in framework["stages"])
    (shown,) = busy.ok("progress", "--json").json["frameworks"]
    same = [(one["id"], one["have"], one["need"]) for one in shown["requirements"]]
    assert [(one["id"], one["have"], one["need"]) for one in framework["requirements"]] == same


def test_days_come_in_order_and_a_deadline_gives_a_chance(busy: Desk) -> None:
    """The early day, the middle one and the late one; by a far day it is nearly sure."""
    (framework,) = busy.ok("forecast", "--by", "2036-01-01", "--json").json["frameworks"]
    dated = [one for one in framework["requirements"] if one["outlook"] == "forecast"]
    assert dated
    for one in dated:
        assert one["p10"] <= one["p50"] <= one["p90"]
        assert one["chance"] > 0.9
        assert one["deadline"] == "2036-01-01"


def test_the_page_fits_the_terminal_and_names_days_clinics_and_gaps(busy: Desk) -> None:
    """No line is wider than 80 cells; the table, the clinics and what has no day are there."""
    answer = busy.at_terminal("forecast", "--by", "2027-12-01")
    assert answer.code == 0
    assert max(cell_width(line) for line in answer.out.splitlines()) <= 80
    for words in ("1 in 10", "Even", "9 in 10", "In time", "Tuesdays", "Without a day:", "Too little data"):
        assert words in answer.out


def test_plain_has_one_row_for_each_requirement(busy: Desk) -> None:
    """A screen reader gets a table with a sentence in every row."""
    first, *rows = busy.ok("forecast", "--plain").out.splitlines()
    titles = first.split("\t")
    assert titles[-1] == "Sentence"
    (framework,) = busy.ok("forecast", "--json").json["frameworks"]
    assert len(rows) == len(framework["requirements"])
    assert all(len(row.split("\t")) == len(titles) and row.split("\t")[-1] for row in rows)


def test_too_little_data_is_said_plainly(desk: Desk) -> None:
    """Five scans of one fortnight give no day."""
    assert "Too little data" in desk.ok("forecast").out


def test_a_deadline_behind_is_refused(desk: Desk) -> None:
    """The forecast's own day is named."""
    answer = desk.ask("forecast", "--by", "2026-01-01", "--json")
    assert answer.code == Exit.USAGE
    assert "deadline-passed" in answer.err
    assert "2026-11-23" in answer.err


def test_somebody_who_is_not_enrolled_is_told_so(empty_desk: Desk) -> None:
    """There is nothing to forecast without a framework."""
    empty_desk.ok("log", "shoulder")
    assert empty_desk.ask("forecast").code != 0
