"""``sonolog check --identity``: what today's rules find in what is already kept, listed and never said."""

from __future__ import annotations

from pathlib import Path

from sonolog.clock import HeldClock, read_stamp
from sonolog.errors import Exit
from sonolog.paths import Home
from sonolog.store.lookups import body_of, head_of
from sonolog.usecases.find_record import find_record
from sonolog.usecases.open_logbook import open_logbook
from sonolog.usecases.writing import Place, writing

from .desk import NOW, PASSPHRASE, Desk

SECRET = "NHS 999 000 0018, Mrs Example"


def _written_before_the_rules(desk: Desk, case: str, **texts: str) -> None:
    """Write a version past the guard, as a program with fewer rules could have."""
    home = Home(desk.home / "data", desk.home / "config", desk.home / "state")
    book = open_logbook(None, home=home, clock=HeldClock(read_stamp(NOW.replace("+00:00", "Z"))))
    with writing(book, "amend") as act:
        record = find_record(act.connection, case).record
        head = head_of(act.connection, record)
        assert head is not None
        place = Place(record=record, subject=head.subject, parents=(head.digest,))
        act.revision("scan", body_of(act.connection, head.digest) | texts, place)
    book.close()


def test_what_an_older_version_let_in_is_listed_and_never_said(desk: Desk) -> None:
    """Record, field, rule and mask are told, the exit code is 1, and after a redaction nothing is left to tell."""
    case = desk.case("draft")
    _written_before_the_rules(desk, case, note=SECRET)
    found = desk.ask("check", "--identity")
    assert found.code == Exit.INVALID
    for told in (case, "note", "health-number", "9••••••••8", "title-name", "redact it", "look at it"):
        assert told in found.out
    assert "sonolog redact" in found.err
    result = desk.ask("check", "--identity", "--json").json
    assert [(one["level"], one["record"], one["field"], one["rule"]) for one in result["found"]] == [
        ("block", case, "note", "health-number"),
        ("confirm", case, "note", "title-name"),
    ]
    assert not [told for told in (found.out, found.err, str(result)) if "Example" in told or "000 0018" in told]
    desk.ok("redact", case, "--why", "a number got in", "--yes", passphrase=PASSPHRASE)
    assert desk.ok("check", "--identity", "--json").json["found"] == []


def test_an_earlier_version_counts_and_says_so(desk: Desk) -> None:
    """Amending a text away leaves it in the history, where it is still found."""
    case = desk.case("draft")
    _written_before_the_rules(desk, case, note=SECRET)
    desk.ok("amend", case, "note=nothing")
    found = desk.ask("check", "--identity")
    assert found.code == Exit.INVALID
    assert "in an earlier version" in found.out


def test_what_was_answered_is_not_listed(desk: Desk) -> None:
    """A doubt somebody answered is no finding; one that nobody did is, and by itself it is no failure."""
    case = desk.ok("log", "knee", "left", "note=with Mrs Example", "--not-patient", "staff").out.strip()
    desk.ok("amend", case, "finding=normal")
    assert desk.ok("check", "--identity", "--json").json["found"] == []
    _written_before_the_rules(desk, case, note="and with Mr Sample")
    listed = desk.ok("check", "--identity", "--json").json
    assert listed["blocked"] == 0
    assert {(one["level"], one["rule"]) for one in listed["found"]} == {("confirm", "title-name")}


def test_absorbing_lists_both_levels(desk: Desk, tmp_path: Path) -> None:
    """What blocks comes in as a tombstone, what is doubtful comes in, both are named, and nothing is said of either."""
    other = tmp_path / "other.db"
    desk.ok("backup", str(other))
    blocked, doubted = list(desk.cases("--status", "draft"))[:2]
    copy = Desk(tmp_path / "second")
    copy.home.joinpath("data").mkdir(parents=True)
    other.rename(copy.logbook)
    copy.home.joinpath("config").mkdir()
    copy.home.joinpath("config", "identity.json").write_bytes((desk.home / "config" / "identity.json").read_bytes())
    _written_before_the_rules(copy, blocked, note=SECRET)
    _written_before_the_rules(copy, doubted, note="Mr Sample was late")
    done = desk.ask("absorb", str(copy.logbook))
    assert done.code == 0, done.err
    assert "A scan was not let in, because it may identify a patient: note: an NHS" in done.err
    assert "A scan was let in, and may hold a patient’s detail: note has a person’s name (•••••)" in done.err
    assert not [told for told in (done.out, done.err) if "000 0018" in told or "Sample" in told]
    assert b"000 0018" not in desk.logbook.read_bytes()
    assert [one["level"] for one in desk.ok("check", "--identity", "--json").json["found"]] == ["confirm"]
