"""Files between machines through the command line: what each kind of bad file says, does and exits with."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from pathlib import Path

from sonolog.errors import Exit

from .desk import PASSPHRASE, SUPERVISOR, TRAINEE, Desk
from .exchange import ABSORB, Exchange


def _altered(path: Path, content: bytes) -> Path:
    changed = path.with_name(f"altered-{path.name}")
    changed.write_bytes(content)
    return changed


def _sealed(lines: list[bytes]) -> bytes:
    """Return the lines as a file whose first and last line fit what is between them."""
    head = json.loads(lines[0]) | {"count": len(lines) - 1}
    first = json.dumps(head, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    content = b"".join(line + b"\n" for line in (first, *lines[1:]))
    return content + b'{"sha256":"' + hashlib.sha256(content).hexdigest().encode() + b'","t":"end"}\n'


def _lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines()[:-1]


def _refused(exchange: Exchange, path: Path, code: Exit, *words: str, told: str) -> None:
    """Expect a refusal of the trainee's absorb that says this and stores nothing."""
    before = exchange.objects
    answer = exchange.trainee.ask("absorb", str(path), *words)
    assert answer.code == code, answer.err
    assert told in answer.err
    assert "Nothing was stored." in answer.err
    assert exchange.objects == before


def test_an_answer_is_taken_in_and_labelled(exchange: Exchange) -> None:
    """A key met for the first time is let in only knowingly, and what it signed is not confirmed: verify says 3."""
    _refused(exchange, exchange.response, Exit.DENIED, told="Signed with keys this logbook has not met")
    said = exchange.trainee.ok(*ABSORB, str(exchange.response)).out
    for told in (
        "an answer to a request, about Tess",
        "Sam Supervisor signed: 1 statement",
        "Sam Supervisor returned: 1",
    ):
        assert told in " ".join(said.split())
    assert {one["status"] for one in exchange.trainee.cases().values()} == {"signed", "returned"}
    shown = exchange.trainee.ok("show", exchange.trainee.case("signed"), "--json").json
    assert shown["history"][-1]["verification"] == "Valid, identity not confirmed"
    assert exchange.trainee.ask("verify", str(exchange.trainee.logbook)).code == Exit.UNCONFIRMED
    assert not exchange.trainee.ok("check", "--json").json["faults"]


def test_a_request_and_a_report_are_told_apart_from_an_answer(exchange: Exchange, tmp_path: Path) -> None:
    """One's own request holds nothing new, and says who opens it; a report is for reading."""
    again = exchange.trainee.ok("absorb", str(exchange.request)).err
    assert "All of it was here already." in again
    assert "opens it on their computer with sonolog open" in " ".join(again.split())
    exchange.trainee.ok("report", "logbook", str(tmp_path / "logbook.pdf"))
    _refused(exchange, tmp_path / "logbook.pdf", Exit.INPUT, told="sonolog verify FILE")
    assert "Name a file in it" in exchange.trainee.ask("verify", str(tmp_path)).err


def test_the_key_is_let_in_by_its_fingerprint(exchange: Exchange) -> None:
    """Naming the fingerprint compared in person lets in that key alone."""
    mark = exchange.supervisor.ok("identity", "--json").json["fingerprint"]
    other = "SHA256:" + "A" * 43
    _refused(exchange, exchange.response, Exit.DENIED, "--accept-key", other, told=mark)
    exchange.trainee.ok("absorb", str(exchange.response), "--accept-key", mark)


def test_the_same_answer_twice_changes_nothing(exchange: Exchange) -> None:
    """The second time all of it is here already, and the journal has no new line."""
    exchange.trainee.ok(*ABSORB, str(exchange.response))
    before = exchange.trainee.ok("check", "--json").json
    answer = exchange.trainee.ok("absorb", str(exchange.response))
    assert "All of it was here already." in answer.err
    assert exchange.trainee.ok("check", "--json").json == before


def test_a_late_answer_does_no_harm(exchange: Exchange) -> None:
    """Amended meanwhile, the record stays as it was amended; the sign-off stands by the version it named."""
    case = next(case for case, one in exchange.trainee.cases().items() if "shoulder" in json.dumps(one).lower())
    exchange.trainee.ok("recall", case, passphrase=PASSPHRASE)
    exchange.trainee.ok("amend", case, "note=measured again")
    exchange.trainee.ok(*ABSORB, str(exchange.response))
    assert exchange.trainee.cases()[case]["status"] == "amended"
    assert not exchange.trainee.ok("check", "--json").json["faults"]


def test_a_file_cut_short(exchange: Exchange) -> None:
    """Without its last line it ends early."""
    content = b"\n".join(exchange.response.read_bytes().splitlines()[:-1])
    _refused(exchange, _altered(exchange.response, content), Exit.INPUT, told="it ends early")


def test_a_line_altered(exchange: Exchange) -> None:
    """A byte changed is seen by the file's own sum; with the sum put right, by the signature, with line and signer."""
    content = exchange.response.read_bytes()
    _refused(
        exchange,
        _altered(exchange.response, content.replace(b"which view?", b"what view?!")),
        Exit.INPUT,
        *("--accept-unconfirmed",),
        told="it was altered",
    )
    lines = [line.replace(b"which view?", b"what view?!") for line in _lines(exchange.response)]
    path = _altered(exchange.response, _sealed(lines))
    _refused(exchange, path, Exit.INPUT, "--accept-unconfirmed", told="The signature by Sam Supervisor does not match")
    assert "line " in exchange.trainee.ask("absorb", str(path)).err
    assert exchange.trainee.ask("verify", str(path)).code == Exit.INVALID


def test_a_file_of_a_newer_version(exchange: Exchange) -> None:
    """A later format is said to be one."""
    lines = _lines(exchange.response)
    head = json.loads(lines[0]) | {"v": 3}
    lines[0] = json.dumps(head, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    _refused(exchange, _altered(exchange.response, _sealed(lines)), Exit.FORMAT, told="this program reads format 1")


def test_an_answer_for_another_trainee(exchange: Exchange, tmp_path: Path) -> None:
    """Absorbed into a stranger's logbook it says about whom it is, and whose logbook this is."""
    other = Desk(tmp_path / "other")
    other.known_as("Tom Two", "01920000-0000-7000-8000-000000000002")
    other.ok("log", "knee")
    answer = other.ask(*ABSORB, str(exchange.response))
    assert answer.code == Exit.INPUT
    assert f"This file is about {TRAINEE}; this logbook belongs to Tom Two." in answer.err


def test_what_is_no_file_of_ours(exchange: Exchange, tmp_path: Path) -> None:
    """Something else, nothing at all, a folder and another database are told apart."""
    text = tmp_path / "text.slb"
    text.write_text("hello\n")
    _refused(exchange, text, Exit.INPUT, told="it is no file of sonolog")
    for missing in (tmp_path / "missing.slb", tmp_path):
        answer = exchange.trainee.ask("absorb", str(missing))
        assert answer.code == Exit.NO_INPUT, answer.err
    with sqlite3.connect(tmp_path / "else.db") as raw:
        raw.execute("CREATE TABLE one (two)")
    assert exchange.trainee.ask("absorb", str(tmp_path / "else.db")).code == Exit.FORMAT


def test_an_answer_is_not_opened_and_a_request_not_refused(exchange: Exchange) -> None:
    """``open`` wants a request and says what to do with an answer."""
    answer = exchange.supervisor.ask("open", str(exchange.response), "--yes")
    assert answer.code == Exit.INPUT
    assert "sonolog absorb FILE" in answer.err
    again = exchange.supervisor.ok("open", str(exchange.request), "--yes")
    assert "0 new objects" in again.err


def test_a_request_needs_something_that_waits(exchange: Exchange) -> None:
    """With nothing submitted to them there is no file, and an answer needs a signature."""
    exchange.trainee.ok(*ABSORB, str(exchange.response))
    answer = exchange.trainee.ask("request", "--to", SUPERVISOR, str(exchange.request.with_name("second.slb")))
    assert answer.code == Exit.INPUT
    assert "Nothing waits for Sam Supervisor." in answer.err
    assert exchange.trainee.ask("respond", str(exchange.request.with_name("third.slb"))).code == Exit.INPUT


def test_a_file_is_never_overwritten(exchange: Exchange) -> None:
    """A request or an answer does not replace a file."""
    before = exchange.response.read_bytes()
    assert exchange.supervisor.ask("respond", str(exchange.response)).code == Exit.NO_OUTPUT
    assert exchange.response.read_bytes() == before


def test_somebody_known_with_another_key_is_an_alarm(exchange: Exchange, tmp_path: Path) -> None:
    """Sam answers with a key that is not the one this logbook knows: refused, and let in by its fingerprint alone."""
    exchange.trainee.ok(*ABSORB, str(exchange.response))
    case = exchange.trainee.ok("log", "elbow", "left", f"by={SUPERVISOR}", "direct").out.strip()
    exchange.trainee.ok("submit", case, passphrase=PASSPHRASE)
    second = tmp_path / "again.slb"
    exchange.trainee.ok("request", "--to", SUPERVISOR, str(second))
    impostor = Desk(tmp_path / "impostor")
    impostor.ok("open", str(second), "--yes")
    impostor.ok("sign", case, passphrase=PASSPHRASE)
    impostor.ok("respond", str(tmp_path / "forged.slb"))
    for words in ((), ("--accept-unconfirmed",)):
        _refused(exchange, tmp_path / "forged.slb", Exit.DENIED, *words, told="signed with another key before")


def test_an_older_copy_put_back_is_told_until_it_is_accepted(exchange: Exchange, tmp_path: Path) -> None:
    """The open notice and check name what is missing; a newer copy absorbed, or --accept-older, ends it."""
    trainee = exchange.trainee
    older, newer = tmp_path / "older.db", tmp_path / "newer.db"
    shutil.copy(trainee.logbook, older)
    trainee.ok("log", "hip", "left")
    shutil.copy(trainee.logbook, newer)
    shutil.copy(older, trainee.logbook)
    told = "This logbook is older than the one used here on 2026-11-23: 1 entry is missing."
    assert told in trainee.ok("scans").err
    checked = trainee.ask("check", "--json")
    assert checked.code == Exit.INVALID
    assert told in [one["what"] for one in checked.json["faults"]]
    trainee.ok("absorb", str(newer))
    assert not trainee.ok("check", "--json").json["faults"]
    assert told not in trainee.ok("scans").err
    shutil.copy(older, trainee.logbook)
    assert "is used as it is from now on" in trainee.ok("check", "--accept-older").err
    assert told not in trainee.ok("scans").err


def test_what_is_done_with_an_older_copy_can_be_undone(exchange: Exchange, tmp_path: Path) -> None:
    """While the notice stands, each command writes under the same new name, so that undo finds the last change."""
    trainee = exchange.trainee
    shutil.copy(trainee.logbook, tmp_path / "older.db")
    trainee.ok("log", "hip", "left")
    shutil.copy(tmp_path / "older.db", trainee.logbook)
    case = trainee.ok("log", "knee", "right").out.strip()
    assert "older than the one used here" in trainee.ok("scans").err
    trainee.ok("undo", "--yes")
    assert trainee.ok("show", case, "--json").json["status"] == "withdrawn"


def test_a_forked_copy_is_told_and_joined(exchange: Exchange, tmp_path: Path) -> None:
    """A whole home copied and used twice: both went their own way, and one union holds what both logged."""
    twin = Desk(tmp_path / "twin")
    shutil.copytree(exchange.trainee.home, twin.home)
    mine = exchange.trainee.ok("log", "hip", "left").out.strip()
    theirs = twin.ok("log", "hip", "right").out.strip()
    shutil.copy(exchange.trainee.logbook, tmp_path / "mine.db")
    shutil.copy(twin.logbook, exchange.trainee.logbook)
    assert "went its own way" in exchange.trainee.ok("scans").err
    shutil.copy(tmp_path / "mine.db", exchange.trainee.logbook)
    exchange.trainee.ok("absorb", str(twin.logbook))
    assert {mine, theirs} <= exchange.trainee.cases().keys()
    assert exchange.trainee.ok("check", "--json").json["faults"] == []
