"""Templates, and scans logged like another, from the command line."""

from __future__ import annotations

from sonolog.errors import Exit

from .desk import Desk

FIRST = ("shoulder", "left", "supraspinatus", "tear", "supervision=direct", "by=A. Example", "note=Long wait")


def test_a_scan_becomes_a_template_and_logs_others(empty_desk: Desk) -> None:
    """What was scanned and with whom is taken over, what was found and noted is not."""
    case = empty_desk.ok("log", *FIRST).out.strip()
    kept = empty_desk.ok("template", "keep", "3", case, "--json").json
    assert (kept["digit"], kept["name"]) == (3, "Left shoulder: Supraspinatus tendon")
    assert empty_desk.ok("template", "--json").json["templates"] == [kept]
    other = empty_desk.ok("log", "--template", "3", "normal").out.strip()
    first, second = empty_desk.cases()[case], empty_desk.cases()[other]
    same = ("region", "side", "structures", "supervisor", "supervision")
    assert [second[name] for name in same] == [first[name] for name in same]
    assert (first["finding"], second["finding"], second["pathology"]) == ("Abnormal", "Normal", "")
    assert "Long wait" not in empty_desk.ok("show", other).out


def test_a_repeat_takes_over_all_but_what_was_found(empty_desk: Desk) -> None:
    """``log --repeat`` with the finding alone is a whole scan."""
    case = empty_desk.ok("log", *FIRST).out.strip()
    other = empty_desk.ok("log", "--repeat", "normal").out.strip()
    first, second = empty_desk.cases()[case], empty_desk.cases()[other]
    assert (second["structures"], second["supervisor"]) == (first["structures"], first["supervisor"])
    assert (second["finding"], second["pathology"]) == ("Normal", "")


def test_what_a_template_cannot_do_is_said(empty_desk: Desk) -> None:
    """A digit nothing is kept under, a record that is no scan, a patient's number in the name, no words at all."""
    case = empty_desk.ok("log", *FIRST).out.strip()
    _refused(empty_desk, ("log", "--template", "4"), "There is no template 4 yet")
    _refused(empty_desk, ("template", "drop", "4"), "There is no template 4 yet")
    _refused(empty_desk, ("template", "keep", "1", case, "--name", "NHS 999 000 0018"), "9••••••••8")
    assert empty_desk.ok("template", "--json").json["templates"] == []
    _refused(empty_desk, ("log",), "Say at least the region", code=Exit.USAGE)
    empty_desk.ok("template", "keep", "1", case)
    assert "Template 1 dropped" in empty_desk.ok("template", "drop", "1").err


def _refused(desk: Desk, words: tuple[str, ...], told: str, *, code: Exit = Exit.INPUT) -> None:
    answer = desk.ask(*words)
    assert answer.code == int(code)
    assert told in answer.err
    assert "Traceback" not in answer.err
