"""Writing a framework of one's own: begin it, try it on a logbook, compare it, add editions and move to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sonolog.errors import Exit

from .desk import Desk

MEETINGS = '\n[[requirement]]\nid = "meetings"\nstage = "level-1"\ntitle = "Meetings"\nof = "meeting"\nat_least = 12\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where the new framework is to be."""
    return tmp_path / "Our Ward (MSK).toml"


def test_a_new_framework_can_be_used_as_it_stands(empty_desk: Desk, file: Path) -> None:
    """The commented template has no fault and no warning, is named after its file, and explains its lines."""
    begun = empty_desk.ok("framework", "new", str(file), "--title", 'Our "own" \\ ladder', "--json").json
    assert (begun["framework"], begun["edition"]) == ("our-ward-msk", "2026")
    checked = empty_desk.ok("framework", "check", str(file), "--json").json
    assert checked == {"problems": [], "sound": [str(file)]}
    text = file.read_text("utf-8")
    assert text.count("#") > 20
    assert 'title = "Our \\"own\\" \\\\ ladder"' in text


def test_a_file_that_is_there_is_not_written_over(empty_desk: Desk, file: Path) -> None:
    """Only --yes replaces what somebody wrote; a refusal leaves every byte."""
    file.write_text("precious", "utf-8")
    refused = empty_desk.ask("framework", "new", str(file))
    assert (refused.code, file.read_text("utf-8")) == (Exit.NO_OUTPUT, "precious")
    assert "--yes" in refused.err
    empty_desk.ok("framework", "new", str(file), "--yes")
    assert "precious" not in file.read_text("utf-8")
    assert list(file.parent.glob(".*part")) == []


def test_trying_says_what_progress_would_say_and_stores_nothing(desk: Desk, file: Path) -> None:
    """A try of a shipped framework under another name gives the figures of the enrolment, and leaves the file alone."""
    file.write_text(desk.ok("framework", "show", "rcr-msk").out.replace('"rcr-msk"', '"ours"', 1), "utf-8")
    before = desk.logbook.read_bytes()
    tried = desk.ok("framework", "try", str(file), "--json").json
    assert desk.logbook.read_bytes() == before
    (told,) = tried["frameworks"]
    (progress,) = (one for one in desk.ok("progress", "--json").json["frameworks"] if one["framework"] == "rcr-msk")
    assert told["requirements"] == progress["requirements"]
    assert "nothing was stored" in desk.ok("framework", "try", str(file)).err


def test_trying_answers_why_a_record_would_not_count(desk: Desk, file: Path) -> None:
    """The same words as progress --why, for the framework in the file."""
    desk.ok("framework", "new", str(file))
    case = next(iter(desk.cases()))
    (told,) = desk.ok("framework", "try", str(file), "--why", case, "--json").json["frameworks"]
    assert told["framework"] == "our-ward-msk"
    assert {one["id"].partition("/")[0] for one in told["requirements"]} == {"supervised-scans"}


def test_what_is_supposed_of_the_enrolment_changes_the_answer(desk: Desk, file: Path) -> None:
    """Scope, first day and answers can be supposed; a question without an answer is named."""
    desk.ok("framework", "new", str(file))
    question = '\n[[fact]]\nid = "part-time"\ntitle = "Do you train part-time?"\n' + MEETINGS.replace(
        'of = "meeting"', 'of = "meeting"\nwhen = { part-time = true }'
    )
    file.write_text(file.read_text("utf-8") + question, "utf-8")
    open_question = desk.ok("framework", "try", str(file), "--scope", "shoulder", "--date", "2026-01-02")
    assert "Do you train part-time?" in open_question.err
    assert "since 2026-01-02" in open_question.err
    assert "Knee" not in open_question.out
    answered = desk.ok("framework", "try", str(file), "--fact", "part-time=no", "--json").json["frameworks"][0]
    (meetings,) = (one for one in answered["requirements"] if one["id"] == "meetings")
    assert meetings["status"] == "not-applicable"
    for wrong in ("part-time=perhaps", "part-tim=yes"):
        assert desk.ask("framework", "try", str(file), "--fact", wrong).code == Exit.INPUT


def test_a_faulty_file_is_neither_tried_nor_compared(desk: Desk, file: Path) -> None:
    """The refusal names the command that lists the faults."""
    file.write_text("framework = 3", "utf-8")
    for words in (("try", str(file)), ("diff", "rcr-msk", str(file))):
        refused = desk.ask("framework", *words)
        assert refused.code == Exit.INPUT
        assert "framework check" in refused.err


def test_differences_are_told_key_by_key(empty_desk: Desk, file: Path) -> None:
    """What was changed, added and removed; what only reads differently, and comments, are left out."""
    empty_desk.ok("framework", "new", str(file))
    other = file.with_name("other.toml")
    text = file.read_text("utf-8").replace("at_least = 100", "at_least = 120").replace("# Say", "#")
    text = text.replace('where = { type = "theory" }', 'where = { type = ["theory"] }')
    kept, _, course = text.partition('[[requirement]]\nid = "observed"')
    assert course
    other.write_text(kept + MEETINGS, "utf-8")
    told = empty_desk.ok("framework", "diff", str(file), str(other), "--json").json["differences"]
    assert [(one["change"], one["section"], one["id"], one["key"], one["before"], one["after"]) for one in told] == [
        ("changed", "requirement", "supervised-scans", "at_least", "100", "120"),
        ("added", "requirement", "meetings", "", "", "Meetings"),
        ("removed", "requirement", "observed", "", "Observed assessments passed", ""),
    ]
    page = empty_desk.ok("framework", "diff", str(file), str(other)).out
    assert "    - 100\n    + 120\n" in page
    assert empty_desk.ok("framework", "diff", str(file), str(file), "--json").json["differences"] == []


def test_editions_stand_side_by_side_and_are_moved_between(desk: Desk, file: Path) -> None:
    """Both editions are listed; one enrols on the newest or a named one; the move shows both and asks first."""
    desk.ok("framework", "new", str(file))
    desk.ok("framework", "add", str(file))
    desk.ok("enrol", "our-ward-msk", "--date", "2026-10-01", "--scope", "shoulder")
    file.write_text(file.read_text("utf-8").replace('edition = "2026"', 'edition = "2027"') + MEETINGS, "utf-8")
    desk.ok("framework", "add", str(file))
    listed = desk.ok("framework", "list", "--json").json["frameworks"]
    assert [one["edition"] for one in listed if one["id"] == "our-ward-msk"] == ["2026", "2027"]
    assert "--move" in desk.ask("enrol", "our-ward-msk").err

    preview = desk.ok("enrol", "our-ward-msk", "--move", "--preview")
    assert "Meetings" in preview.out
    assert "not asked for" in preview.out
    declined = desk.at_terminal("enrol", "our-ward-msk", "--move", answers="n\n")
    assert "Nothing was changed." in declined.err
    assert _edition(desk) == "2026"

    moved = desk.ok("enrol", "our-ward-msk", "--move", "--yes", "--json").json
    assert moved["edition"] == "2027"
    assert _edition(desk) == "2027"
    assert _edition(desk, "--as-of", "2026-11-22") == "2026"
    assert desk.ask("enrol", "our-ward-msk", "--move", "--yes").code == Exit.INPUT
    back = desk.ok("enrol", "our-ward-msk@2026", "--move", "--yes", "--json").json
    assert (back["edition"], _edition(desk)) == ("2026", "2026")


def test_an_edition_that_is_not_there_is_answered_with_those_that_are(empty_desk: Desk) -> None:
    """The name is right, the edition is not: the known ones are listed."""
    refused = empty_desk.ask("framework", "show", "rcr-msk@1066")
    assert refused.code == Exit.INPUT
    assert "rcr-msk@2017" in refused.err


def _edition(desk: Desk, *words: str) -> str:
    found = desk.ok("progress", "--framework", "our-ward-msk", "--json", *words).json["frameworks"]
    return str(found[0]["edition"])
