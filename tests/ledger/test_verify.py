"""Verification of statements and of all they rest on."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.faults.verifiers import told_here

from sonolog.ledger.canonical import canonical
from sonolog.ledger.objects import Item, Statement, tombstone_of
from sonolog.ledger.sshsig import signed_bytes
from sonolog.ledger.statements import SignedStatement
from sonolog.ledger.trust import Trust
from sonolog.ledger.verify import Stored, Verifier, Word, verify_statement

from .chains import circles
from .checked import sound_book, verdict_on
from .made import KEYS, SAM, TESS, Book, a_revision


@pytest.fixture
def book() -> Book:
    """Return a sound book."""
    return sound_book()


def test_all_is_well(book: Book) -> None:
    """Every statement of a sound book is valid; whose key it is, nobody has confirmed."""
    for one in book.statements:
        assert verdict_on(book, one.statement).word == Word.UNCONFIRMED


def test_the_words_are_the_only_ones() -> None:
    """The seven words are those of the documentation, to the letter."""
    assert [str(word) for word in Word] == [
        "Valid",
        "Valid, identity not confirmed",
        "Valid, key since revoked",
        "Incomplete",
        "Redacted",
        "Invalid",
        "Not checked",
    ]


def test_every_changed_bit_is_noticed(book: Book) -> None:
    """No one-bit change to the text or the signature of a sign-off leaves it valid."""
    stored = book.objects[book.statements[1].statement.digest]
    assert stored.signature is not None
    text = stored.text.encode()
    for place in range(len(text) * 8):
        changed = bytearray(text)
        changed[place // 8] ^= 1 << (place % 8)
        word = verify_statement(changed.decode("latin-1"), stored.signature, find=book.objects.get).word
        assert word in (Word.INVALID, Word.NOT_CHECKED)
    for place in range(512):
        mark = bytearray(stored.signature)
        mark[place // 8] ^= 1 << (place % 8)
        assert verify_statement(stored.text, bytes(mark), find=book.objects.get).word == Word.INVALID


def test_a_changed_revision_is_noticed(book: Book) -> None:
    """Other bytes under a digest that was signed make the statement invalid, and the verdict says where."""
    digest = a_revision(0).digest
    book.objects[digest] = Stored(a_revision(0, body={"region": "knee"}).text)
    verdict = verdict_on(book, book.statements[1].statement)
    assert (verdict.word, verdict.where) == (Word.INVALID, digest)


def test_a_missing_revision_is_noticed(book: Book) -> None:
    """A statement whose subject matter is not there is incomplete."""
    del book.objects[a_revision(0).digest]
    verdict = verdict_on(book, book.statements[1].statement)
    assert (verdict.word, verdict.where) == (Word.INCOMPLETE, a_revision(0).digest)


def test_a_redacted_revision_is_said_to_be(book: Book) -> None:
    """A tombstone that the author signed for makes the word of what names it Redacted; by itself it is a hole."""
    gone = a_revision(0)
    book.objects[gone.digest] = Stored(tombstone_of(gone).text, redacted=True)
    signed = book.statements[1].statement
    assert verdict_on(book, signed).word == Word.INCOMPLETE
    redaction = book.say("redact", TESS, gone)
    trust = Trust((), [redaction])
    verifier = Verifier(book.objects.get, trust=trust)
    assert verifier.verify(signed.text, book.statements[1].signature).word == Word.REDACTED
    assert verifier.verify(redaction.text, book.objects[redaction.digest].signature).word == Word.UNCONFIRMED


def test_a_missing_signature_is_invalid(book: Book) -> None:
    """Text without its signature proves nothing."""
    statement = book.statements[1].statement
    assert Verifier(book.objects.get).verify(statement.text, None).word == Word.INVALID


def test_swapped_signatures_are_invalid(book: Book) -> None:
    """One statement's signature does not serve another of the same key."""
    first, second = book.statements[1], book.statements[2]
    assert verify_statement(first.statement.text, second.signature, find=book.objects.get).word == Word.INVALID


def test_a_removed_statement_leaves_a_hole(book: Book) -> None:
    """If any but a signer's last statement is taken away, all that followed by that key is incomplete."""
    for place, removed in enumerate(book.statements):
        rest = {key: one for key, one in book.objects.items() if key != removed.statement.digest}
        later = [
            one
            for one in book.statements[place + 1 :]
            if one.statement.by == removed.statement.by and one.statement.subject == removed.statement.subject
        ]
        for one in later:
            verdict = verify_statement(one.statement.text, one.signature, find=rest.get)
            assert (verdict.word, verdict.where) == (Word.INCOMPLETE, removed.statement.digest)
            assert one.statement.signer.name in verdict.reason


def test_every_link_is_walked() -> None:
    """A hole anywhere in a long chain is found from its end, without exhausting the stack."""
    book = Book()
    revision = book.add(a_revision())
    chain: list[Statement] = []
    for number in range(1, 1_500):
        links = (chain[-1].digest,) if chain else ()
        first = chain[0] if chain else book.say("submit", TESS, revision)
        made = replace(first, n=number, prev=links)
        chain.append(book.keep(SignedStatement(made, KEYS[TESS.person].sign(signed_bytes(made.text.encode())))))
    assert verdict_on(book, chain[-1]).word == Word.UNCONFIRMED
    for place in (0, 1, 700, 1_497):
        rest = {key: one for key, one in book.objects.items() if key != chain[place].digest}
        last = book.objects[chain[-1].digest]
        verdict = Verifier(rest.get).verify(last.text, last.signature)
        assert (verdict.word, verdict.where) == (Word.INCOMPLETE, chain[place].digest)


def test_an_altered_earlier_statement_is_noticed(book: Book) -> None:
    """If an earlier statement or its signature was altered, it is invalid and what followed is incomplete."""
    earlier, later = book.statements[1].statement, book.statements[2].statement
    good = book.objects[earlier.digest]
    for bad in (
        replace(good, text=good.text.replace("Sam", "Pam")),
        replace(good, signature=b"\0" * 64),
        replace(good, signature=None),
        replace(good, text="[]"),
    ):
        book.objects[earlier.digest] = bad
        verdict = verdict_on(book, later)
        assert (verdict.word, verdict.where) == (Word.INCOMPLETE, earlier.digest)
        assert Verifier(book.objects.get).verify(bad.text, bad.signature).word == Word.INVALID


def test_what_says_that_it_follows_itself_is_invalid() -> None:
    """Forged tombstones that follow themselves or each other are walked once, and what comes after them is Invalid."""
    for at, book in enumerate(circles()):
        words = {digest: word for digest, (word, _) in told_here(book.objects, ()).items()}
        found = words[book.statements[-1].statement.digest]
        assert found == ("Incomplete" if at < 10 and at % 2 else "Invalid"), f"set {at}"  # those nobody redacted


def test_a_declared_circle_ends_too() -> None:
    """A file that says it left out what follows itself is Invalid as well; its number gives it away."""
    book = next(circles())
    gone = tuple(digest for digest, one in book.objects.items() if one.redacted)
    word, reason = told_here(book.objects, (), gone)[book.statements[-1].statement.digest]
    assert (word, "number" in reason) == ("Invalid", True)


def test_another_sound_statement_cannot_stand_in(book: Book) -> None:
    """A statement exchanged for another that is properly signed still leaves a hole."""
    first, second, third = (book.statements[place].statement for place in (1, 2, 5))
    assert third.prev == (second.digest,)
    book.objects[second.digest] = book.objects[first.digest]
    verdict = verdict_on(book, third)
    assert (verdict.word, verdict.where) == (Word.INCOMPLETE, second.digest)


def test_both_ends_of_a_fork_are_walked() -> None:
    """A statement that joins two devices is incomplete if either branch has a hole."""
    left, right = Book(), Book()
    for device in (left, right):
        for number in range(3):
            device.add(a_revision(number))
    left.say("submit", TESS, a_revision(0))
    right.say("submit", TESS, a_revision(1))
    branches = [left.say("recall", TESS, a_revision(0)), right.say("recall", TESS, a_revision(1))]
    for signed in right.statements:
        left.keep(signed)
    joined = left.say("submit", TESS, a_revision(2))
    assert joined.prev == tuple(sorted(branch.digest for branch in branches))
    later = left.say("recall", TESS, a_revision(2))
    assert verdict_on(left, joined).word == verdict_on(left, later).word == Word.UNCONFIRMED
    for branch in branches:
        rest = {key: one for key, one in left.objects.items() if key != branch.prev[0]}
        for one in (joined, later):
            assert Verifier(rest.get).verify(one.text, rest[one.digest].signature).where == branch.prev[0]


def test_the_gravest_word_wins(book: Book) -> None:
    """A missing item does not hide an altered one."""
    both = book.say("sign", SAM, items=[Item(digest=a_revision(0).digest), Item(digest="0" * 64)])
    assert verdict_on(book, both).word == Word.INCOMPLETE
    book.objects[a_revision(0).digest] = Stored("{}")
    assert verdict_on(book, both).word == Word.INVALID


def test_newer_objects_are_not_checked(book: Book) -> None:
    """What follows a later version of the format is never called valid, nor invalid."""
    signed = book.statements[1]
    newer = canonical(json.loads(signed.statement.text) | {"v": 2})
    assert verify_statement(newer, signed.signature, find=book.objects.get).word == Word.NOT_CHECKED


@pytest.mark.parametrize("text", ["", "{}", "[]", "[" * 100_000, "\ud800", "null", '{"t":"sign"}'])
def test_nonsense_is_invalid(text: str) -> None:
    """Text that is no statement is invalid rather than an error."""
    assert verify_statement(text, b"", find=lambda digest: None).word == Word.INVALID


def test_a_revision_is_no_statement() -> None:
    """A revision cannot be verified as a statement."""
    assert verify_statement(a_revision().text, b"\0" * 64, find=lambda digest: None).word == Word.INVALID


def test_one_verifier_looks_at_each_signature_once(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """Verifying a whole book checks each signature one time, however long the chains."""
    from sonolog.ledger import sshsig

    real, counted = sshsig.verify, []

    def counting(public: str, message: bytes, signature: bytes) -> bool:
        counted.append(message)
        return real(public, message, signature)

    monkeypatch.setattr(sshsig, "verify", counting)
    verifier = Verifier(book.objects.get)
    for _ in range(2):
        for one in book.statements:
            verifier.verify(one.statement.text, one.signature)
    assert len(counted) == len(book.statements)
