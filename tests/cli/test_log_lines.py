"""One scan a line from standard input."""

from __future__ import annotations

import json
from unittest.mock import patch

import pytest

from sonolog.cli.log_lines import Carried
from sonolog.errors import Exit

from .desk import Desk

AFTERNOON = b"""\
# an afternoon
date=2026-11-16 site="Example Hospital" by="A. Example" direct shoulder left finding=normal

knee right
"""


def _shown(desk: Desk, case: str) -> dict[str, str]:
    return {field["name"]: field["text"] for field in desk.ok("show", case, "--json").json["fields"]}


def test_place_and_people_carry_forward_and_findings_never(empty_desk: Desk) -> None:
    """The second line takes day, site and supervisor of the first, and nothing that was found."""
    first, second = empty_desk.ok("log", "-", stdin=AFTERNOON).out.split()
    one, two = _shown(empty_desk, first), _shown(empty_desk, second)
    for name in ("date", "site", "supervisor", "supervision"):
        assert one[name] == two[name]
    assert one["finding"] == "Normal"
    assert "finding" not in two
    assert "side" in two


def test_each_line_is_acknowledged_in_json(empty_desk: Desk) -> None:
    """With --json every line of the answer is an object with the id of a scan."""
    answer = empty_desk.ok("log", "-", "--json", stdin=AFTERNOON)
    ids = [json.loads(line)["id"] for line in answer.out.splitlines()]
    assert sorted(ids) == sorted(scan["id"] for scan in empty_desk.cases().values())


def test_a_faulty_line_is_named_and_the_rest_goes_on(empty_desk: Desk) -> None:
    """The line's number stands on standard error, nothing of it is stored, and 65 says so at the end."""
    answer = empty_desk.ask("log", "-", stdin=b"knee left\nsholder\nelbow right note=it's\nhip left\n")
    assert answer.code == Exit.INPUT
    assert len(answer.out.split()) == 2
    assert {scan["region"] for scan in empty_desk.cases().values()} == {"Knee", "Hip and groin"}
    assert "Line 2: “sholder”" in answer.err
    assert "Line 3: This line cannot be read" in answer.err
    assert "2 scans logged, 2 lines refused." in answer.err


def test_faulty_lines_are_objects_under_json(empty_desk: Desk) -> None:
    """Programs find the number of the line in the refusal."""
    answer = empty_desk.ask("log", "-", "--json", stdin=b"sholder\n")
    fault = json.loads(answer.err.splitlines()[-2])
    assert (fault["where"], fault["code"]) == ("line 1", "word-refused")


def test_a_day_that_cannot_be_read_is_never_replaced_by_an_older_one(empty_desk: Desk) -> None:
    """Lines that rest on an unreadable date are refused too, instead of being kept under the day before."""
    lines = b"date=2026-11-16 knee\ndate=2026-11-1x hip\nelbow\ndate=2026-11-18 ankle\nwrist\n"
    assert empty_desk.ask("log", "-", stdin=lines).code == Exit.INPUT
    days = {scan["region"]: scan["date"] for scan in empty_desk.cases().values()}
    assert days == {"Knee": "2026-11-16", "Ankle and foot": "2026-11-18", "Wrist and hand": "2026-11-18"}


def test_a_date_in_a_line_that_is_no_line_is_lost_with_it(empty_desk: Desk) -> None:
    """What a line with an open quote says of the day is not known, so the next line needs its own."""
    lines = b'knee date=2026-11-16\nhip date=2026-11-17 note="\nelbow\nankle date=yesterday\n'
    answer = empty_desk.ask("log", "-", stdin=lines)
    assert answer.code == Exit.INPUT
    assert "its date is that of line 2" in answer.err
    assert {scan["region"] for scan in empty_desk.cases().values()} == {"Knee", "Ankle and foot"}


def test_supervision_said_in_a_faulty_line_still_holds_below(empty_desk: Desk) -> None:
    """A bare word such as direct counts although another word of its line was not understood."""
    lines = b"knee indirect by='A. Example'\nsholder direct\nhip\n"
    empty_desk.ask("log", "-", stdin=lines)
    hip = next(scan for scan in empty_desk.cases().values() if scan["region"].startswith("Hip"))
    assert hip["supervision"] == "Direct"


def test_a_new_day_ends_a_session() -> None:
    """A session belongs to its day, so it is not carried to another."""
    carried = Carried()
    carried.take({"date": "2026-11-16", "session": "12345678", "site": "X"})
    carried.take({"date": "2026-11-17"})
    assert carried.held == {"date": "2026-11-17", "site": "X"}


def test_an_interrupt_says_what_was_kept(empty_desk: Desk) -> None:
    """Ctrl-C ends with 130, and every scan acknowledged before is there."""
    from sonolog.cli import scan_lines

    def two_lines(stream: object) -> object:
        yield scan_lines.NumberedLine(1, b"knee")
        yield scan_lines.NumberedLine(2, b"hip")
        raise KeyboardInterrupt

    with patch("sonolog.cli.log_lines.lines_of", two_lines):
        answer = empty_desk.ask("log", "-")
    assert answer.code == Exit.INTERRUPTED
    assert "2 scans logged and kept." in answer.err
    assert sorted(answer.out.split()) == sorted(empty_desk.cases())


def test_a_logbook_that_takes_no_more_stops_it(empty_desk: Desk) -> None:
    """A fault that is not of the line ends the run with its own code, and says how far it came."""
    from sonolog.store.errors import DiskFull

    empty_desk.ok("log", "knee")
    with patch("sonolog.cli.log_lines.log_scan", side_effect=DiskFull(empty_desk.logbook)):
        answer = empty_desk.ask("log", "-", stdin=b"hip\nelbow\n")
    assert answer.code == Exit.IO
    assert "0 scans logged" in answer.err
    assert len(empty_desk.cases()) == 1


@pytest.mark.parametrize("stdin", [b"", b"\n# nothing\n"])
def test_nothing_to_read_is_no_fault(empty_desk: Desk, stdin: bytes) -> None:
    """An empty file logs nothing and succeeds."""
    assert empty_desk.ok("log", "-", stdin=stdin).out == ""
