"""What somebody who has a key cannot make valid."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sonolog.ledger.objects import Document, Item, Signer
from sonolog.ledger.sshsig import signed_bytes
from sonolog.ledger.statements import SignedStatement
from sonolog.ledger.survey import survey
from sonolog.ledger.verify import Stored, Word

from .checked import resigned, sound_book, verdict_on
from .made import ANN, KEYS, SAM, TESS, Book, a_revision, an_id


@pytest.fixture
def book() -> Book:
    """Return a sound book."""
    return sound_book()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"n": 7}, "number"),
        ({"signer": replace(SAM, person=an_id("somebody"))}, "another person"),
        ({"signer": Signer(person=TESS.person, name="Sam", role="lead")}, "their own training"),
        ({"subject": ANN.person}, "another person's"),
        ({"meaning_text": "I looked away."}, "sentence"),
        ({"meaning": "", "meaning_text": ""}, "must say"),
        ({"act": "return", "reason": ""}, "reason"),
        ({"act": "revoke", "reason": "because"}, "cannot revoke"),
        ({"by": KEYS[ANN.person].fingerprint}, "fingerprint"),
        ({"key": KEYS[ANN.person].public}, "fingerprint"),
        ({"key": KEYS[ANN.person].public, "by": KEYS[ANN.person].fingerprint}, "does not match"),
    ],
)
def test_a_liar_with_a_key_is_caught(book: Book, fields: dict[str, Any], reason: str) -> None:
    """A statement properly signed that breaks a rule is invalid, and the verdict names the rule."""
    book.say("sign", SAM, a_revision(1))
    lie = resigned(book, book.statements[-1].statement, **fields)
    verdict = verdict_on(book, lie)
    assert verdict.word == Word.INVALID
    assert reason in verdict.reason


def test_a_sound_statement_in_the_place_of_another_is_caught(book: Book) -> None:
    """The newest, which nothing follows, exchanged for an earlier one: Invalid, though it is signed."""
    scan = a_revision(1)
    book.say("sign", SAM, scan)
    first, last = (book.statements[at].statement.digest for at in (-2, -1))
    book.objects[last] = book.objects[first]
    found = survey(book.objects)
    words = {one.digest: one.verdict.word for one in found.statements}
    assert (words[last], found.word) == (Word.INVALID, Word.INVALID)
    assert words[first] != Word.INVALID


def test_links_to_others_are_caught(book: Book) -> None:
    """A statement that follows another signer's statement is invalid."""
    honest = book.statements[-1].statement
    lie = resigned(book, honest, prev=(book.statements[0].statement.digest,), n=2)
    assert "another key" in verdict_on(book, lie).reason
    elsewhere = book.say("submit", SAM, book.add(a_revision(8, subject=ANN.person)), subject=ANN.person)
    lie = resigned(book, honest, prev=(elsewhere.digest,), n=2)
    assert "another key or about another person" in verdict_on(book, lie).reason


def test_a_trainee_cannot_sign_as_a_supervisor_with_their_own_key(book: Book) -> None:
    """The key that submitted as Tess cannot sign as somebody else."""
    lie = book.say("submit", TESS, a_revision(0))
    claimed = replace(SAM, person=an_id("Dr Invented"))
    forged = resigned(
        book,
        lie,
        act="sign",
        meaning="observed-directly",
        meaning_text="I directly observed this scan.",
        to=(),
    )
    assert verdict_on(book, forged).word == Word.INVALID
    again = replace(forged, signer=claimed)
    book.keep(SignedStatement(again, KEYS[TESS.person].sign(signed_bytes(again.text.encode()))))
    assert "another person" in verdict_on(book, again).reason


def test_a_number_below_what_is_there_is_caught_though_links_are_missing(book: Book) -> None:
    """A missing predecessor does not excuse a number that is too low."""
    honest = book.statements[-1].statement
    links = tuple(sorted((*honest.prev, "0" * 64)))
    high = resigned(book, honest, prev=links, n=9)
    assert verdict_on(book, high).word == Word.INCOMPLETE
    low = resigned(book, honest, prev=links, n=2)
    assert verdict_on(book, low).word == Word.INVALID


def test_what_a_statement_may_name(book: Book) -> None:
    """Revisions are signed and judgements of the same key revoked; nothing else is."""
    submit, sign = book.statements[0].statement, book.statements[1].statement
    assert verdict_on(book, book.say("sign", SAM, sign)).word == Word.INVALID
    assert verdict_on(book, book.say("revoke", SAM, submit)).word == Word.INVALID
    assert verdict_on(book, book.say("revoke", ANN, sign)).word == Word.INVALID
    own = book.say("submit", SAM, a_revision(0))
    assert verdict_on(book, book.say("revoke", SAM, own)).word == Word.INVALID
    document = Document(kind="form", name="f", edition="1", content="x")
    book.objects[document.digest] = Stored(document.text)
    odd = resigned(book, book.say("sign", SAM, a_revision(0)), items=(Item(digest=document.digest),))
    assert "neither" in verdict_on(book, odd).reason
    strange = book.add(a_revision(9, subject=ANN.person))
    assert "another person's" in verdict_on(book, book.say("sign", ANN, strange)).reason
