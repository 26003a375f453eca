"""Listing scans."""

from __future__ import annotations

from sonolog.cli.layout import cell_width
from sonolog.errors import Exit

from .desk import PASSPHRASE, Desk


def test_every_scan_is_listed_newest_first(desk: Desk) -> None:
    """The table and the JSON hold the same scans; the total is counted."""
    answer = desk.ok("scans", "--json").json
    assert answer["total"] == len(answer["scans"]) == 5
    assert answer["scans"][0]["date"] == "2026-11-18"
    table = desk.ok("scans").out.splitlines()
    assert [line.split()[0] for line in table[2:]] == [scan["case"] for scan in answer["scans"]]


def test_words_status_and_limit_choose(desk: Desk) -> None:
    """Words look everywhere, the status and the limit cut down."""
    assert {scan["region"] for scan in desk.cases("achilles").values()} == {"Ankle and foot"}
    assert {scan["status"] for scan in desk.cases("--status", "draft").values()} == {"draft"}
    limited = desk.ok("scans", "--limit", "2", "--json").json
    assert (len(limited["scans"]), limited["total"]) == (2, 5)
    assert desk.ask("scans", "--status", "finished").code == Exit.USAGE


def test_as_of_leaves_out_later_scans(desk: Desk) -> None:
    """Scans after the day are not yet there."""
    assert len(desk.cases("--as-of", "2026-11-17")) == 4
    assert desk.ask("scans", "--as-of", "soonish").code == Exit.INPUT


def test_a_small_terminal_shows_one_line_a_scan(desk: Desk) -> None:
    """Nothing is wider than 80 cells, and nothing wraps."""
    lines = desk.at_terminal("scans").out.splitlines()
    assert len(lines) == 2 + 5
    assert all(cell_width(line) <= 80 for line in lines)


def test_plain_output_is_separated_by_tabs(desk: Desk) -> None:
    """--plain gives whole cells, one scan a line."""
    rows = [line.split("\t") for line in desk.ok("scans", "--plain").out.splitlines()]
    assert rows[0][0] == "ID"
    assert {len(row) for row in rows} == {6}


def test_a_missing_logbook_is_not_made_by_looking(empty_desk: Desk) -> None:
    """Listing never creates anything."""
    assert empty_desk.ask("scans").code == Exit.NO_INPUT
    assert not empty_desk.logbook.exists()


def test_a_redacted_scan_is_not_listed(desk: Desk) -> None:
    """Nothing of it is left to list; the list, its count and every other answer go on without it."""
    case = desk.case("draft")
    before = set(desk.cases())
    desk.ok("redact", case, "--why", "too much", "--yes", passphrase=PASSPHRASE)
    assert set(desk.cases()) == before - {case}
    for words in ("records", "progress", "scope", "charts", "forecast", "what-next", "inbox", "people", "check"):
        assert desk.ask(words).code == 0, words
