"""``verify``: the seven words, exit codes, what is missing, and what is handed to strangers."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.faults.altered import HEAD, a_book, bundle_of, by_stranger, flipped, lines_of, sealed
from tests.faults.verifiers import loaded
from tests.ledger.corpus import LEE, ROOT, ROOT_MARK, revoked
from tests.ledger.made import KEYS, NOON, SAM, Book, an_id

from sonolog.clock import stamp
from sonolog.exchange.bundle import write_bundle
from sonolog.ledger.canonical import canonical
from sonolog.ledger.merge import Kept
from sonolog.ledger.objects import JournalEntry, read_object
from sonolog.ledger.standalone import verifier_text

from .desk import Desk

PINNED = ("--root", ROOT_MARK)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with nothing on it."""
    return Desk(tmp_path / "home")


def written(folder: Path, content: bytes, name: str = "file.slb") -> str:
    """Write a file and return its name."""
    path = folder / name
    path.write_bytes(content)
    return str(path)


def without(book: Book, *digests: str) -> bytes:
    """Return the book as a file without some of its objects."""
    kept = {digest: one for digest, one in book.objects.items() if digest not in digests}
    return write_bundle(HEAD, [Kept(read_object(one.text), one.signature) for one in kept.values()])


def test_valid_needs_a_root(desk: Desk, tmp_path: Path) -> None:
    """With the programme's root all is Valid and the code 0; without it nobody's identity is confirmed, and 3."""
    name = written(tmp_path, bundle_of(a_book()))
    answer = desk.ask("verify", name, *PINNED, "--json")
    assert (answer.code, answer.json["word"], answer.json["roots"]) == (0, "Valid", [ROOT_MARK])
    assert {one["word"] for one in answer.json["statements"]} == {"Valid"}
    assert {one["word"] for one in answer.json["records"]} == {"Valid"}
    answer = desk.ask("verify", name)
    assert answer.code == 3
    assert "Valid, identity not confirmed" in answer.out


def test_a_missing_number_is_named(desk: Desk, tmp_path: Path) -> None:
    """A statement taken away: Incomplete, which number of whose, and the code 3."""
    book = a_book()
    first = next(one.statement for one in book.statements if one.statement.act == "sign")
    answer = desk.ask("verify", written(tmp_path, without(book, first.digest)), *PINNED, "--json")
    assert (answer.code, answer.json["word"]) == (3, "Incomplete")
    gaps = [(one["name"], one["numbers"], one["count"]) for one in answer.json["gaps"]]
    assert gaps == [("Sam Supervisor", "1", 1)]
    assert "Missing numbers: 1 of Sam Supervisor" in " ".join(
        desk.ask("verify", written(tmp_path, without(book, first.digest)), *PINNED).out.split()
    )


def test_a_declared_gap_is_told_and_not_incomplete(desk: Desk, tmp_path: Path) -> None:
    """What the file says it leaves out is counted, its number is still named, and the rest is Valid."""
    book = a_book()
    first = next(one.statement for one in book.statements if one.statement.act == "sign")
    lines = lines_of(without(book, first.digest))
    head = json.loads(lines[0]) | {"selection": {"left_out": [first.digest], "words": "all but one"}}
    answer = desk.ask("verify", written(tmp_path, sealed([canonical(head).encode(), *lines[1:]])), *PINNED, "--json")
    assert (answer.code, answer.json["word"], answer.json["left_out"]) == (3, "Valid", 1)
    assert (answer.json["selection"], len(answer.json["gaps"])) == ("all but one", 1)


def test_a_number_of_scans_that_is_not_there_is_invalid(desk: Desk, tmp_path: Path) -> None:
    """A file that says how many scans were selected, and holds another number, is Invalid."""
    lines = lines_of(bundle_of(a_book()))
    for shown, code in ((2, 0), (3, 1)):
        head = json.loads(lines[0]) | {"selection": {"left_out": [], "words": "of 9 scans", "shown": shown}}
        answer = desk.ask("verify", written(tmp_path, sealed([canonical(head).encode(), *lines[1:]])), *PINNED)
        assert answer.code == code


def test_a_lost_key_and_a_checkpoint(desk: Desk, tmp_path: Path) -> None:
    """What a revoked key signed has its own word, and says whether a checkpoint proves that it is earlier."""
    book = a_book()
    book.say("key-revoke", LEE, subject=SAM.person, terms=revoked(KEYS[SAM.person]))
    answer = desk.ask("verify", written(tmp_path, bundle_of(book)), *PINNED, "--json")
    said = [one for one in answer.json["statements"] if one["word"] == "Valid, key since revoked"]
    assert (answer.code, len(said)) == (3, 3)
    assert all("a checkpoint of 2026-03-02 proves" in one["reason"] for one in said)


def test_an_altered_file_is_invalid(desk: Desk, tmp_path: Path) -> None:
    """One bit turned over: Invalid, where, and the code 1."""
    whole = bundle_of(a_book())
    answer = desk.ask("verify", written(tmp_path, flipped(whole, len(whole) // 2)), *PINNED)
    assert answer.code == 1
    assert "It was altered" in answer.err


def test_a_newer_object_is_not_checked(desk: Desk, tmp_path: Path) -> None:
    """An object of a form that is not known yet is Not checked, code 3; a newer file is not read at all, code 78."""
    lines = lines_of(bundle_of(a_book()))
    newer = [*lines, b'{"o":{"t":"revision","v":2}}']
    answer = desk.ask("verify", written(tmp_path, sealed(newer)), *PINNED, "--json")
    assert (answer.code, answer.json["word"]) == (3, "Not checked")
    head = json.loads(lines[0]) | {"v": 2}
    assert desk.ask("verify", written(tmp_path, sealed([canonical(head).encode(), *lines[1:]]))).code == 78


def test_what_cannot_be_verified(desk: Desk, tmp_path: Path) -> None:
    """No file, a folder, another file, a fingerprint that is none: their own codes, and nothing is followed."""
    assert desk.ask("verify", str(tmp_path / "nothing")).code == 66
    assert desk.ask("verify", str(tmp_path)).code == 66
    assert desk.ask("verify", written(tmp_path, b"some text")).code == 65
    assert desk.ask("verify", written(tmp_path, b"%PDF-1.4 no evidence", "a.pdf")).code == 65
    assert desk.ask("verify", written(tmp_path, bundle_of(a_book())), "--root", "SHA256:x").code == 65


def test_a_logbook_and_its_export_are_verified(desk: Desk, tmp_path: Path) -> None:
    """The logbook itself, the export, ``verify.py`` and ``check.sh`` say the same, and a changed letter shows."""
    desk.known_as("Tess Trainee")
    desk.ok("log", "shoulder", "left")
    desk.ok("export", str(tmp_path / "all"))
    for name in (desk.logbook, tmp_path / "all" / "everything.slb"):
        answer = desk.ask("verify", str(name), "--json")
        assert (answer.code, answer.json["word"], answer.json["faults"]) == (3, "Not checked", [])
        assert [one["last"] > 0 for one in answer.json["journals"]] == [True]


def exported(folder: Path) -> Path:
    """Write what an export holds of a signed book, with the programs beside it."""
    from sonolog.ledger.evidence import allowed_signer
    from sonolog.ledger.standalone import check_text, verifier_text

    book = a_book()
    folder.mkdir()
    written(folder, bundle_of(book), "everything.slb")
    written(folder, verifier_text().encode(), "verify.py")
    written(folder, check_text().encode(), "check.sh")
    signers = {allowed_signer(one.statement) for one in book.statements}
    written(folder, "".join(sorted(signers)).encode(), "allowed_signers")
    return folder


def run_in(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder."""
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)


def test_the_strangers_programs_work_as_the_readme_says(tmp_path: Path) -> None:
    """``verify.py`` in a process without sonolog, and ``check.sh`` with OpenSSH alone: whole, altered, missing."""
    folder = exported(tmp_path / "all")
    verify = (sys.executable, "-I", "verify.py", "everything.slb")
    assert run_in(folder, *verify, *PINNED).returncode == 0
    assert run_in(folder, *verify).returncode == 3
    whole = run_in(folder, "sh", "check.sh")
    assert (whole.returncode, whole.stdout) == (0, "9 signatures verified, 0 not, 0 named objects missing\n")
    text = (folder / "everything.slb").read_bytes()
    lines = lines_of(text)
    written(folder, sealed([one.replace(b"observed", b"0bserved") for one in lines]), "everything.slb")
    assert run_in(folder, *verify, *PINNED).returncode == 1
    altered = run_in(folder, "sh", "check.sh")
    assert altered.returncode == 1
    assert "not verified" in altered.stdout
    written(folder, sealed([one for one in lines if b'"region":"shoulder"' not in one]), "everything.slb")
    assert run_in(folder, *verify, *PINNED).returncode == 3
    assert run_in(folder, "sh", "check.sh").returncode == 1
    shutil.rmtree(folder)


def test_the_strangers_program_needs_nothing_of_this_one() -> None:
    """``verify.py`` imports the standard library and cryptography, and nothing else."""
    from sonolog.ledger.standalone import verifier_text

    tree = ast.parse(verifier_text())
    names = {one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names}
    names |= {str(node.module).partition(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names - set(sys.stdlib_module_names) == {"cryptography"}


def test_both_verifiers_miss_a_journal_entry_that_a_checkpoint_saw(desk: Desk, tmp_path: Path) -> None:
    """A journal cut short behind a checkpoint is Incomplete for both; whole it is not."""
    module = loaded(verifier_text())
    for seen, word in ((2, "Valid"), (3, "Incomplete")):
        book = a_book()
        entries = journal_of(book)
        heads = [{"writer": entries[0].writer, "seq": seen, "digest": entries[seen - 1].digest}]
        book.say("checkpoint", ROOT, subject=ROOT.person, terms={"heads": heads, "chains": [], "count": 1})
        kept = [Kept(read_object(one.text), one.signature) for one in book.objects.values()]
        content = write_bundle(HEAD, kept, entries[:2])
        answer = desk.ask("verify", written(tmp_path, content), *PINNED, "--json")
        assert answer.json["word"] == by_stranger(module, content).word == word
        assert len(answer.json["missing"]) == int(word == "Incomplete")


def journal_of(book: Book) -> list[JournalEntry]:
    """Return three entries of one writer about the objects of a book."""
    made: list[JournalEntry] = []
    for seq in (1, 2, 3):
        before = made[-1].digest if made else None
        named = tuple(sorted(book.objects)) if seq == 1 else ()
        fields = {"writer": an_id("writer"), "at": stamp(NOON), "actor": None, "act": "log"}
        made.append(JournalEntry(seq=seq, prev=before, objects=named, **fields))
    return made
