"""Looking at frameworks, checking and adding one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from sonolog.errors import Exit

from .desk import Desk


@pytest.fixture
def ours(empty_desk: Desk, tmp_path: Path) -> Path:
    """Return a file with a framework of one's own, begun from a shipped one."""
    text = empty_desk.ok("framework", "show", "rcr-msk").out
    file = tmp_path / "ours.toml"
    file.write_text(text.replace('framework = "rcr-msk"', 'framework = "ours"', 1), "utf-8")
    return file


def test_shipped_frameworks_are_listed(empty_desk: Desk) -> None:
    """The templates are there, marked as such."""
    found = empty_desk.ok("framework", "list", "--json").json["frameworks"]
    assert {"rcr-msk", "case-pgc-msk", "efsumb-msk-1"} <= {one["id"] for one in found}
    assert "template" in empty_desk.ok("framework", "list").out


def test_a_framework_of_ones_own_is_checked_added_and_listed(empty_desk: Desk, ours: Path) -> None:
    """What was begun from a shipped one is sound, can be added, and then enrolled on."""
    checked = empty_desk.ok("framework", "check", str(ours), "rcr-msk")
    assert "0 faults" in checked.err
    empty_desk.ok("framework", "add", str(ours))
    assert "ours" in empty_desk.ok("framework", "list").out
    assert empty_desk.ok("enrol", "ours", "--json").json["framework"] == "ours"
    assert empty_desk.ok("framework", "show", "ours", "--json").json["text"] == ours.read_text("utf-8")


def test_every_fault_is_printed_with_its_place(empty_desk: Desk, ours: Path) -> None:
    """File, line, requirement, sentence and nearest name, for all faults at once; 65."""
    text = ours.read_text("utf-8").replace('of = "session"', 'of = "sesion"').replace("edition =", "edtion =", 1)
    ours.write_text(text, "utf-8")
    line = text.splitlines().index('of = "sesion"') + 1
    checked = empty_desk.ask("framework", "check", str(ours))
    assert checked.code == Exit.INPUT
    assert f"{ours}:{line}: [sessions] “sesion”" in checked.out
    assert "Did you mean “session”?" in checked.out
    assert "“edition”" in checked.out
    problems = empty_desk.ask("framework", "check", str(ours), "--json").json["problems"]
    assert {"file", "line", "where", "severity", "code", "message", "hint"} == set(problems[0])
    assert len(problems) == len(checked.out.splitlines())


def test_a_faulty_framework_is_not_added(empty_desk: Desk, ours: Path) -> None:
    """Its faults are printed, and nothing is copied."""
    before = empty_desk.ok("framework", "list", "--json").json
    ours.write_text("framework = [", "utf-8")
    refused = empty_desk.ask("framework", "add", str(ours))
    assert refused.code == Exit.INPUT
    assert refused.out
    assert empty_desk.ok("framework", "list", "--json").json == before


def test_what_cannot_be_read_is_told(empty_desk: Desk, tmp_path: Path) -> None:
    """A missing file and an unknown name are different things."""
    assert empty_desk.ask("framework", "check", str(tmp_path / "no.toml")).code == Exit.NO_INPUT
    assert empty_desk.ask("framework", "check", "no-such").code == Exit.INPUT
    assert empty_desk.ask("framework").code == Exit.USAGE
