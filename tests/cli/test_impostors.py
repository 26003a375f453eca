"""Files made to write what nobody wrote here: into this machine's journal, and in somebody else's name."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sonolog.errors import Exit
from sonolog.exchange.bundle import read_bundle, write_bundle
from sonolog.ledger import sshsig
from sonolog.ledger.canonical import JSON
from sonolog.ledger.keys import key_from_seed
from sonolog.ledger.meanings import MEANINGS
from sonolog.ledger.merge import Kept
from sonolog.ledger.objects import Document, Item, JournalEntry, Revision, Signer, Statement

from .desk import PASSPHRASE, SUPERVISOR, TRAINEE, Desk
from .exchange import ABSORB, Exchange

AT = "2026-11-23T21:36:21.000Z"
PAPER = Document(kind="framework", name="a paper", edition="1", content="nothing")
ELSEWHERE = "01999000-0001-7000-8000-999000000001"


def _entry(writer: str, seq: int = 1, prev: str | None = None, why: str = "") -> JournalEntry:
    named = (PAPER.digest,)
    return JournalEntry(writer=writer, seq=seq, prev=prev, at=AT, actor=None, act="log", objects=named, why=why)


def _file(path: Path, entry: JournalEntry, **head: JSON) -> str:
    path.write_bytes(write_bundle({"purpose": "copy", **head}, [Kept(PAPER)], [entry]))
    return str(path)


def _writer(desk: Desk) -> str:
    with closing(sqlite3.connect(desk.logbook)) as raw:
        return str(raw.execute("SELECT writer FROM journal ORDER BY seq DESC").fetchone()[0])


def _entries(desk: Desk) -> int:
    with closing(sqlite3.connect(desk.logbook)) as raw:
        return int(raw.execute("SELECT COUNT(*) FROM journal").fetchone()[0])


@pytest.mark.parametrize(("seq", "part"), [(2**53 - 1, {}), (2**53 - 1, {"part": 1})], ids=["a copy", "a part of one"])
def test_nobody_else_writes_into_this_machines_journal(
    desk: Desk, tmp_path: Path, seq: int, part: dict[str, JSON]
) -> None:
    """Refused whole, and the next scan is logged as before; in a file that is no copy the entry is passed over."""
    path = _file(tmp_path / "j.slb", _entry(_writer(desk), seq, "a" * 64), **part)
    answer = desk.ask("absorb", path)
    assert (answer.code, "not whole" in answer.err) == (Exit.INPUT, True)
    before = _entries(desk)
    desk.ok("absorb", _file(tmp_path / "p.slb", _entry(_writer(desk), seq, "a" * 64), purpose="programme"))
    assert _entries(desk) == before + 1  # of the act itself
    desk.ok("log", "knee", "left")
    assert desk.ok("check", "--json").json["faults"] == []


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (_entry(ELSEWHERE, 5, "a" * 64), "not whole"),
        (_entry(ELSEWHERE, 2), "not whole"),
        (_entry(ELSEWHERE, why="patient, date of birth 12/03/1961"), "identify a patient"),
    ],
    ids=["follows nothing", "has no beginning", "names a patient"],
)
def test_a_journal_is_let_in_whole_and_names_nobody(desk: Desk, tmp_path: Path, entry: JournalEntry, told: str) -> None:
    """An entry is for good: what does not follow, or may identify a patient, is not let in."""
    before = _entries(desk)
    answer = desk.ask("absorb", _file(tmp_path / "j.slb", entry))
    assert (answer.code, told in answer.err, _entries(desk)) == (Exit.INPUT, True, before)


def test_a_reason_that_was_redacted_is_nowhere(desk: Desk) -> None:
    """Why a record was amended stands in its version alone: with that it is gone, from the backups as well."""
    case = desk.case("draft")
    desk.ok("amend", case, "note=peculiarly-blue", "--why", "wonderfully-green")
    desk.ok("backup")
    desk.ok("redact", case, "--why", "too much", "--backups", "--yes", passphrase=PASSPHRASE)
    left = [
        path.name
        for path in desk.home.rglob("*")
        if path.is_file() and any(word in path.read_bytes() for word in (b"peculiarly-blue", b"wonderfully-green"))
    ]
    assert left == []


def _said(exchange: Exchange, act: str, seed: str, signer: Signer, n: int = 1) -> Kept:
    """Return what a key says about a scan of the trainee, as somebody."""
    request = read_bundle(exchange.request.read_bytes())
    scan = next(one.found for one in request.objects if isinstance(one.found, Revision) and one.found.kind == "scan")
    key = key_from_seed(hashlib.sha256(seed.encode()).digest())
    code = "observed-directly" if act == "sign" else ""
    said = Statement(
        act=act,
        by=key.fingerprint,
        key=key.public,
        signer=signer,
        subject=scan.subject,
        n=n,
        at=AT,
        offset=0,
        items=(Item(digest=scan.digest),),
        assurance="own-device",
        meaning=code,
        meaning_text=MEANINGS[code].sentence if code else "",
    )
    return Kept(said, key.sign(sshsig.signed_bytes(said.text.encode())))


def _person(exchange: Exchange, name: str, role: str) -> Signer:
    people = exchange.trainee.ok("people", "--json").json["people"]
    return Signer(person=next(one["id"] for one in people if one["name"] == name), name=name, role=role)


def _response(path: Path, *said: Kept) -> str:
    path.write_bytes(write_bundle({"purpose": "response"}, said))
    return str(path)


def test_a_key_that_was_met_signs_in_no_other_name(exchange: Exchange, tmp_path: Path) -> None:
    """Met as Mallory, used as Sam: the same alarm as a key never seen, and nothing is stored."""
    exchange.trainee.ok(*ABSORB, str(exchange.response))
    mallory = Signer(person=ELSEWHERE, name="Mallory Mentor", role="supervisor")
    exchange.trainee.ok(*ABSORB, _response(tmp_path / "first.slb", _said(exchange, "sign", "mallory", mallory)))
    sam = _person(exchange, SUPERVISOR, "supervisor")
    before = exchange.objects
    answer = exchange.trainee.ask(*ABSORB, _response(tmp_path / "as-sam.slb", _said(exchange, "sign", "mallory", sam)))
    assert answer.code == Exit.DENIED
    assert "signed with another key before" in answer.err
    assert exchange.objects == before


def test_the_trainees_own_key_judges_nothing_on_any_page(exchange: Exchange, tmp_path: Path) -> None:
    """One key submits as the trainee and signs as Sam: show says Invalid as verify does, whatever the list says."""
    tess, sam = _person(exchange, TRAINEE, "trainee"), _person(exchange, SUPERVISOR, "supervisor")
    first = _response(tmp_path / "own.slb", _said(exchange, "submit", "own", tess))
    marks = [_said(exchange, act, "own", who).found for act, who in (("submit", tess), ("sign", sam))]
    mark = next(one.by for one in marks if isinstance(one, Statement))
    exchange.trainee.ok("absorb", first, "--accept-key", mark)
    exchange.trainee.ok(
        "absorb", _response(tmp_path / "as-sam.slb", _said(exchange, "sign", "own", sam)), "--accept-key", mark
    )
    words = [
        line["verification"]
        for case in exchange.trainee.cases()
        for line in exchange.trainee.ok("show", case, "--json").json["history"]
        if line["act"].startswith("signed") and SUPERVISOR in line["who"]
    ]
    assert words == ["Invalid"]
    exchange.trainee.ok("enrol", "rcr-msk")
    assert exchange.trainee.ok("progress", "--json").json["sign_offs"]["records"] == 0
