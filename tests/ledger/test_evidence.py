"""The evidence files, checked with nothing but OpenSSH and sha256sum."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from sonolog.ledger.errors import NotTheEvidence
from sonolog.ledger.evidence import evidence_files
from sonolog.ledger.statements import SignedStatement

from .made import ANN, SAM, TESS, Book, a_revision, run


@pytest.fixture
def book() -> Book:
    """Return a book in which two people signed a record."""
    made = Book()
    revision = made.add(a_revision(body={"note": "Zoë’s probe,\nnot mine"}))
    made.say("submit", TESS, revision)
    made.say("sign", SAM, revision)
    made.say("sign", ANN, revision, meaning="reviewed-afterwards")
    return made


@pytest.fixture
def folder(tmp_path: Path, book: Book) -> Path:
    """Return a folder with the evidence of the record."""
    text = next(iter(book.objects.values())).text
    for name, content in evidence_files(text, book.statements[1:] + book.statements[:1]).items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def commands(folder: Path) -> list[str]:
    """Return the commands that the README tells one to run."""
    lines = (folder / "README.txt").read_text().replace("\\\n", " ").splitlines()
    return [line.strip() for line in lines if re.match("    [a-z]", line)]


def failing(folder: Path) -> list[str]:
    """Run the README's commands as a reader would, and return the first word of each that fails."""
    return [line.split()[0] for line in commands(folder) if run("sh", "-c", line, folder=folder).returncode]


def test_names(folder: Path) -> None:
    """The files have the names that the documentation gives."""
    assert {one.name for one in folder.iterdir()} == {
        "REVISION.json",
        "STATEMENT.json",
        "STATEMENT.json.sig",
        "STATEMENT-2.json",
        "STATEMENT-2.json.sig",
        "STATEMENT-3.json",
        "STATEMENT-3.json.sig",
        "allowed_signers",
        "SHA256SUMS",
        "README.txt",
    }


def test_the_readme_works_as_written(folder: Path) -> None:
    """Each command of the README succeeds, and there is one of each kind for each statement."""
    assert failing(folder) == []
    assert [line.split()[0] for line in commands(folder)] == ["sha256sum", *["ssh-keygen", "grep"] * 3]


def flipped(path: Path, place: int) -> None:
    """Change one byte of a file."""
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("place", [0, 40, -1])
def test_one_byte_of_the_statement(folder: Path, place: int) -> None:
    """A changed byte of the statement fails the signature, and not the sum of the record."""
    flipped(folder / "STATEMENT.json", place)
    assert failing(folder).count("ssh-keygen") == 1
    assert "sha256sum" not in failing(folder)


@pytest.mark.parametrize("place", [0, 40, -1])
def test_one_byte_of_the_revision(folder: Path, place: int) -> None:
    """A changed byte of the record fails the sum and what the statements name, and not the signatures."""
    flipped(folder / "REVISION.json", place)
    assert failing(folder) == ["sha256sum", "grep", "grep", "grep"]


def test_an_adjusted_sum_does_not_help(folder: Path) -> None:
    """If the record and the sums are both exchanged, the statements no longer name it."""
    flipped(folder / "REVISION.json", 40)
    summed = run("sha256sum", "REVISION.json", folder=folder).stdout.decode()
    (folder / "SHA256SUMS").write_text(summed)
    assert failing(folder) == ["grep", "grep", "grep"]


def test_statements_about_something_else_are_no_evidence(book: Book) -> None:
    """A statement that does not name the record is refused."""
    with pytest.raises(NotTheEvidence):
        evidence_files(a_revision(5).text, book.statements)


def test_a_name_cannot_add_lines(book: Book) -> None:
    """Control characters in a signer's name are shown, not obeyed."""
    signed = book.statements[1]
    named = replace(signed.statement, signer=replace(SAM, name="Sam\n    rm -rf x\x1b[2J\u202e"))
    text = next(iter(book.objects.values())).text
    readme = evidence_files(text, [SignedStatement(named, signed.signature)])["README.txt"].decode()
    assert "Sam<U+000A>    rm -rf x<U+001B>[2J<U+202E>" in readme
