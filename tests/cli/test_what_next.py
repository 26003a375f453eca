"""What next on the command line."""

from __future__ import annotations

from sonolog.cli.layout import cell_width

from .desk import Desk


def test_json_names_scans_moves_and_other_records(desk: Desk) -> None:
    """Programs get fields to log, ids that move, and what else is open."""
    told = desk.ok("what-next", "--json").json
    assert list(told) == ["trainee", "as_of", "scans", "others"]
    best = told["scans"][0]
    assert list(best) == ["words", "requirements", "fields", "moves"]
    assert best["fields"]["role"] == "performed"
    assert {"supervised", "regions"} <= {one["id"] for one in best["moves"]}
    assert list(best["moves"][0]) == ["framework", "id", "parent", "title", "strength", "left", "unit"]
    assert "theory-course" in {one["id"] for one in told["others"]}


def test_the_page_fits_the_terminal(desk: Desk) -> None:
    """No line is wider than 80 cells, scans are numbered, other records come after."""
    answer = desk.at_terminal("what-next")
    assert answer.code == 0
    assert max(cell_width(line) for line in answer.out.splitlines()) <= 80
    assert answer.out.index("\n1. ") < answer.out.index("Other records that are open:")


def test_plain_is_one_table(desk: Desk) -> None:
    """Each row says what to do, what it moves and how much is left."""
    first, *rows = desk.ok("what-next", "--plain").out.splitlines()
    assert first.split("\t") == ["What", "Moves", "Framework", "Requirement", "Left", "Unit"]
    assert rows and all(len(row.split("\t")) == 6 for row in rows)


def test_one_framework_may_be_asked_for(desk: Desk) -> None:
    """Another framework than those enrolled on is looked at by itself."""
    told = desk.ok("what-next", "--framework", "case-pgc-msk", "--json").json
    assert {move["framework"] for scan in told["scans"] for move in scan["moves"]} == {"case-pgc-msk"}
