"""Showing one record, and handing out its evidence."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from sonolog.errors import Exit

from .desk import PASSPHRASE, SUPERVISOR, Desk


def test_a_signed_scan_shows_who_signed_and_that_it_is_valid(desk: Desk) -> None:
    """Fields, history and the verification of each statement stand on the page."""
    out = desk.ok("show", desk.case("signed")).out
    assert "signed" in out.splitlines()[0]
    page = " ".join(out.split())
    assert f"{SUPERVISOR} (supervisor) signed" in page
    assert "Valid, identity not confirmed" in page
    assert "I directly observed this scan." in page


def test_json_holds_fields_history_and_what_is_allowed(desk: Desk) -> None:
    """A program reads the same, by names."""
    view = desk.ok("show", desk.case("draft"), "--json").json
    assert view["status"] == "draft"
    assert "submit" in view["allowed"]
    assert [line["act"] for line in view["history"]] == ["wrote it"]


def test_a_record_is_found_by_the_end_of_its_id(desk: Desk) -> None:
    """The case number and the last characters of the id mean the same record."""
    scan = desk.cases()[desk.case("draft")]
    assert desk.ok("show", scan["id"][-8:], "--json").json["id"] == scan["id"]


def test_an_unknown_record_is_66(desk: Desk) -> None:
    """No such record: nothing to show."""
    assert desk.ask("show", "C-0000").code == Exit.NO_INPUT


def test_the_evidence_of_a_revoked_sign_off_holds_the_revocation(desk: Desk, tmp_path: Path) -> None:
    """Whoever is handed the folder sees that the signature was taken back, and can check that as well."""
    case = desk.case("signed")
    desk.ok("revoke", case, "--as", SUPERVISOR, "--why", "wrong scan", passphrase=PASSPHRASE)
    folder = tmp_path / "evidence"
    desk.ok("show", case, "--evidence", str(folder))
    acts = {path.name: json.loads(path.read_text("utf-8"))["t"] for path in folder.glob("STATEMENT*.json")}
    assert "sign" in acts.values()
    assert "revoke" in acts.values()
    told = (folder / "README.txt").read_text("utf-8")
    signed = next(name for name, act in acts.items() if act == "sign")
    assert f"It takes back {signed}" in told


def test_evidence_is_written_into_a_folder(desk: Desk, tmp_path: Path) -> None:
    """The record's file has the digest that the checksum file names; a full folder is refused."""
    folder = tmp_path / "proof"
    view = desk.ok("show", desk.case("signed"), "--evidence", str(folder), "--json").json
    assert sorted(view["evidence"]) == sorted(str(path) for path in folder.iterdir())
    sums = next(path for path in folder.iterdir() if "sum" in path.name.lower()).read_text("utf-8")
    digest, name = sums.split()
    assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest == view["digest"]
    assert desk.ask("show", desk.case("signed"), "--evidence", str(folder)).code == Exit.NO_OUTPUT


def test_plain_history_is_a_table(desk: Desk) -> None:
    """--plain writes the history a line each."""
    assert "When\tWho\tWhat\tIn words\tSignature" in desk.ok("show", desk.case("signed"), "--plain").out
