"""The scope of practice and the draw at the command line."""

from __future__ import annotations

from pathlib import Path

from sonolog.cli.layout import cell_width
from sonolog.errors import Exit

from .desk import PASSPHRASE, SUPERVISOR, Desk


def test_json_tells_what_may_be_done_and_what_is_missing(desk: Desk) -> None:
    """Names and order are the contract; nothing is allowed at first, and every practice says what it needs."""
    scope = desk.ok("scope", "--json").json
    assert list(scope) == ["trainee", "as_of", "may", "not_yet"]
    assert scope["may"] == []
    keys = ["practice", "title", "framework", "by", "since", "until", "missing"]
    assert all(list(one) == keys and one["missing"] for one in scope["not_yet"])


def test_a_signed_line_allows_its_region(desk: Desk) -> None:
    """The card says it, with the line that grants it."""
    record = desk.ok("add", "line", "line=shoulder-alone", f"supervisor={SUPERVISOR}").out.strip()
    desk.ok("submit", record, passphrase=PASSPHRASE)
    desk.ok("sign", record, "--as", SUPERVISOR, passphrase=PASSPHRASE)
    (line,) = desk.ok("scope", "--json").json["may"]
    assert (line["practice"], line["since"]) == ("diagnostic-shoulder", "2026-11-23")
    page = desk.at_terminal("scope").out
    assert "May do today, by Musculoskeletal ultrasound, level 1 (RCR-style):" in page
    assert "Diagnostic test in its own right: shoulder" in page
    assert all(cell_width(row) <= 80 for row in page.splitlines())


def test_the_plain_card_has_one_row_a_practice(desk: Desk) -> None:
    """A screen reader hears each practice with all that belongs to it."""
    rows = desk.ok("scope", "--plain").out.splitlines()
    assert all(row.startswith("not yet\t") for row in rows[1:])


def test_the_card_is_written_as_a_pdf(desk: Desk, tmp_path: Path) -> None:
    """One page, and not over a file that is there."""
    file = tmp_path / "scope.pdf"
    assert desk.ok("report", "scope", str(file)).out == f"{file}\n"
    assert file.read_bytes().startswith(b"%PDF-")
    assert desk.ask("report", "scope", str(file)).code == Exit.NO_OUTPUT


def test_a_framework_that_draws_nothing_is_refused_a_draw(desk: Desk) -> None:
    """65, and the reason."""
    answer = desk.ask("draw", "rcr-msk", "supervised")
    assert answer.code == Exit.INPUT
    assert "draws nothing at random" in answer.err
