"""T15: ``ssh-keygen`` and the program agree on signatures, whoever made them, with the list a programme publishes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from tests.ledger.corpus import EVE, a_programme
from tests.ledger.made import KEYS, SAM, TESS, Book, a_revision, run

from sonolog.clock import read_stamp
from sonolog.ledger import sshsig
from sonolog.ledger.errors import UnreadableSignature
from sonolog.ledger.objects import Statement
from sonolog.ledger.statements import SignedStatement
from sonolog.ledger.verify import Verifier
from sonolog.usecases.cards import allowed_signers

from .programme import Programme

_STATEMENT, _SIGNATURE, _SIGNERS = "statement", "statement.sig", "allowed_signers"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to OpenSSH: these bytes, this armour, by this principal, at this time, for this purpose."""

    name: str
    text: bytes
    armour: str
    principal: str
    at: str
    namespace: str = sshsig.NAMESPACE
    holds: bool = True


def openssh_says(asked: Asked, folder: Path) -> bool:
    """Return whether ``ssh-keygen -Y verify`` accepts it."""
    (folder / _STATEMENT).write_bytes(asked.text)
    (folder / _SIGNATURE).write_text(asked.armour)
    command = ["ssh-keygen", "-Y", "verify", "-f", _SIGNERS, "-I", asked.principal, "-n", asked.namespace]
    when = ["-s", _SIGNATURE, "-O", f"verify-time={asked.at}"]
    return run(*command, *when, folder=folder, typed=asked.text).returncode == 0


def _moment(said: Statement, **later: float) -> str:
    return f"{read_stamp(said.at) + timedelta(**later):%Y%m%d%H%M%S}Z"


def _vouched(book: Book) -> list[SignedStatement]:
    known = {one.statement.subject for one in book.statements if one.statement.act == "vouch"}
    return [one for one in book.statements if one.statement.signer.person in known]


def questions(book: Book) -> Iterator[Asked]:
    """Yield for each statement of a vouched key what is right, and what differs from it in one thing."""
    for one in _vouched(book):
        said, text = one.statement, one.statement.text.encode()
        armour, person, at = sshsig.armour(said.key, one.signature), said.signer.person, _moment(said)
        yield Asked("as it is", text, armour, person, at)
        yield Asked("a byte more", text + b" ", armour, person, at, holds=False)
        yield Asked("another text", text.replace(b'"n":', b'"n": ', 1), armour, person, at, holds=False)
        yield Asked("another principal", text, armour, TESS.person[::-1], at, holds=False)
        yield Asked("expired", text, armour, person, _moment(said, days=1_000), holds=False)
        yield Asked("not begun", text, armour, person, _moment(said, days=-1_000), holds=False)
        yield Asked("another purpose", text, armour, person, at, "file", holds=False)
        flipped = bytes([one.signature[0] ^ 1]) + one.signature[1:]
        yield Asked("another signature", text, sshsig.armour(said.key, flipped), person, at, holds=False)
        forged = EVE.sign(sshsig.signed_bytes(text))
        yield Asked("another key", text, sshsig.armour(EVE.public, forged), person, at, holds=False)


def program_says(asked: Asked) -> bool:
    """Return whether the program takes text and armour for a sound statement by the key the text names."""
    try:
        mark = sshsig.read_armour(asked.armour)
    except UnreadableSignature:
        return False
    found = Verifier(lambda _digest: None).by_itself(asked.text.decode(), mark.raw)
    return isinstance(found, Statement) and mark.public == found.key


def test_openssh_agrees_on_statements_good_and_bad(tmp_path: Path, programme: Programme) -> None:
    """Statements of the programme's people, with the list it publishes: each altered in one thing is refused.

    Who, when and for what are questions to the list, which the program answers by the vouches themselves.
    """
    book = a_programme()
    said = [one.statement for one in book.statements]
    (tmp_path / _SIGNERS).write_text(allowed_signers(said))
    every = list(questions(book))[:: 1 if programme.full else 4]
    wrong = [one.name for one in every if openssh_says(one, tmp_path) is not one.holds]
    listed = ("another principal", "expired", "not begun", "another purpose")
    wrong += [one.name for one in every if one.name not in listed and program_says(one) is not one.holds]
    assert not wrong
    assert any(one.holds for one in every)
    programme.figure("T15", "asked of ssh-keygen with the published list", count=len(every), least=90)


def private_key(number: int, folder: Path) -> Path:
    """Write a key as OpenSSH keeps it, without a passphrase, and return the file."""
    made = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
    path = folder / f"key-{number}"
    path.write_bytes(made.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    path.chmod(0o600)
    return path


def test_the_program_takes_what_openssh_signs(tmp_path: Path, programme: Programme) -> None:
    """What ``ssh-keygen -Y sign`` makes is byte for byte what the program would; for another purpose it is refused."""
    wrong, count = [], programme.amount(3, 40)
    for number in range(1, count + 1):
        key = private_key(number, tmp_path)
        public = " ".join(run("ssh-keygen", "-y", "-f", str(key), folder=tmp_path).stdout.decode().split()[:2])
        message = a_revision(number).text.encode()
        for namespace in (sshsig.NAMESPACE, "file"):
            made = run("ssh-keygen", "-Y", "sign", "-f", str(key), "-n", namespace, folder=tmp_path, typed=message)
            wrong += (
                [] if _taken(made.stdout.decode(), public, message) is (namespace == sshsig.NAMESPACE) else [number]
            )
    assert not wrong
    programme.figure("T15", "signed by ssh-keygen, verified here", count=2 * count, least=80, wrong=len(wrong))


def _taken(armour: str, public: str, message: bytes) -> bool:
    try:
        read = sshsig.read_armour(armour)
    except UnreadableSignature:
        return False
    return read.public == public and sshsig.verify(public, message, read.raw)


def test_a_list_without_the_signer_is_noticed(tmp_path: Path) -> None:
    """With an empty list OpenSSH accepts nothing: the agreement above is not of two that are blind."""
    (tmp_path / _SIGNERS).write_text("")
    first = next(one for one in questions(a_programme()) if one.holds)
    assert not openssh_says(first, tmp_path)
    assert KEYS[SAM.person].public != EVE.public
