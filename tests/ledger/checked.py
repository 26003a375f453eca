"""A sound book, verdicts on it, and the lies that somebody with a key could tell in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sonolog.ledger.objects import Statement
from sonolog.ledger.sshsig import signed_bytes
from sonolog.ledger.statements import SignedStatement
from sonolog.ledger.verify import Verdict, verify_statement

from .made import ANN, KEYS, SAM, TESS, Book, a_revision, follow


def verdict_on(book: Book, statement: Statement) -> Verdict:
    """Return the verdict on a statement of the book."""
    stored = book.objects[statement.digest]
    assert stored.signature is not None
    return verify_statement(stored.text, stored.signature, find=book.objects.get)


def resigned(book: Book, statement: Statement, **fields: Any) -> Statement:
    """Keep and return a statement with other fields, signed again by the same key: what a liar could make."""
    changed = replace(statement, **fields)
    key = KEYS[statement.signer.person]
    return book.keep(SignedStatement(changed, key.sign(signed_bytes(changed.text.encode()))))


def sound_book() -> Book:
    """Return a book of three records: submitted, signed, one of them returned and one sign-off revoked."""
    made = Book()
    revisions = [made.add(a_revision(number)) for number in range(3)]
    made.say("submit", TESS, *revisions)
    made.say("sign", SAM, revisions[0])
    made.say("return", SAM, revisions[1])
    made.add(follow(revisions[1]))
    made.say("withdraw", TESS, revisions[2])
    made.say("sign", ANN, revisions[0], meaning="reviewed-afterwards")
    made.say("revoke", SAM, made.statements[1].statement)
    return made
