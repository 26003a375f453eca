"""Logging one scan from the command line."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sonolog.errors import Exit

from .desk import Desk

Run = Callable[..., subprocess.CompletedProcess[str]]
WORDS = ("shoulder", "left", "supraspinatus", "finding=abnormal", "pathology=tear", "supervision=direct")
HEAVY = ("cryptography", "reportlab", "textual", "rich", "sonolog.progress", "sonolog.reports")


def test_one_line_is_enough_where_nothing_was_set_up(empty_desk: Desk) -> None:
    """The logbook, its trainee and the supervisor are made on the way; the answer is the case number."""
    answer = empty_desk.ok("log", *WORDS, "by=A. Example")
    (case,) = empty_desk.cases()
    assert answer.out == f"{case}\n"
    assert str(empty_desk.logbook) in answer.err
    assert "Added A. Example to the people of this logbook; accreditation: not recorded." in answer.err
    assert "sonolog undo" in answer.err
    scan = empty_desk.cases()[case]
    assert (scan["region"], scan["side"], scan["pathology"]) == ("Shoulder", "Left", "Tear")
    assert scan["date"] == "2026-11-23"


def test_json_gives_the_record_id(empty_desk: Desk) -> None:
    """With --json the answer is one object whose id is the one the list shows."""
    logged = empty_desk.ok("log", "knee", "--json").json
    assert logged["id"] == empty_desk.cases()[logged["case"]]["id"]
    assert logged["date"] == "2026-11-23"


def test_without_an_identity_the_account_begins_the_logbook(tmp_path: Path) -> None:
    """A home that knows nobody begins with the name of the machine's account."""
    desk = Desk(tmp_path / "home")
    desk.ok("log", "knee")
    (person,) = desk.ok("people", "--json").json["people"]
    assert person["name"]
    assert person["is_me"]


def test_a_name_almost_known_is_refused_with_the_nearest(empty_desk: Desk) -> None:
    """A misspelt supervisor is not added behind one's back; --yes insists."""
    empty_desk.ok("log", "knee", "by=A. Example")
    refused = empty_desk.ask("log", "knee", "by=A. Exampel")
    assert refused.code == Exit.INPUT
    assert "“A. Example”" in refused.err
    assert "--yes" in refused.err
    assert len(empty_desk.cases()) == 1
    empty_desk.ok("log", "knee", "by=A. Exampel", "--yes")
    assert len(empty_desk.ok("people", "--json").json["people"]) == 3


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        (("sholder",), "shoulder"),
        (("shoulder", "suprspinatus"), "supraspinatus"),
        (("knee", "fnding=normal"), "finding"),
    ],
)
def test_an_unknown_word_is_refused_with_the_nearest(empty_desk: Desk, words: tuple[str, ...], nearest: str) -> None:
    """Nothing is stored of a line that is not understood, and no logbook is made for it either."""
    refused = empty_desk.ask("log", *words)
    assert (refused.code, refused.out) == (Exit.INPUT, "")
    assert nearest in refused.err.lower()
    assert not empty_desk.logbook.exists()
    empty_desk.ok("log", "elbow")
    empty_desk.ask("log", *words)
    assert len(empty_desk.cases()) == 1


def test_a_refusal_is_an_object_under_json(empty_desk: Desk) -> None:
    """Programs read code and hint of a refusal."""
    fault = empty_desk.ask("log", "sholder", "--json").fault
    assert fault["code"] == "word-refused"
    assert "shoulder" in fault["hint"]


def test_the_same_scan_twice_is_told(empty_desk: Desk) -> None:
    """A scan that says the same as another of its day is kept, and pointed out."""
    empty_desk.ok("log", "knee", "left")
    assert "exactly the same" in empty_desk.ok("log", "knee", "left").err


def test_logging_loads_no_cryptography_and_no_evaluator(python: Run) -> None:
    """The whole path of one scan leaves keys, PDF, app and evaluator alone."""
    script = (
        "import sys\nfrom sonolog.__main__ import main\n"
        "sys.argv = ['sonolog', 'log', 'knee', 'by=A. Example']\n"
        "try:\n    main()\nexcept SystemExit as left:\n    assert not left.code\nprint(*sys.modules)\n"
    )
    done = python("-c", script)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "sonolog.usecases.log_scan" in loaded
    assert not [name for name in loaded if name.startswith(HEAVY)]


def test_a_file_that_is_no_logbook_is_left_alone(empty_desk: Desk, tmp_path: Path) -> None:
    """Another program's file is refused with 78 and not touched."""
    other = tmp_path / "letter.txt"
    other.write_text("Dear Sir, " * 200, "utf-8")
    refused = empty_desk.ask("log", "knee", "--logbook", str(other))
    assert refused.code == Exit.FORMAT
    assert other.read_text("utf-8") == "Dear Sir, " * 200


def test_any_text_is_kept_and_shown_in_one_piece(empty_desk: Desk) -> None:
    """Markup and letters of any script are stored and shown exactly."""
    note = "[/] [bold red] Ελληνικά 漢字 café"
    case = empty_desk.ok("log", "knee", f"note={note}").out.strip()
    view = empty_desk.ok("show", case, "--json").json
    assert {field["name"]: field["text"] for field in view["fields"]}["note"] == note
    assert note in empty_desk.ok("show", case).out


def test_control_characters_are_refused_or_shown(empty_desk: Desk) -> None:
    """An escape sequence never reaches the terminal as such."""
    answer = empty_desk.ask("log", "knee", "note=a\x1b[31mb", "--json")
    shown = answer.err + answer.out
    if answer.code == 0:
        shown += empty_desk.ok("show", json.loads(answer.out)["case"]).out
    assert "\x1b" not in shown
